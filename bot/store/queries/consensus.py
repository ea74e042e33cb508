"""Consensus rounds and the votes in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    distinct,
    exists,
    func,
    insert,
    or_,
    select,
)
from sqlalchemy.orm import Session

from bot.store.loaded import columns_of, loaded
from bot.store.models import ConsensusRound, ConsensusVote, Membership
from bot.store.prepared import Prepared
from bot.store.queries.seats import current_on

# A value, or the place of one in a statement that is asked at every tick.
Instant = datetime | BindParameter[datetime]
VOTING, REVEALED, RECORDED = "voting", "revealed", "recorded"
NO_CONSENSUS, CANCELLED = "no-consensus", "cancelled"
LEVEL, DONT_KNOW, NOT_APPLICABLE = "level", "dont-know", "not-applicable"

_VOTE: Table = ConsensusVote.__table__  # type: ignore[assignment]
_OF_BALLOT = and_(_VOTE.c.round_id == bindparam("round"), _VOTE.c.ballot == bindparam("ballot"))
_HAS_VOTED = exists().where(_OF_BALLOT, _VOTE.c.person_id == Membership.person_id)
_VOTE_OF = Prepared(
    select(*columns_of(ConsensusVote)).where(_OF_BALLOT, _VOTE.c.person_id == bindparam("person"))
)
_CAST = Prepared(
    insert(_VOTE).returning(*columns_of(ConsensusVote)),
    [column.name for column in _VOTE.c if not column.primary_key],
)


def open_round(session: Session, team_id: str, indicator_id: str) -> ConsensusRound | None:
    """The round about an indicator that is not over."""
    return session.scalar(_open(team_id).where(ConsensusRound.indicator == indicator_id))


def open_rounds(session: Session, team_id: str) -> Sequence[ConsensusRound]:
    """The rounds of a team that are not over, oldest first."""
    return session.scalars(_open(team_id).order_by(ConsensusRound.id)).all()


def ended_rounds(session: Session, team_id: str, limit: int) -> Sequence[ConsensusRound]:
    """The rounds that were recorded or left without a consensus, newest first."""
    return session.scalars(
        select(ConsensusRound)
        .where(ConsensusRound.team_id == team_id, ConsensusRound.state.in_((RECORDED, NO_CONSENSUS)))
        .order_by(ConsensusRound.ended_at.desc(), ConsensusRound.id.desc())
        .limit(limit)
    ).all()


def revealed_rounds(
    session: Session, team_id: str, since: datetime, until: datetime
) -> Sequence[ConsensusRound]:
    """The rounds whose votes were revealed from `since` until just before `until` and stand, newest first."""
    return session.scalars(
        select(ConsensusRound)
        .where(ConsensusRound.team_id == team_id)
        .where(ConsensusRound.state.in_((REVEALED, RECORDED, NO_CONSENSUS)))
        .where(ConsensusRound.revealed_at >= since, ConsensusRound.revealed_at < until)
        .order_by(ConsensusRound.revealed_at.desc(), ConsensusRound.id.desc())
    ).all()


def ended_between(session: Session, team_id: str, since: datetime, until: datetime) -> frozenset[int]:
    """The ids of the rounds that ended from `since` until just before `until`."""
    ended = ConsensusRound.ended_at >= since, ConsensusRound.ended_at < until
    return frozenset(
        session.scalars(select(ConsensusRound.id).where(ConsensusRound.team_id == team_id, *ended))
    )


def votes(session: Session, one: ConsensusRound) -> Sequence[ConsensusVote]:
    """The votes of the ballot that the round is in, in no order that tells who was first."""
    return session.scalars(
        select(ConsensusVote)
        .where(ConsensusVote.round_id == one.id, ConsensusVote.ballot == one.ballot)
        .order_by(ConsensusVote.person_id)
    ).all()


def turnout(session: Session, one: ConsensusRound, day: date, permissions: Iterable[str]) -> tuple[int, int]:
    """How many voted in the ballot that the round is in, and how many seats of that day have not yet."""
    counts = {"round": one.id, "ballot": one.ballot, "team": one.team_id, "day": day}
    ((votes, waiting),) = _turnout(frozenset(permissions)).rows(session, counts)
    return votes, waiting


@cache
def _turnout(permissions: frozenset[str]) -> Prepared:
    """Both counts in one statement, because every vote asks for them."""
    waiting = (
        Membership.team_id == bindparam("team"),
        current_on(Membership, bindparam("day")),
        or_(*(Membership.permission == one for one in sorted(permissions))),
        ~_HAS_VOTED,
    )
    return Prepared(
        select(
            select(func.count()).select_from(_VOTE).where(_OF_BALLOT).scalar_subquery(),
            select(func.count(distinct(Membership.person_id))).where(*waiting).scalar_subquery(),
        )
    )


def words_of_ballot(session: Session, one: ConsensusRound, ballot: int) -> Sequence[str]:
    """What people said that they saw in a ballot, by alphabet, so that the order names nobody."""
    return session.scalars(
        select(ConsensusVote.words)
        .where(ConsensusVote.round_id == one.id, ConsensusVote.ballot == ballot, ConsensusVote.words != "")
        .order_by(ConsensusVote.words)
    ).all()


def vote_of(session: Session, one: ConsensusRound, person_id: int, ballot: int) -> ConsensusVote | None:
    """A person's vote in a ballot."""
    given = _VOTE_OF.rows(session, {"round": one.id, "ballot": ballot, "person": person_id})
    return loaded(session, ConsensusVote, given[0]) if given else None


def cast(session: Session, vote: Mapping[str, Any]) -> ConsensusVote:
    """Store a person's first vote in a ballot, by its columns."""
    (stored,) = _CAST.rows(session, vote)
    return loaded(session, ConsensusVote, stored)


def anything_needs_care(session: Session, now: datetime, pause: timedelta) -> bool:
    """Whether there is such a round; quick."""
    return bool(_anything_needs_care().rows(session, {"now": now, "shown_by": now - pause}))


@cache
def _anything_needs_care() -> Prepared:
    """Asked at every tick, so it is made once."""
    found = _needing_care(bindparam("now"), bindparam("shown_by"))
    return Prepared(found.with_only_columns(ConsensusRound.id).limit(1))


def needing_care(now: datetime, pause: timedelta) -> Select[tuple[ConsensusRound]]:
    """The rounds whose vote is over by the clock, or whose channels show what is not so any more.

    A count of votes is shown anew at most once in `pause`, everything else at once.
    """
    return _needing_care(now, now - pause)


def _needing_care(now: Instant, shown_by: Instant) -> Select[tuple[ConsensusRound]]:
    newer_vote = (
        select(ConsensusVote.id)
        .where(ConsensusVote.round_id == ConsensusRound.id)
        .where(ConsensusVote.given_at > ConsensusRound.shown_at)
        .exists()
    )
    counted = and_(_voting(), ConsensusRound.shown_at <= shown_by, newer_vote)
    changed = and_(ConsensusRound.changed_at > ConsensusRound.shown_at, ConsensusRound.changed_at <= now)
    over = and_(_voting(), ConsensusRound.closes_at <= now)
    return select(ConsensusRound).where(or_(counted, changed, over)).order_by(ConsensusRound.id)


def _voting() -> ColumnElement[bool]:
    return ConsensusRound.state == VOTING


def _open(team_id: str) -> Select[tuple[ConsensusRound]]:
    return select(ConsensusRound).where(ConsensusRound.team_id == team_id, ConsensusRound.ended_at.is_(None))
