"""What somebody does with a message, drawn by chance from their habit: the same at every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from tests.school_year.mail import CHECK_IN, REMINDER, SNOOZE
from tests.school_year.members import Member

_HALF_HOUR: Final = timedelta(minutes=30)
_MOVEMENTS: Final = ("moving", "no-change", "no-change", "stuck")


class Deed(Enum):
    """What is done with a message."""

    ANSWER = "answer"
    SNOOZE = "snooze"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody is going to do with a message, and when; `dice` decides the rest."""

    at: datetime
    deed: Deed
    dice: random.Random

    def movement(self) -> str:
        """What they will say."""
        return self.dice.choice(_MOVEMENTS)


def intents(member: Member, kind: str, purpose: str, at: datetime) -> Iterator[Intent]:
    """What the member is going to do about a message that came at `at` for a purpose."""
    dice = random.Random(f"{member.name} {purpose}")  # noqa: S311 - no secret
    habit = member.habit
    later = _rounded(at + dice.randint(*habit.after) * _HALF_HOUR)
    if kind == SNOOZE:
        yield Intent(later, Deed.ANSWER, dice)
    elif kind == REMINDER and dice.random() < habit.reminded:
        yield Intent(_rounded(at + _HALF_HOUR), Deed.ANSWER, dice)
    elif kind == CHECK_IN:
        fate = dice.random()
        if fate < habit.snoozes:
            yield Intent(_rounded(at + _HALF_HOUR), Deed.SNOOZE, dice)
        elif fate < habit.snoozes + habit.skips:
            yield Intent(later, Deed.SKIP, dice)
        elif dice.random() < habit.answers:
            yield Intent(later, Deed.ANSWER, dice)


def _rounded(at: datetime) -> datetime:
    """People act at full half hours, many at once, so that a year is not too many moments."""
    return at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0) + _HALF_HOUR
