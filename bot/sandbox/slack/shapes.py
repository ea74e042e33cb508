"""The vocabulary in which the rules of Block Kit are written down (`block_rules.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """A string of `least` to `longest` characters.

    `one_of` lists the only ones allowed, if any; `like` is a regular expression that it has to match.
    """

    longest: int
    one_of: tuple[str, ...] = ()
    least: int = 0
    like: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `least` to `most`, and more than `above`, where these are given; mostly a `whole` one."""

    least: int | None = None
    most: int | None = None
    above: int | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text object; `markup` says whether it may be mrkdwn."""

    longest: int
    markup: bool = False


@dataclass(frozen=True, slots=True)
class One:
    """An object of the named kind."""

    of: str


@dataclass(frozen=True, slots=True)
class Many:
    """A list of objects of the named kind, or of what a rule says."""

    of: str | Rule
    most: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Free:
    """Anything: a field whose inside the local server does not check."""


Rule = Words | Number | Flag | Text | One | Many | Free


@dataclass(frozen=True, slots=True)
class Shape:
    """An object's fields; `any_field` switches off the refusal of unknown ones."""

    fields: Mapping[str, Rule] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    any_field: bool = False
