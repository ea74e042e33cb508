"""What a report across teams shows, and nothing else: a team that is too small is not even looked at.

Every sum is made of what is shown of the teams, so nothing that is not shown can be found by subtraction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.schedule.report import Period
from bot.store.models import Team
from rubric.model import Instrument


@dataclass(frozen=True, slots=True)
class Levels:
    """What a team agreed on: how many of its `indicators`, and how many at the middle of the scale or above.

    `known`: the ids of what it agreed on, `low` of those below the middle. `newest`: when it agreed last.
    """

    indicators: int
    agreed: int
    middle_up: int
    low: frozenset[str]
    known: frozenset[str]
    newest: date | None


@dataclass(frozen=True, slots=True)
class Goals:
    """How many goals were reached in the time, are past their day, and lie ahead."""

    reached: int
    late: int
    ahead: int


@dataclass(frozen=True, slots=True)
class Movement:
    """What was said in check-ins that enough people answered: the ids of indicators."""

    asked_about: frozenset[str]
    moved: frozenset[str]
    stuck: frozenset[str]


@dataclass(frozen=True, slots=True)
class Response:
    """How many answered of those who could, in the runs that are over and that enough people could answer."""

    answered: int
    eligible: int


@dataclass(frozen=True, slots=True)
class Told:
    """A team that is large enough; `movement` and `response` are None where too few answered or were asked.

    `covered`: how many of its indicators have evidence from the last twelve months. `was_asked`: a check-in
    closed in the time, however few could answer it.
    """

    team: Team
    levels: Levels
    goals: Goals
    movement: Movement | None
    response: Response | None
    covered: int
    was_asked: bool


@dataclass(frozen=True, slots=True)
class TooFew:
    """A team of which nothing is told, because fewer than `floor` people take part in it."""

    team: Team
    floor: int


@dataclass(frozen=True, slots=True)
class Group:
    """The teams that work with the same instrument, by their names."""

    instrument: Instrument
    teams: Sequence[Told | TooFew]

    @property
    def told(self) -> Sequence[Told]:
        """Those of which something is told."""
        return [one for one in self.teams if isinstance(one, Told)]


@dataclass(frozen=True, slots=True)
class District:
    """All that a report tells; `missing` counts the teams that are named and are not there any more."""

    team: Team
    period: Period
    groups: Sequence[Group]
    missing: int = 0

    @property
    def teams(self) -> Sequence[Told | TooFew]:
        """All of them."""
        return [one for group in self.groups for one in group.teams]

    @property
    def told(self) -> Sequence[Told]:
        """Those of which something is told."""
        return [one for group in self.groups for one in group.told]

    @property
    def too_few(self) -> Sequence[TooFew]:
        """Those of which nothing is told."""
        return [one for one in self.teams if isinstance(one, TooFew)]


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of what is shown; those of check-ins are None where no team shows them."""

    indicators: int
    middle_up: int
    goals: Goals
    response: Response | None


def totals(told: Sequence[Told]) -> Totals:
    """The teams together."""
    responses = [one.response for one in told if one.response is not None]
    return Totals(
        sum(one.levels.indicators for one in told),
        sum(one.levels.middle_up for one in told),
        Goals(
            sum(one.goals.reached for one in told),
            sum(one.goals.late for one in told),
            sum(one.goals.ahead for one in told),
        ),
        Response(sum(one.answered for one in responses), sum(one.eligible for one in responses))
        if responses
        else None,
    )
