"""What a declared file means once it is read and checked: plain data that is brought into the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from bot.declared.places import Where


@dataclass(frozen=True, slots=True)
class PlannedAccount:
    """An account on a platform; `workspace` is empty on Discord, where accounts are known everywhere."""

    platform: str
    workspace: str
    account: str


@dataclass(frozen=True, slots=True)
class PlannedRole:
    """A role for a term, both days included."""

    role: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody in a team; `zone` and `locale` are None where nothing was said, `adviser` is a name."""

    where: Where
    name: str
    accounts: tuple[PlannedAccount, ...]
    zone: str | None
    locale: str | None
    permission: str
    starts_on: date
    ends_on: date | None
    roles: tuple[PlannedRole, ...]
    adviser: str | None


@dataclass(frozen=True, slots=True)
class PlannedSchedule:
    """A schedule as its table has it; `kind` is `check-in`, `digest` or `meeting`."""

    where: Where
    slot: str
    kind: str
    title: str
    rule: str
    at: time
    starts_on: date
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """The level that an indicator should have by a day."""

    where: Where
    indicator: str
    level: int
    by_day: date

    @property
    def identity(self) -> str:
        """What no other goal of the team may have: an indicator has one goal."""
        return self.indicator


@dataclass(frozen=True, slots=True)
class PlannedState:
    """The level that a team agreed on."""

    where: Where
    indicator: str
    level: int
    people: int
    agreed_on: date

    @property
    def identity(self) -> tuple[str, date]:
        """What no other level of the team may have: an indicator has one on a day."""
        return self.indicator, self.agreed_on


@dataclass(frozen=True, slots=True)
class TeamPlan:
    """All that is declared for one team."""

    team_id: str
    zone: str
    locale: str
    instrument: str
    version: str
    fingerprint: str
    """Of that version's words."""
    people: tuple[PlannedPerson, ...]
    students: frozenset[str]
    """The roles whose holders are students."""
    schedules: tuple[PlannedSchedule, ...]
    goals: tuple[PlannedGoal, ...]
    states: tuple[PlannedState, ...]
