"""How people and files write a rule: the reading of it. The writing is in `recurrence_words`."""

from __future__ import annotations

import re
from datetime import MAXYEAR, date
from typing import Final

from bot.chat.phrases import N_
from bot.schedule.days import Weekday, iso_day, weekday_named
from bot.schedule.recurrence_dates import days_between
from bot.schedule.recurrence_rule import (
    LAST,
    Listed,
    MonthlyByDay,
    MonthlyByWeekday,
    Pattern,
    Rule,
    RuleProblem,
    Weekly,
)
from bot.schedule.recurrence_words import CADENCES, ORDINALS, cadence_words, describe

_COUNTED: Final = re.compile(r"every (?P<count>[0-9]{1,6}|[a-z]+) (?P<unit>week|month)s?")
_NUMBERS: Final = {"other": 2, "second": 2, "two": 2, "three": 3, "four": 4, "six": 6}
_AMBIGUOUS: Final = {
    **dict.fromkeys(("biweekly", "bi-weekly"), "every 2 weeks on Mon"),
    **dict.fromkeys(("bimonthly", "bi-monthly"), "every 2 months on the first Monday"),
}
_NTH: Final = re.compile(r"([0-9]{1,6})(?:st|nd|rd|th)")
_DAY_OF_MONTH: Final = re.compile(r"day ([0-9]{1,6})|([0-9]{1,6})(?:st|nd|rd|th)(?: day)?")
_BETWEEN: Final = re.compile(r"\s*(?:,\s*and\s|,|\sand\s|&)\s*")
_WORKDAYS: Final = ("weekday", "weekdays")
_WORKING_WEEK: Final = frozenset(Weekday) - {Weekday.SATURDAY, Weekday.SUNDAY}
_CLOSE_ENOUGH: Final = 60


def parse_rule(text: str, starts_on: date, ends_on: date | None = None) -> Rule:
    """The rule that `text` writes, for example "every 2 weeks on Mon and Thu until 2027-06-11".

    Also "weekly on Tue", "every Tue", "fortnightly on Mon", "monthly on the second Tuesday", "monthly on the
    first and third Monday", "monthly on day 15", "monthly on the last day", "quarterly on the first Monday",
    "every 6 months on ...", "on 2026-12-01, 2027-01-12". Where the text and `ends_on` both name an end, the
    earlier holds. Raises RuleProblem for what it cannot read and for a rule without a single date.
    """
    body, _, end = " ".join(text.split()).rstrip(".").lower().partition(" until ")
    pattern = _pattern(body, starts_on)
    ends = [ends_on] if ends_on else []
    if end:
        ends.append(_written_day(end, _with_an_end(pattern, starts_on)))
    rule = Rule(pattern, starts_on, min(ends, default=None))
    _refuse_if_never_due(rule, text)
    return rule


def _with_an_end(pattern: Pattern, starts_on: date) -> str:
    """An example that ends; listed dates end by themselves, and those given may lie before the start."""
    if isinstance(pattern, Listed):
        return f"on {starts_on}"
    return describe(Rule(pattern, starts_on, date(min(starts_on.year + 1, MAXYEAR), 6, 30)))


def _refuse_if_never_due(rule: Rule, text: str) -> None:
    if next(days_between(rule, rule.starts_on, date.max), None) is not None:
        return
    if isinstance(rule.pattern, Listed):
        what = N_("“{given}” never falls due: none of its dates lies between its start and its end.")
        raise RuleProblem(text, what, f"on {rule.starts_on}")
    what = N_("“{given}” never falls due: it ends before its first date.")
    raise RuleProblem(text, what, describe(Rule(rule.pattern, rule.starts_on)))


def _pattern(body: str, starts_on: date) -> Pattern:
    if body.startswith("on ") or body[:1].isdigit():
        return _listed(body.removeprefix("on "), starts_on)
    cadence, _, days = body.partition(" on ")
    counted = _cadence(cadence)
    if counted is None:
        return _weekly_in_short(body, starts_on)
    unit, every = counted
    if not days:
        raise RuleProblem(body, N_("“{given}” does not say on which day."), _example(unit, every, starts_on))
    return _weekly(days, every) if unit == "week" else _monthly(days, every)


