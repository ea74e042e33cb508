"""The roles of an equity team: what is expected of each, how often, with whom, and where concerns go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rubric.cadence import Cadence

__all__ = ["AlsoNamed", "CompositionCheck", "ConcernLine", "EquityRole", "EquityTeam", "Expectation"]


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing that is expected of the holder of an equity role."""

    id: str
    what: str
    cadence: Cadence
    with_whom: tuple[str, ...]  # ids of equity roles and of people who are also named
    in_person: bool
    source: str


@dataclass(frozen=True, slots=True)
class EquityRole:
    """A role in an equity team; `often_held_by` are ids of our roles, a mapping of this project's own."""

    id: str
    title: str
    about: str
    positions: tuple[str, ...]
    often_held_by: tuple[str, ...]
    expectations: tuple[Expectation, ...]
    source: str


@dataclass(frozen=True, slots=True)
class AlsoNamed:
    """Somebody whom the role descriptions name without describing a role."""

    id: str
    title: str
    about: str
    is_outside: bool  # comes from the partner organization, not from the district
    source: str


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """To whom the holder of an equity role takes questions and concerns."""

    id: str
    holder: str
    goes_to: tuple[str, ...]  # ids of equity roles and of people who are also named
    source: str


@dataclass(frozen=True, slots=True)
class CompositionCheck:
    """A question on who is in the team.

    `tag` names the kind of tag by which members place themselves; it is empty where the team talks about the
    question and nothing about a person is stored or counted.
    """

    id: str
    title: str
    asks: str
    tag: str
    source: str


@dataclass(frozen=True, slots=True)
class EquityTeam:
    """Everything on equity teams, each by id in the order of the file."""

    roles: Mapping[str, EquityRole]
    also_named: Mapping[str, AlsoNamed]
    concerns: Mapping[str, ConcernLine]
    composition: Mapping[str, CompositionCheck]

    def title_of(self, name_id: str) -> str:
        """The title of an equity role, or of somebody who is also named; KeyError for neither."""
        return self.roles[name_id].title if name_id in self.roles else self.also_named[name_id].title
