"""One message as a document: what goes to somebody who reads it in no chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.cards import Button, Buttons, Card, Menu, SmallPrint, in_plain_words
from bot.chat.messenger import File
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, shorten
from bot.documents.document import Document, Picture, words

_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Setting:
    """What a message is read in: the team's name and day, the reader's sentences and locale."""

    team: str
    t: Phrases
    locale: str
    day: date


def title_of(card: Card, team: str) -> str:
    """The message's own heading, else its first line, else the team."""
    lines = (" ".join(line.split()) for line in in_plain_words(card).splitlines())
    return shorten(next(filter(None, lines), team), _LONGEST_TITLE)


def document_of(card: Card, setting: Setting, file: File | None = None, foot: Card | None = None) -> Document:
    """The document, under the team's name; `foot` comes last."""
    left_out = Card((SmallPrint(_where_to_act(setting.t)),)) if _acts(card) else None
    picture = file if file is not None and is_picture(file) else None
    return Document(
        title=setting.team,
        cards=tuple(filter(None, (card, left_out, foot))),
        made_on=setting.day,
        words=words(setting.t),
        locale=setting.locale,
        picture=Picture(picture.alternative, picture.numbers) if picture else None,
    )


def is_picture(file: File) -> bool:
    """Whether it is shown, and not only brought."""
    return file.media_type.startswith("image/")


def _acts(card: Card) -> bool:
    """Whether something in it can be pressed or chosen."""
    buttons = [one for part in card.parts if isinstance(part, Buttons) for one in part.buttons]
    return any(isinstance(one, Button) for one in buttons) or any(isinstance(one, Menu) for one in card.parts)


def _where_to_act(t: Phrases) -> Markup:
    return t("Buttons are left out here: they work in the team's chat only.")
