"""What a document holds: the cards of a message, a picture, and the few words that it adds itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from bot.chat.cards import Card
from bot.chat.phrases import Phrases
from bot.chat.text import Markup

Direction = Literal["ltr", "rtl"]
_RIGHT_TO_LEFT: Final = frozenset(("ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))
# What stands in `Words.page` until the pages are counted.
PAGE: Final = "{page}"
PAGES: Final = "{pages}"


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture tells: its finding in a sentence or two, and every number of it as a line of text."""

    alternative: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What a document says beside its cards, in the language of whoever reads it."""

    numbers: str
    page: str
    somebody: str
    not_drawn: str


@dataclass(frozen=True, slots=True)
class Document:
    """A message to be read elsewhere.

    `about` is a line under the title (team, days). `act` says where to do what buttons did; empty for people
    who cannot act. `names` are what accounts are called that the cards mention; others are not shown by id.
    `made_on` is the day it tells of: the same document has the same bytes whenever it is made.
    """

    title: str
    cards: tuple[Card, ...]
    made_on: date
    words: Words
    locale: str
    about: str = ""
    act: str = ""
    picture: Picture | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language as web pages and PDF name it: `es`, `pt-BR`."""
        return self.locale.replace("_", "-")

    @property
    def direction(self) -> Direction:
        """Which way the language is read."""
        return "rtl" if self.language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def words(t: Phrases) -> Words:
    """What documents in that language say beside their cards."""
    return Words(
        numbers=t("The numbers of the picture"),
        page=t("Page {page} of {pages}", page=PAGE, pages=PAGES),
        somebody=t("somebody in the chat"),
        not_drawn=t("The picture could not be drawn. This is what it tells:"),
    )


def where_to_act(t: Phrases, command: str = "/stem digest") -> Markup:
    """The usual `act`; `command` shows the same in the chat."""
    return t("To act on this, open it in the chat, where the buttons are: `{command}`.", command=command)
