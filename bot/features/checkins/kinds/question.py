"""One question of a check-in with all that is known of it, and how it stands at the moment of reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.chat.cards import Part
from bot.chat.phrases import Phrases
from bot.chat.text import Markup
from bot.language.reader import Reader
from bot.store.models import Answer, Prompt, Rating
from rubric.model import Indicator

QUOTED = 300


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt, what it is about (None where that is no indicator), and what was said to it and before it.

    `helper` is the name of who could help, empty where nobody is named; `correcting`: the person wants to
    choose again.
    """

    prompt: Prompt
    indicator: Indicator | None
    reader: Reader
    t: Phrases
    answer: Answer | None = None
    rating: Rating | None = None
    earlier: Answer | None = None
    helper: str = ""
    correcting: bool = False

    @property
    def closed(self) -> bool:
        """Whether the window is over."""
        return self.prompt.closes_at <= self.reader.now

    @property
    def answered(self) -> bool:
        """Whether it has an answer."""
        return self.answer is not None or self.rating is not None

    @property
    def skipped(self) -> bool:
        """Whether the person skipped it."""
        return self.prompt.skipped_at is not None and not self.answered

    @property
    def asleep(self) -> bool:
        """Whether it is put off and has not come again yet."""
        until = self.prompt.snoozed_until
        return until is not None and until > self.reader.now and not self.answered and not self.skipped

    @property
    def open(self) -> bool:
        """Whether it waits for an answer now."""
        return not (self.closed or self.answered or self.skipped or self.asleep)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of question is drawn: its heading, what is asked, and what is recorded."""

    heading: Callable[[Question], Markup]
    asked: Callable[[Question], list[Part]]
    recorded: Callable[[Question], list[Part]]
