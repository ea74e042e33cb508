"""What a command can be given: one declaration serves the free line, the typed options and the help."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.chat import limits
from bot.chat.cards import Option
from bot.chat.events import CommandCall

# The first argument is the desk that features work at; this room does not know what is on it.
Suggest = Callable[[Any, CommandCall, str], Sequence[Option]]


class Kind(Enum):
    """What a value is. The pattern tells a likely value of the kind from other words, right or wrong."""

    TEXT = "text", r"(?!)"
    WORD = "word", r"(?!)"
    INDICATOR = "indicator", r"[A-Za-z]+\d*[.\-_][A-Za-z]+ ?\d*"
    LEVEL = "level", r"\d{1,2}"
    PERSON = "person", r"@\{[^{}\s]+\}|@[^{}\s]+"
    ROLE = "role", r"(?!)"
    DATE = "date", r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}/\d{1,2}(/\d{2,4})?"
    RULE = "rule", r"(?!)"

    def __init__(self, word: str, pattern: str) -> None:
        self.word = word
        self._pattern = re.compile(pattern)

    def resembles(self, token: str) -> bool:
        """Whether `token` was surely meant as this kind, even if it turns out to be wrong."""
        return self._pattern.fullmatch(token) is not None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of a command. `choices` are fixed; `suggest` completes what is half typed."""

    name: str
    kind: Kind
    summary: str
    required: bool = False
    choices: tuple[Option, ...] = ()
    suggest: Suggest | None = None

    def __post_init__(self) -> None:
        limits.fits("a parameter name", self.name, limits.COMMAND_NAME)
        limits.fits("a parameter summary", self.summary, limits.COMMAND_SUMMARY)
        limits.holds("choices", len(self.choices), limits.OPTIONS)
