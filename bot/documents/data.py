"""Documents as JSON data and back, for the process that makes files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.chat.card_data import card_from_data, card_to_data
from bot.chat.text import Markup, escape
from bot.documents.document import Document, Picture, Words


def to_data(document: Document) -> dict[str, Any]:
    """The document as JSON data."""
    picture = document.picture
    return {
        "title": escape(document.title),
        "cards": [card_to_data(each) for each in document.cards],
        "made_on": document.made_on.isoformat(),
        "words": {name: escape(words) for name, words in asdict(document.words).items()},
        "locale": document.locale,
        "about": escape(document.about),
        "act": escape(document.act),
        "picture": None if picture is None else _picture_to_data(picture),
        "names": dict(document.names),
    }


def from_data(data: Mapping[str, Any]) -> Document:
    """The document that `to_data` wrote."""
    return Document(
        title=Markup(data["title"]),
        cards=tuple(card_from_data(each) for each in data["cards"]),
        made_on=date.fromisoformat(data["made_on"]),
        words=Words(**{name: Markup(words) for name, words in data["words"].items()}),
        locale=data["locale"],
        about=Markup(data["about"]),
        act=Markup(data["act"]),
        picture=None if data["picture"] is None else _picture_from_data(data["picture"]),
        names=data["names"],
    )


def _picture_to_data(picture: Picture) -> dict[str, Any]:
    return {"alternative": escape(picture.alternative), "numbers": [escape(one) for one in picture.numbers]}


def _picture_from_data(data: Mapping[str, Any]) -> Picture:
    return Picture(Markup(data["alternative"]), tuple(Markup(one) for one in data["numbers"]))
