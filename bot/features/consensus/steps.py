"""What happens to a round: it is revealed, voted on again, recorded, left open or called off."""

from __future__ import annotations

from datetime import timedelta

from bot.desk import Desk
from bot.features.consensus import asking
from bot.features.consensus.view import View, team_view
from bot.store.models import AgreedState, ConsensusRound
from bot.store.queries import consensus

DAYS_OPEN = timedelta(days=3)
A_DAY = timedelta(days=1)


def reveal(desk: Desk, one: ConsensusRound) -> None:
    """Show the votes together, and ask those who stand apart what they saw."""
    one.state, one.revealed_at = consensus.REVEALED, desk.now
    _changed(desk, one)
    seen = team_view(desk, one)
    if seen.judged is not None and seen.judged.verdict == "vote again":
        asking.ask_those_apart(desk, seen)


def vote_again(desk: Desk, one: ConsensusRound) -> None:
    """Begin another ballot: everybody votes anew."""
    one.state, one.ballot, one.revealed_at = consensus.VOTING, one.ballot + 1, None
    if one.closes_at is None or one.closes_at <= desk.now:
        one.closes_at = desk.now + A_DAY
    _changed(desk, one)


def extend(desk: Desk, one: ConsensusRound) -> None:
    """Leave it open a day longer."""
    one.closes_at = max(one.closes_at or desk.now, desk.now) + A_DAY
    _changed(desk, one)


def call_off(desk: Desk, one: ConsensusRound, person_id: int) -> None:
    """Record nothing."""
    _end(desk, one, consensus.CANCELLED, person_id)


def record(desk: Desk, one: ConsensusRound, level: int, dissent: str, person_id: int) -> AgreedState:
    """The level is the team's existing state from here on."""
    _end(desk, one, consensus.RECORDED, person_id)
    return _agree(desk, one, team_view(desk, one), level, dissent)


def leave_open(desk: Desk, one: ConsensusRound, person_id: int) -> AgreedState | None:
    """No consensus: the lower median stands provisionally, nothing where the votes stay hidden."""
    seen = team_view(desk, one)
    _end(desk, one, consensus.NO_CONSENSUS, person_id)
    return None if seen.judged is None else _agree(desk, one, seen, seen.judged.suggested, "")


def _agree(desk: Desk, one: ConsensusRound, seen: View, level: int, dissent: str) -> AgreedState:
    judged = seen.judged
    one.level, one.dissent = level, dissent
    one.people = len(seen.tally.levels)
    one.agreement = None if judged is None else judged.agreement
    state = AgreedState(
        team_id=one.team_id,
        instrument=one.instrument,
        version=one.version,
        fingerprint=one.fingerprint,
        indicator=one.indicator,
        level=level,
        people=one.people,
        agreed_on=desk.team_reader(seen.team).today,
        managed="chat",
        round_id=one.id,
        agreement=one.agreement,
        dissent=dissent,
        provisional=one.state == consensus.NO_CONSENSUS,
    )
    desk.session.add(state)
    desk.session.flush()
    return state


def _end(desk: Desk, one: ConsensusRound, state: str, person_id: int) -> None:
    one.state, one.ended_at, one.ended_by = state, desk.now, person_id
    _changed(desk, one)


def _changed(desk: Desk, one: ConsensusRound) -> None:
    one.changed_at = desk.now
    desk.session.flush()
