"""Cards as JSON data and back, so that a reply and a delivery can be stored and read by a later version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.chat.cards import (
    Button,
    Buttons,
    Card,
    Heading,
    Link,
    Menu,
    Option,
    Paragraph,
    Part,
    Quote,
    Rule,
    SmallPrint,
)
from bot.chat.text import Markup, escape

VERSION = 1
_WORDY: Mapping[str, type[Heading | Paragraph | Quote | SmallPrint]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "quote": Quote,
    "small": SmallPrint,
}
_NAMES = {kind: name for name, kind in _WORDY.items()}


def card_to_data(message: Card) -> dict[str, Any]:
    """The card as JSON-able data with its version."""
    return {"version": VERSION, "parts": [_part_to_data(part) for part in message.parts]}


def card_from_data(data: Mapping[str, Any]) -> Card:
    """The card that `card_to_data` wrote; raises `ValueError` for a version this program does not know."""
    if data["version"] != VERSION:
        raise ValueError(f"a card of version {data['version']} was stored, this program reads {VERSION}")
    return Card(tuple(_part_from_data(part) for part in data["parts"]))


def _part_to_data(part: Part) -> dict[str, Any]:
    match part:
        case Buttons():
            return {"type": "buttons", "buttons": [_button_to_data(button) for button in part.buttons]}
        case Menu():
            options = [[one.id, escape(one.label), escape(one.description)] for one in part.options]
            return {"type": "menu", "wire": part.wire, "words": escape(part.placeholder), "options": options}
        case Rule():
            return {"type": "rule"}
        case _:
            return {"type": _NAMES[type(part)], "words": escape(part.words)}


def _button_to_data(button: Button | Link) -> dict[str, str]:
    if isinstance(button, Link):
        return {"label": escape(button.label), "address": button.address}
    return {"label": escape(button.label), "wire": button.wire, "style": button.style}


def _part_from_data(data: Mapping[str, Any]) -> Part:
    match data["type"]:
        case "buttons":
            return Buttons(tuple(_button_from_data(button) for button in data["buttons"]))
        case "menu":
            options = (Option(id_, Markup(label), Markup(more)) for id_, label, more in data["options"])
            return Menu(data["wire"], Markup(data["words"]), tuple(options))
        case "rule":
            return Rule()
        case wordy:
            return _WORDY[wordy](Markup(data["words"]))


def _button_from_data(data: Mapping[str, Any]) -> Button | Link:
    if "address" in data:
        return Link(Markup(data["label"]), data["address"])
    return Button(Markup(data["label"]), data["wire"], data["style"])