def _cadence(words: str) -> tuple[str, int] | None:
    """The unit and how many of it "every two weeks" or "quarterly" means."""
    counted = _COUNTED.fullmatch(words)
    if counted is None:
        return CADENCES.get(words)
    count = counted["count"]
    every = int(count) if count.isdigit() else _NUMBERS.get(count)
    return None if every is None else (counted["unit"], every)


def _weekly_in_short(body: str, starts_on: date) -> Weekly:
    """The rule behind "every Tue and Thu" and "every other Mon", which name no cadence."""
    word, _, days = body.partition(" ")
    if word == "every" and days and " on " not in body:
        fortnightly = days.startswith("other ")
        return _weekly(days.removeprefix("other "), 2 if fortnightly else 1)
    if word in _AMBIGUOUS:
        what = N_("“{given}” can mean twice in one or once in two: say which.")
        raise RuleProblem(word, what, _AMBIGUOUS[word])
    raise RuleProblem(body, N_("“{given}” is not a rule that names dates."), _example("week", 1, starts_on))


def _weekly(days: str, every: int) -> Weekly:
    if days in _WORKDAYS:
        return Weekly(_WORKING_WEEK, every)
    return Weekly(frozenset(_weekday(word, every) for word in _pieces(days)), every)


def _weekday(word: str, every: int) -> Weekday:
    weekday = weekday_named(word)
    if weekday is None:
        what = N_("“{given}” is not a day of the week.")
        raise RuleProblem(word, what, f"{cadence_words('week', every)} on {_nearest_weekday(word).short}")
    return weekday


def _monthly(days: str, every: int) -> MonthlyByDay | MonthlyByWeekday:
    words = days.removeprefix("the ").removesuffix(" of the month")
    if words == "last day":
        return MonthlyByDay(LAST, every)
    if numbered := _DAY_OF_MONTH.fullmatch(words):
        return MonthlyByDay(int(numbered[1] or numbered[2]), every)
    which, _, name = words.rpartition(" ")
    weekday = weekday_named(name)
    if weekday is None:
        what = N_("“{given}” is not a day of a month.")
        raise RuleProblem(days, what, f"{cadence_words('month', every)} on day 15")
    ordinals = frozenset(_ordinal(word, weekday, every) for word in _pieces(which or words))
    return MonthlyByWeekday(ordinals, weekday, every)


def _ordinal(word: str, weekday: Weekday, every: int) -> int:
    if word in ORDINALS:
        return ORDINALS[word]
    if nth := _NTH.fullmatch(word):
        return int(nth[1])
    what = N_("“{given}” does not say which one of the month: first, second, third, fourth or last.")
    raise RuleProblem(word, what, f"{cadence_words('month', every)} on the first {weekday.full}")


def _listed(days: str, starts_on: date) -> Listed:
    return Listed(frozenset(_written_day(word, _listed_example(word, starts_on)) for word in _pieces(days)))


def _listed_example(word: str, starts_on: date) -> str:
    weekday = weekday_named(word)
    return f"weekly on {weekday.short}" if weekday else f"on {starts_on}"


def _written_day(word: str, example: str) -> date:
    day = iso_day(word)
    if day is None:
        raise RuleProblem(word, N_("“{given}” is not a date of the form year-month-day."), example)
    return day


def _pieces(words: str) -> list[str]:
    return [piece for piece in _BETWEEN.split(words) if piece] or [words]


def _example(unit: str, every: int, starts_on: date) -> str:
    weekday = Weekday(starts_on.weekday())
    days = weekday.short if unit == "week" else f"the first {weekday.full}"
    return f"{cadence_words(unit, every)} on {days}"


def _nearest_weekday(word: str) -> Weekday:
    from rapidfuzz import process  # noqa: PLC0415 - no start waits for what guessing needs

    names = {weekday: weekday.full.lower() for weekday in Weekday}
    found = process.extractOne(word, names, score_cutoff=_CLOSE_ENOUGH)
    return found[2] if found else Weekday.TUESDAY
