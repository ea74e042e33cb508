"""Which recurrence rules of a calendar file are followed: of days, weeks, months and years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.schedule.ics_events import WrittenEvent
from bot.schedule.ics_lines import ContentLine
from bot.schedule.ics_problems import CalendarFileProblem

_SLOW_ENOUGH: Final = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_IN_A_DAY: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_PARTS: Final = frozenset(
    ("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO")
) | {"BYSETPOS", *_IN_A_DAY}
# The largest number in each list of a rule (RFC 5545, 3.3.10); beyond it one would look till the year 9999.
_LARGEST: Final = {"BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_LONGEST: Final = 400
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,3}")


def check_rules(event: WrittenEvent) -> None:
    """Raises CalendarFileProblem for a rule that is not followed here."""
    rules = event.lines.get("RRULE", ())
    if len(rules) > 1:
        raise _problem(event, rules[1], "stands twice in one event", "Make two events of it")
    for rule in rules:
        _check(event, rule)


def _check(event: WrittenEvent, rule: ContentLine) -> None:
    if len(rule.value) > _LONGEST:
        raise _problem(event, rule, f"is longer than {_LONGEST} characters", "Say it shorter")
    parts = dict(part.partition("=")[::2] for part in rule.value.upper().strip(" ;").split(";"))
    frequency = parts.get("FREQ", "")
    if frequency not in _SLOW_ENOUGH:
        what = f"FREQ={frequency} is not followed: days without school come daily or more rarely"
        raise _problem(event, rule, what, f"Use {', '.join(_SLOW_ENOUGH)}")
    if unknown := next((part for part in parts if part not in _PARTS), None):
        raise _problem(event, rule, f"“{unknown}” is no part of a rule", f"Take {unknown} out")
    if timed := next((part for part in _IN_A_DAY if part in parts), None):
        raise _problem(
            event, rule, f"{timed} is about hours, and a closure lasts whole days", f"Take {timed} out"
        )
    _check_numbers(event, rule, parts)


def _check_numbers(event: WrittenEvent, rule: ContentLine, parts: Mapping[str, str]) -> None:
    if "COUNT" in parts and "UNTIL" in parts:
        raise _problem(event, rule, "has both COUNT and UNTIL", "Take one of them out")
    for part, largest in _LARGEST.items():
        if part in parts and not all(_within(number, largest) for number in parts[part].split(",")):
            what = f"{part}={parts[part]} is no such number"
            raise _problem(event, rule, what, f"Write numbers from 1 to {largest}")
    for part in ("INTERVAL", "COUNT"):
        if not _NUMBER.fullmatch(parts.get(part, "1")):
            raise _problem(
                event, rule, f"{part}={parts[part]} is not followed", "Write a number from 1 to 9999"
            )


def _within(number: str, largest: int) -> bool:
    """Whether it counts from the beginning or, with a minus, from the end."""
    return re.fullmatch(r"[+-]?0*[1-9][0-9]{0,2}", number) is not None and abs(int(number)) <= largest


def _problem(event: WrittenEvent, rule: ContentLine, what: str, remedy: str) -> CalendarFileProblem:
    return CalendarFileProblem(event.file, rule.number, "RRULE", what, remedy)
