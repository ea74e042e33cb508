"""What stands in a document, one block after the other, before it is known how it will be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.chat.text import Span

# A line of words, each run in one look. Accounts are gone from it, and links are such as may be followed.
Runs = tuple[Span, ...]
Look = Literal["plain", "quote", "small"]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading; 1 is the document's own, and no level is passed over."""

    level: int
    words: Runs


@dataclass(frozen=True, slots=True)
class Prose:
    """Lines that stand under each other."""

    lines: tuple[Runs, ...]
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Listed:
    """Lines under a heading of theirs, each a point of its own; `small` where they are to look up."""

    lines: tuple[Runs, ...]
    small: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A dividing line."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture: what it tells, and what is said before that when there is none."""

    alternative: Runs
    not_drawn: Runs


Block = Title | Prose | Listed | Line | Shown


def words_of(line: Runs) -> str:
    """A line without any look."""
    return "".join(run.text for run in line)
