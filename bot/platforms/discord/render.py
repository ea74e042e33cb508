"""Draws a card as the JSON of Discord's Components V2."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any

from bot.chat.cards import (
    Button,
    Buttons,
    Card,
    Heading,
    Link,
    Menu,
    Option,
    Part,
    Quote,
    Rule,
    SmallPrint,
    Wordy,
)
from bot.chat.text import plain
from bot.platforms.discord.markup import markdown, people

Json = dict[str, Any]

# Discord's numbers, https://discord.com/developers/docs/components/reference
ACTION_ROW, BUTTON, STRING_SELECT, TEXT_DISPLAY, SEPARATOR = 1, 2, 3, 10, 14
LETTERS = 4000
_STYLES = {"main": 1, "plain": 2, "danger": 4}
_LINK_STYLE = 5
_COMPONENT_IDS = 2**31 - 1


def components(card: Card, key: str = "") -> list[Json]:
    """The card's components; `key` marks a delivered message, so that `carries` finds it in a history."""
    drawn = _drawn(card, key, tight=False)
    if _letters(drawn) > LETTERS:
        drawn = _drawn(card, key, tight=True)
    if key and drawn and not any(_custom_ids(drawn)):
        # Discord keeps a component's number and hands it back, which marks a card without controls.
        drawn[0]["id"] = _number(key)
    return drawn


def carries(key: str, found: Iterable[Json]) -> bool:
    """Whether components read back from Discord are those of the delivery `key`."""
    there = list(found)
    return any(one.endswith(f"#{key}") for one in _custom_ids(there)) or any(
        one.get("id") == _number(key) for one in there
    )


def mentioned(card: Card) -> tuple[int, ...]:
    """The accounts that the card mentions on purpose: the only ones that Discord may tell."""
    return tuple(id_ for part in card.parts if isinstance(part, Wordy) for id_ in people(part.words))


def options(given: Sequence[Option], chosen: str = "") -> list[Json]:
    """The options of a select or a radio group."""
    return [_option(one, chosen=one.id == chosen) for one in given]


def _drawn(card: Card, key: str, *, tight: bool) -> list[Json]:
    drawn = (_part(part, f"#{key}" if key else "", tight=tight) for part in card.parts)
    return [one for one in drawn if one is not None]


def _part(part: Part, suffix: str, *, tight: bool) -> Json | None:
    match part:
        case Rule():
            return {"type": SEPARATOR, "divider": True, "spacing": 1}
        case Buttons():
            return {"type": ACTION_ROW, "components": [_button(one, suffix) for one in part.buttons]}
        case Menu():
            return {"type": ACTION_ROW, "components": [_menu(part, suffix)]}
        case _:
            # Discord refuses an empty text; there is nothing in it to show.
            return {"type": TEXT_DISPLAY, "content": _words(part, tight=tight)} if plain(part.words) else None


def _words(part: Wordy, *, tight: bool) -> str:
    words = markdown(part.words, tight=tight)
    match part:
        case Heading():
            return _each_line("### ", words)
        case Quote() if tight:
            return f">>> {words}"
        case Quote():
            return _each_line("> ", words)
        case SmallPrint():
            return _each_line("-# ", words)
        case _:
            return words


def _each_line(sign: str, words: str) -> str:
    return "\n".join(sign + line if line.strip() or sign == "> " else line for line in words.split("\n"))


def _button(button: Button | Link, suffix: str) -> Json:
    label = plain(button.label)
    if isinstance(button, Link):
        return {"type": BUTTON, "style": _LINK_STYLE, "label": label, "url": button.address}
    return {"type": BUTTON, "style": _STYLES[button.style], "label": label, "custom_id": button.wire + suffix}


def _menu(menu: Menu, suffix: str) -> Json:
    return {
        "type": STRING_SELECT,
        "custom_id": menu.wire + suffix,
        "placeholder": plain(menu.placeholder),
        "options": options(menu.options),
    }


def _option(option: Option, *, chosen: bool) -> Json:
    drawn: Json = {"label": plain(option.label), "value": option.id}
    if option.description:
        drawn["description"] = plain(option.description)
    if chosen:
        drawn["default"] = True
    return drawn


def _letters(drawn: Iterable[Json]) -> int:
    return sum(len(one.get("content", "")) for one in drawn)


def _custom_ids(drawn: Iterable[Json]) -> list[str]:
    controls = (control for one in drawn for control in one.get("components", ()))
    return [control["custom_id"] for control in controls if control.get("custom_id")]


def _number(key: str) -> int:
    return zlib.crc32(key.encode()) % _COMPONENT_IDS + 1
