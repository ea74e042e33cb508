"""The words that rules are written in, and a rule written in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from bot.schedule.recurrence_rule import LAST, Listed, MonthlyByDay, MonthlyByWeekday, Rule, Weekly

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.schedule.recurrence_rule import Pattern

CADENCES: Final = {
    "weekly": ("week", 1),
    "every week": ("week", 1),
    "fortnightly": ("week", 2),
    "every fortnight": ("week", 2),
    "monthly": ("month", 1),
    "every month": ("month", 1),
    "quarterly": ("month", 3),
    "every quarter": ("month", 3),
    "twice a year": ("month", 6),
    "yearly": ("month", 12),
    "every year": ("month", 12),
    "once a year": ("month", 12),
}
_WRITTEN: Final = {("week", 1): "weekly", ("month", 1): "monthly", ("month", 3): "quarterly"}
ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": LAST}
_ORDINAL_WORDS: Final = {number: word for word, number in ORDINALS.items()}


def describe(rule: Rule) -> str:
    """The rule in the one spelling that the bot writes itself; `parse_rule` reads the same rule back."""
    until = "" if rule.ends_on is None else f" until {rule.ends_on}"
    return f"{_pattern_words(rule.pattern)}{until}"


def cadence_words(unit: str, every: int) -> str:
    """The spelling of a cadence: "weekly", "quarterly", "every 2 weeks"; `unit` is "week" or "month"."""
    return _WRITTEN.get((unit, every)) or f"every {every} {unit}s"


def _pattern_words(pattern: Pattern) -> str:
    match pattern:
        case Weekly(weekdays=weekdays, every=every):
            return f"{cadence_words('week', every)} on {_joined([day.short for day in sorted(weekdays)])}"
        case MonthlyByWeekday(ordinals=ordinals, weekday=weekday, every=every):
            which = [word for number, word in _ORDINAL_WORDS.items() if number in ordinals]
            return f"{cadence_words('month', every)} on the {_joined(which)} {weekday.full}"
        case MonthlyByDay(day=day, every=every):
            return f"{cadence_words('month', every)} on {'the last day' if day == LAST else f'day {day}'}"
        case Listed(days=days):
            return f"on {', '.join(map(str, sorted(days)))}"
        case _:
            assert_never(pattern)


def _joined(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
