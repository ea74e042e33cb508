"""What a feature answers: say something, replace the message, ask with a form, or send a form back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.cards import Card
from bot.chat.forms import Form


@dataclass(frozen=True, slots=True)
class Say:
    """A new message where the person is: private or not as the route declares."""

    card: Card


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


Reply = Say | Replace | Ask | Correct
