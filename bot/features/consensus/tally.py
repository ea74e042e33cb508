"""The votes of a ballot counted, and what of the count may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import Desk
from bot.permissions import Act, allowed_to, may
from bot.store.models import ConsensusRound, Team
from bot.store.queries import consensus, seats
from rubric import measure
from rubric.measure import Round
from rubric.model import Indicator


@dataclass(frozen=True, slots=True)
class Tally:
    """`levels` are the levels that were voted for, sorted; `seats` how many may vote in all."""

    levels: tuple[int, ...]
    dont_know: int
    not_applicable: int
    seats: int
    floor: int

    @property
    def votes(self) -> int:
        """How many voted, those without a level among them."""
        return len(self.levels) + self.dont_know + self.not_applicable

    @property
    def complete(self) -> bool:
        """Whether everybody who may vote has."""
        return self.votes >= self.seats

    @property
    def shown(self) -> bool:
        """Whether enough people gave a level for the spread of them to be shown."""
        return measure.publishable(len(self.levels), self.floor)

    def judged(self, indicator: Indicator, ballot: int) -> Round | None:
        """What the stop rule says; None where the spread stays hidden."""
        return measure.judge(self.levels, len(indicator.descriptors), ballot) if self.shown else None


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have voted in a ballot, and how many may in all."""

    votes: int
    seats: int

    @property
    def complete(self) -> bool:
        """Whether everybody who may vote has."""
        return self.votes >= self.seats


def turnout(desk: Desk, team: Team, one: ConsensusRound) -> Turnout:
    """The counts alone, by one statement: every vote asks for them."""
    today = desk.team_reader(team).today
    votes, waiting = consensus.turnout(desk.session, one, today, allowed_to(Act.VOTE))
    return Turnout(votes, votes + waiting)


def tally(desk: Desk, team: Team, one: ConsensusRound) -> Tally:
    """Count the ballot that the round is in; whoever left after voting is still counted."""
    given = consensus.votes(desk.session, one)
    today = desk.team_reader(team).today
    voters = {
        person.id
        for person, seat in seats.members(desk.session, team.id, today)
        if may(seat.permission, Act.VOTE)
    }
    return Tally(
        tuple(sorted(vote.level for vote in given if vote.level is not None)),
        sum(1 for vote in given if vote.answer == consensus.DONT_KNOW),
        sum(1 for vote in given if vote.answer == consensus.NOT_APPLICABLE),
        len(voters | {vote.person_id for vote in given}),
        team.settings.get("group_floor", measure.GROUP_FLOOR),
    )
