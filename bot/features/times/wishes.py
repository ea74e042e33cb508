"""Reads the times that somebody wants: as typed in a line or written in the form, each on its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from bot.chat.text import Markup
from bot.desk import Desk
from bot.language.clock_times import UnknownTime, time_named
from bot.language.days import weekday_number
from bot.schedule.days import Weekday
from bot.store.models import Person

AT_EXAMPLE: Final = "/stem times at:8:30"
DAYS_EXAMPLE: Final = "/stem times days:mon,wed"
QUIET_EXAMPLE: Final = "/stem times quiet:18:00-07:00"
# What stands for "as the team" in a typed line; an empty field means the same.
AS_THE_TEAM: Final = frozenset({"team", "as the team", "none", "off", "equipo", "como el equipo"})
_WORDS: Final = re.compile(r"[,;/\s]+")
_BETWEEN: Final = re.compile(r"\s*(?:-|–|\bto\b|\buntil\b|\ba\b|\bhasta\b)\s*")
_FILLING: Final = frozenset({"and", "y", "on", "&"})


@dataclass(frozen=True, slots=True)
class Wish:
    """A person's own times; what is None or empty is as the team has it."""

    own_time: time | None
    own_days: str
    quiet_from: time | None
    quiet_until: time | None


@dataclass(frozen=True, slots=True)
class Read:
    """What was understood, and what was not, by field in words."""

    wish: Wish
    problems: Mapping[str, Markup]


def as_it_is(person: Person) -> Wish:
    """The times that the person has now."""
    return Wish(person.own_time, person.own_days, person.quiet_from, person.quiet_until)


def as_written(wish: Wish) -> dict[str, str]:
    """The times as somebody would write them, by field."""
    quiet = ""
    if wish.quiet_from is not None and wish.quiet_until is not None:
        quiet = f"{wish.quiet_from:%H:%M}-{wish.quiet_until:%H:%M}"
    return {
        "at": f"{wish.own_time:%H:%M}" if wish.own_time is not None else "",
        "days": wish.own_days,
        "quiet": quiet,
    }


def read(desk: Desk, written: Mapping[str, str]) -> Read:
    """Understand the three fields."""
    t, problems = desk.t, {}
    words = {name: _meant(written.get(name, "")) for name in ("at", "days", "quiet")}
    own_time, own_days, quiet = None, "", None
    try:
        own_time = time_named(words["at"]) if words["at"] else None
    except UnknownTime:
        problems["at"] = t("No clock shows {given}. Try: `{example}`", given=words["at"], example=AT_EXAMPLE)
    try:
        own_days = _days(words["days"])
    except UnknownWeekday as error:
        problems["days"] = t(
            "I know no weekday called {given}. Try: `{example}`", given=error.given, example=DAYS_EXAMPLE
        )
    try:
        quiet = _quiet(words["quiet"]) if words["quiet"] else None
    except UnknownTime:
        problems["quiet"] = t(
            "Give two different times, from when until when. Try: `{example}`", example=QUIET_EXAMPLE
        )
    starts, ends = quiet or (None, None)
    return Read(Wish(own_time, own_days, starts, ends), problems)


class UnknownWeekday(ValueError):  # noqa: N818 - says what is wrong
    """The word names no day of the week."""

    def __init__(self, given: str) -> None:
        super().__init__(f"{given!r} is no weekday")
        self.given = given


def stored(days: Iterable[int]) -> str:
    """Weekdays as a person's row keeps them; all seven are as good as none."""
    chosen = sorted(set(days))
    return "" if len(chosen) == len(Weekday) else ",".join(Weekday(day).short.lower() for day in chosen)


def _meant(given: str) -> str:
    words = given.strip()
    return "" if words.casefold() in AS_THE_TEAM else words


def _days(given: str) -> str:
    chosen: list[int] = []
    for word in _WORDS.split(given.casefold().strip()):
        if word and word not in _FILLING:
            first, dash, last = word.partition("-")
            chosen += _from_to(first, last) if dash else [_weekday(word)]
    return stored(chosen)


def _from_to(first: str, last: str) -> list[int]:
    begin = _weekday(first)
    count = (_weekday(last) - begin) % len(Weekday) + 1
    return [(begin + step) % len(Weekday) for step in range(count)]


def _weekday(word: str) -> int:
    number = weekday_number(word)
    if number is None:
        raise UnknownWeekday(word)
    return number


def _quiet(given: str) -> tuple[time, time]:
    both = [time_named(one) for one in _BETWEEN.split(given.casefold()) if one]
    if len(both) != len({*both}) or len(both) != 2:  # noqa: PLR2004 - from and until
        raise UnknownTime(given)
    return both[0], both[1]
