"""What a feature answers: say something, replace the message, ask with a form, or send a form back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.cards import Card, Paragraph, card
from bot.chat.forms import Form


@dataclass(frozen=True, slots=True)
class Say:
    """A new message where the person is: private or not as the route declares.

    One that is not `kept` is written down nowhere: an event that comes again gets a new one.
    """

    card: Card
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Replace:
    """The message that the button was on, or the form came from, becomes this card."""

    card: Card


@dataclass(frozen=True, slots=True)
class Ask:
    """Open a form; only routes that declare `opens_form` may."""

    form: Form


@dataclass(frozen=True, slots=True)
class Correct:
    """The form came with mistakes: `problems` by field id; `draft` finds what was typed, which is kept."""

    form: Form
    problems: Mapping[str, str]
    draft: str = ""


class Refusal(Exception):  # noqa: N818 - says what happened
    """Raised by a feature to answer with a card instead, with nothing of its transaction kept."""

    def __init__(self, card: Card) -> None:
        super().__init__("refused")
        self.card = card


Reply = Say | Replace | Ask | Correct


def say(words: str) -> Say:
    """An answer of one paragraph."""
    return Say(card(Paragraph(words)))


def refusal(words: str) -> Refusal:
    """A refusal of one paragraph, to be raised."""
    return Refusal(card(Paragraph(words)))
