"""Which typed words are surely an indicator, a level, a role or a day: what the command line reader asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.chat.command_line import Knows
from bot.chat.parameters import Kind
from bot.language.days import UnknownDay, day_named
from bot.schedule.recurrence import RuleProblem, parse_rule
from rubric.model import Library, UnknownLevel, UnknownRole


def vocabulary(library: Library, today: date) -> Knows:
    """Answers by the instruments and roles of the library; days are meant as seen from `today`."""
    tests: dict[Kind, Callable[[str], object]] = {
        Kind.LEVEL: lambda text: [one.level(text) for one in library.instruments.values()],
        Kind.ROLE: library.role,
        Kind.DATE: lambda text: day_named(text, today),
        Kind.RULE: lambda text: parse_rule(text, today),
    }

    def knows(kind: Kind, text: str) -> bool:
        if kind is Kind.INDICATOR:
            return any(one.finds(text) or one.titled(text) for one in library.instruments.values())
        if kind not in tests:
            return kind is Kind.PERSON and kind.resembles(text)
        try:
            tests[kind](text)
        except (UnknownLevel, UnknownRole, UnknownDay, RuleProblem):
            return False
        return True

    return knows
