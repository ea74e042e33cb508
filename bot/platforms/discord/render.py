"""Draws a card as the JSON of Discord's Components V2."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

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
from bot.platforms.discord.mark import marked
from bot.platforms.discord.markup import Json, markdown, people

# Discord's numbers, https://discord.com/developers/docs/components/reference
ACTION_ROW, BUTTON, STRING_SELECT, TEXT_DISPLAY, SEPARATOR = 1, 2, 3, 10, 14
LETTERS = 4000
# Flags of a message, https://discord.com/developers/docs/resources/message#message-object-message-flags
EPHEMERAL, _COMPONENTS_V2 = 1 << 6, 1 << 15
_STYLES = {"main": 1, "plain": 2, "danger": 4}
_LINK_STYLE = 5


def message(card: Card, *, private: bool = False, key: str = "") -> Json:
    """A message that mentions nobody; `key` marks one that was delivered."""
    return {
        "components": components(card, key),
        "flags": _COMPONENTS_V2 | EPHEMERAL if private else _COMPONENTS_V2,
        "allowed_mentions": {"parse": []},
    }


def components(card: Card, key: str = "") -> list[Json]:
    """The card's components; `key` marks a delivered message."""
    drawn = _drawn(card, tight=False)
    return marked(drawn if _letters(drawn) <= LETTERS else _drawn(card, tight=True), key)


def mentioned(card: Card) -> tuple[int, ...]:
    """The accounts that the card mentions on purpose: the only ones that Discord may tell."""
    return tuple(id_ for part in card.parts if isinstance(part, Wordy) for id_ in people(part.words))


def options(given: Sequence[Option], chosen: Collection[str] = ()) -> list[Json]:
    """The options of a select, a radio group or a group of checkboxes."""
    return [_option(one, chosen=one.id in chosen) for one in given]


def _drawn(card: Card, *, tight: bool) -> list[Json]:
    drawn = (_part(part, tight=tight) for part in card.parts)
    return [one for one in drawn if one is not None]


def _part(part: Part, *, tight: bool) -> Json | None:
    match part:
        case Rule():
            return {"type": SEPARATOR, "divider": True, "spacing": 1}
        case Buttons():
            return {"type": ACTION_ROW, "components": [_button(one) for one in part.buttons]}
        case Menu():
            return {"type": ACTION_ROW, "components": [_menu(part)]}
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


def _button(button: Button | Link) -> Json:
    label = plain(button.label)
    if isinstance(button, Link):
        return {"type": BUTTON, "style": _LINK_STYLE, "label": label, "url": button.address}
    return {"type": BUTTON, "style": _STYLES[button.style], "label": label, "custom_id": button.wire}


def _menu(menu: Menu) -> Json:
    return {
        "type": STRING_SELECT,
        "custom_id": menu.wire,
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
