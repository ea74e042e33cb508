"""The state of every indicator of a team at one moment, as plain data with a hash."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

FORMAT = 1
METHOD = "consensus"
# School years begin in July, so that summer planning belongs to the year that it is for.
FIRST_MONTH = 7


@dataclass(frozen=True, slots=True)
class State:
    """What was agreed on: a level, when, by how many, with which agreement (0 to 1) and dissent."""

    level: int
    agreed_on: str
    people: int
    agreement: float | None
    dissent: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: its level in the record of an earlier year, its state now, its goal, its evidence."""

    indicator: str
    title: str
    outcome: str
    audience: str
    previous: int | None
    state: State | None
    goal: int | None
    goal_by: str
    evidence: int


@dataclass(frozen=True, slots=True)
class Section:
    """An outcome, which the lines refer to by its id."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Glance:
    """A record as it is frozen: the team, the school year (`2026-27`), the instrument, a line each.

    `made_on` is the day in the team's zone, `levels` the scale from the lowest. `method` says how
    states came about: by consensus rounds and nothing else.
    """

    team: str
    team_name: str
    year: str
    made_on: str
    instrument: str
    instrument_title: str
    version: str
    fingerprint: str
    levels: tuple[str, ...]
    sections: tuple[Section, ...]
    lines: tuple[Line, ...]
    method: str = METHOD
    format: int = FORMAT

    @property
    def missing(self) -> tuple[Line, ...]:
        """The indicators that the team has not agreed on."""
        return tuple(line for line in self.lines if line.state is None)

    def of_section(self, section: Section) -> tuple[Line, ...]:
        """The lines of an outcome, in order."""
        return tuple(line for line in self.lines if line.outcome == section.id)

    def level_name(self, number: int) -> str:
        """What a level is called."""
        return self.levels[number - 1]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """How a record came to stand: who prepared and who confirmed it, on which day, why states are missing."""

    day: str
    prepared_by: str
    confirmed_by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What becomes a file: the states, and how they came to stand if they are of a year and not of today."""

    glance: Glance
    confirmation: Confirmation | None = None


def school_year(day: date) -> str:
    """The school year of a day: `2026-27` from July 2026 to June 2027."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def to_data(glance: Glance) -> dict[str, Any]:
    """The record as JSON data."""
    return asdict(glance)


def from_data(data: Mapping[str, Any]) -> Glance:
    """The record of JSON data."""
    return Glance(
        **{
            **data,
            "levels": tuple(data["levels"]),
            "sections": tuple(Section(**each) for each in data["sections"]),
            "lines": tuple(_line(each) for each in data["lines"]),
        }
    )


def hash_of(data: Mapping[str, Any]) -> str:
    """The SHA-256 (64 hex digits) of a record's canonical JSON: keys in order, no blanks between."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def differences(before: Glance, after: Glance) -> Sequence[str]:
    """The ids of the indicators whose state or goal is another."""
    known = {line.indicator: (line.state, line.goal, line.goal_by) for line in before.lines}
    return [
        line.indicator
        for line in after.lines
        if known.get(line.indicator) != (line.state, line.goal, line.goal_by)
    ]


def _line(data: Mapping[str, Any]) -> Line:
    state = data["state"]
    return Line(**{**data, "state": None if state is None else State(**state)})
