"""One message as a document: what goes to somebody who reads it in no chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.cards import Button, Buttons, Card, Heading, Menu, SmallPrint, in_plain_words
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
    """The document; a heading that the card opens with is its title. `foot` comes last."""
    left_out = Card((SmallPrint(_where_to_act(setting.t)),)) if _acts(card) else None
    picture = file if file is not None and is_picture(file) else None
    return Document(
        title=title_of(card, setting.team),
        cards=tuple(filter(None, (_below_title(card), left_out, foot))),
        made_on=setting.day,
        words=words(setting.t),
        locale=setting.locale,
        about=setting.team,
        picture=Picture(picture.alternative) if picture else None,
    )


def is_picture(file: File) -> bool:
    """Whether it is shown, and not only brought."""
    return file.media_type.startswith("image/")


def _below_title(card: Card) -> Card:
    opens = bool(card.parts) and isinstance(card.parts[0], Heading)
    return Card(card.parts[1:]) if opens else card


def _acts(card: Card) -> bool:
    """Whether something in it can be pressed or chosen."""
    buttons = [one for part in card.parts if isinstance(part, Buttons) for one in part.buttons]
    return any(isinstance(one, Button) for one in buttons) or any(isinstance(one, Menu) for one in card.parts)


def _where_to_act(t: Phrases) -> Markup:
    return t("What can be pressed in this message stands in the team's chat; here it can only be read.")
