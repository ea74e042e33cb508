"""A leadership team of 30: who they are, how they answer, when they are away, who comes and who goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Final

FIRST_DAY = date(2026, 8, 31)
NEW_YORK, CHICAGO, LOS_ANGELES, LONDON = (
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Europe/London",
)


@dataclass(frozen=True, slots=True)
class Habit:
    """How somebody deals with what they get, as shares of it: what they answer, when, and what they put off.

    `after` is between how many half hours an answer comes; `early` is how often they ask for it themselves.
    """

    answers: float
    after: tuple[int, int] = (1, 10)
    reminded: float = 0.0
    snoozes: float = 0.0
    skips: float = 0.0
    early: float = 0.0


ALWAYS, LATE, NEVER = Habit(1.0), Habit(0.3, (30, 60), reminded=0.8), Habit(0.0)
SOMETIMES = Habit(0.5, (2, 40), reminded=0.4, skips=0.1)
SNOOZER = Habit(0.9, (1, 6), snoozes=0.6)
EARLY = Habit(0.9, (1, 4), early=0.4)


@dataclass(frozen=True, slots=True)
class Leave:
    """Days away, both included, and the day on which the person says so."""

    first: date
    last: date
    said_on: date


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the team; `quiet` are hours of their own, `days` weekdays such as `mon,thu`."""

    name: str
    role: str
    habit: Habit
    platform: str = "slack"
    permission: str = "member"
    zone: str = NEW_YORK
    locale: str = "en"
    own_time: time | None = None
    days: str = ""
    quiet: tuple[time, time] | None = None
    away: tuple[Leave, ...] = ()
    joins: date = FIRST_DAY
    leaves: date | None = None

    def is_away(self, day: date) -> bool:
        """Whether a day is one of their leave."""
        return any(one.first <= day <= one.last for one in self.away)

    def is_seated(self, day: date) -> bool:
        """Whether the day is within their term."""
        return self.joins <= day and (self.leaves is None or day <= self.leaves)


def _leave(first: date, last: date, said_on: date | None = None) -> Leave:
    return Leave(first, last, said_on or first)


_AUTUMN = _leave(date(2026, 10, 19), date(2026, 10, 30), date(2026, 10, 15))
# Said at noon of the day after a check-in came: what is open then need not be answered.
_ILL = _leave(date(2027, 1, 27), date(2027, 2, 5))
_SPRING = _leave(date(2027, 3, 8), date(2027, 3, 19), date(2027, 3, 1))
_ONE_DAY = _leave(date(2026, 11, 3), date(2026, 11, 3), date(2026, 11, 2))
_JURY = _leave(date(2027, 5, 10), date(2027, 5, 14), date(2027, 4, 30))

_LEADERS, _COACH, _TEACHER = "building-administration", "instructional-coach", "teacher"
_STUDENT, _LIAISON, _MONEY = "student-leader", "ecosystem-liaison", "finance-officer"
_DISTRICT = "district-administration"

MEMBERS: Final = (
    Member("Fay", _COACH, ALWAYS, permission="facilitator"),
    Member("Pat", _LEADERS, ALWAYS, permission="leader", away=(_SPRING,)),
    Member("Cora", _DISTRICT, LATE, permission="leader", zone=CHICAGO),
    Member("Milo", _MONEY, NEVER, permission="leader", platform="discord"),
    Member("Ida", _LEADERS, SOMETIMES, own_time=time(8, 15), quiet=(time(17), time(8))),
    Member("Otto", _DISTRICT, SNOOZER),
    Member("Theo", _TEACHER, ALWAYS, away=(_AUTUMN, _JURY)),
    Member("Tess", _TEACHER, LATE, own_time=time(15, 30), quiet=(time(9), time(15))),
    Member("Tom", _TEACHER, SOMETIMES, platform="discord", days="mon,thu"),
    Member("Tara", _TEACHER, ALWAYS, leaves=date(2026, 12, 18)),
    Member("Tim", _TEACHER, NEVER),
    Member("Tina", _TEACHER, EARLY, away=(_ONE_DAY,)),
    Member("Ted", _TEACHER, LATE, zone=LOS_ANGELES, platform="discord"),
    Member("Tilda", _TEACHER, SNOOZER, away=(_ILL,)),
    Member("Timo", _TEACHER, ALWAYS, joins=date(2027, 1, 4)),
    Member("Cole", _COACH, SOMETIMES, days="mon"),
    Member("Cleo", _COACH, ALWAYS, platform="discord", away=(_SPRING,)),
    Member("Sam", _STUDENT, ALWAYS, platform="discord", quiet=(time(8), time(14, 45))),
    Member("Sia", _STUDENT, LATE, platform="discord", quiet=(time(8), time(14, 45))),
    Member("Sol", _STUDENT, NEVER, platform="discord"),
    Member("Suki", _STUDENT, EARLY, platform="discord", own_time=time(16)),
    Member("Sean", _STUDENT, SOMETIMES, platform="discord", leaves=date(2027, 2, 25)),
    Member("Sara", _STUDENT, SNOOZER, platform="discord", away=(_AUTUMN, _ILL)),
    Member("Skye", _STUDENT, LATE, platform="discord", joins=date(2027, 3, 2)),
    Member("Stan", _STUDENT, ALWAYS, platform="discord", days="tue,wed,fri"),
    Member("Liv", _LIAISON, ALWAYS, zone=LONDON, locale="es"),
    Member("Luz", _LIAISON, LATE, locale="es"),
    Member("Leo", _LIAISON, SOMETIMES, zone=LOS_ANGELES, own_time=time(7, 30), away=(_JURY,)),
    Member("Lena", _LIAISON, ALWAYS, platform="discord", leaves=date(2027, 4, 30)),
    Member("Lou", _LIAISON, SNOOZER, joins=date(2026, 10, 6)),
    Member("Lars", _LIAISON, LATE, zone=LONDON),
    Member("Max", _TEACHER, LATE, platform="discord", days="tue,thu", away=(_AUTUMN,)),
    Member("Mia", _TEACHER, ALWAYS, platform="discord", zone=CHICAGO),
)
ACCOUNTS: Final = {
    one.name: f"U0{one.name.upper()}" if one.platform == "slack" else f"8000000000000000{number:02}"
    for number, one in enumerate(MEMBERS, start=1)
}
BY_NAME: Final = {one.name: one for one in MEMBERS}
