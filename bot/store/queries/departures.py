"""Who has left a team: seats whose term is over, and facilitators whom nobody follows yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, Select, String, and_, bindparam, cast, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from bot.store.models import Account, Change, Membership, Person, Prompt, RoleHolder, Team
from bot.store.prepared import Prepared
from bot.store.queries.roster import IN_CHAT
from bot.store.queries.seats import current_on

FACILITATOR: Final = "facilitator"
# No window is open for longer after its check-in; older terms need no look.
_LONGEST_OPEN: Final = timedelta(days=60)
# Who may run a team after somebody else; an observer only looks on.
_MAY_INHERIT: Final = ("leader", "member", "adviser")
# The record of a change that says what became of a facilitator's empty seat.
VACANCY: Final = "vacancy"
# A value, or the place of one in a statement that is asked at every tick.
Day = date | BindParameter[date]
Instant = datetime | BindParameter[datetime]


def vacancies(session: Session, day: date) -> Sequence[Membership]:
    """The seats of facilitators who left a team that nobody runs now and of which nothing is noted yet."""
    return session.scalars(_vacancies(day)).all()


def any_vacancy(session: Session, day: date) -> bool:
    """Whether there is one; quick."""
    return bool(_any_vacancy().rows(session, {"day": day}))


@cache
def _any_vacancy() -> Prepared:
    return Prepared(_vacancies(bindparam("day")).with_only_columns(Membership.id).limit(1))


def without_facilitator(session: Session, day: date) -> Sequence[Team]:
    """The teams that have people, and nobody who runs them on that day."""
    anybody = select(Membership.id).where(Membership.team_id == Team.id, current_on(Membership, day))
    return session.scalars(
        select(Team)
        .where(Team.removed_at.is_(None), anybody.exists(), ~_run_by_somebody(Team.id, day))
        .order_by(Team.id)
    ).all()


def heirs(
    session: Session, team_id: str, day: date, student_roles: Collection[str]
) -> Sequence[tuple[Membership, Person]]:
    """Who may run the team instead: seats made in chat of adults who are there and want messages."""
    student = select(RoleHolder.id).where(
        RoleHolder.person_id == Person.id,
        or_(RoleHolder.adviser_id.is_not(None), RoleHolder.role.in_(student_roles)),
    )
    rows = session.execute(
        select(Membership, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id == team_id, current_on(Membership, day))
        .where(Membership.managed == IN_CHAT, Membership.permission.in_(_MAY_INHERIT))
        .where(Person.declined_at.is_(None), _is_there(Person.id), ~student.exists())
        .order_by(Membership.starts_on, Membership.id)
    )
    return rows.tuples().all()


def leavers(session: Session, day: date, now: datetime, limit: int) -> Sequence[tuple[Membership, Person]]:
    """Whose term in a team is over, with questions of it that are still open, by the seat that ended last."""
    rows = session.execute(
        select(Membership, Person)
        .join(Person, Person.id == Membership.person_id)
        .where(*_left_lately(day, day - _LONGEST_OPEN, now))
        .order_by(Membership.id)
        .limit(limit)
    )
    return rows.tuples().all()


def any_leaver(session: Session, day: date, now: datetime) -> bool:
    """Whether there is one; quick, for few terms are over."""
    return bool(_any_leaver().rows(session, {"day": day, "since": day - _LONGEST_OPEN, "now": now}))


@cache
def _any_leaver() -> Prepared:
    left = _left_lately(bindparam("day"), bindparam("since"), bindparam("now"))
    return Prepared(select(Membership.id).where(*left).limit(1))


def open_questions(session: Session, team_id: str, person_id: int, now: datetime) -> Sequence[Prompt]:
    """What a person could still answer in a team, answered or not."""
    return session.scalars(
        select(Prompt)
        .where(Prompt.person_id == person_id, Prompt.team_id == team_id, Prompt.closes_at > now)
        .order_by(Prompt.id)
    ).all()


def _vacancies(day: Day) -> Select[tuple[Membership]]:
    noted = select(Change.id).where(Change.record == VACANCY, Change.record_id == cast(Membership.id, String))
    left = or_(Membership.ends_on < day, and_(current_on(Membership, day), ~_is_there(Membership.person_id)))
    return (
        select(Membership)
        .join(Team, Team.id == Membership.team_id)
        .where(Membership.permission == FACILITATOR, left, Team.removed_at.is_(None))
        .where(~_run_by_somebody(Membership.team_id, day), ~noted.exists())
        .order_by(Membership.id)
    )


def _run_by_somebody(team_id: InstrumentedAttribute[str], day: Day) -> ColumnElement[bool]:
    other = aliased(Membership)
    return (
        select(other.id)
        .where(other.team_id == team_id, other.permission == FACILITATOR, current_on(other, day))
        .where(_is_there(other.person_id))
        .exists()
    )


def _is_there(person_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether a person can be reached in principle: not every account of theirs has left the workspace."""
    own = select(Account.id).where(Account.person_id == person_id)
    return or_(own.where(Account.gone_at.is_(None)).exists(), ~own.exists())


def _left_lately(day: Day, since: Day, now: Instant) -> tuple[ColumnElement[bool], ...]:
    """Whose term ended after `since`, who can still answer something there, and has no other seat there."""
    return Membership.ends_on < day, Membership.ends_on > since, _asked_still(now), ~_has_a_seat(day)


def _asked_still(now: Instant) -> ColumnElement[bool]:
    return (
        select(Prompt.id)
        .where(Prompt.person_id == Membership.person_id, Prompt.team_id == Membership.team_id)
        .where(Prompt.closes_at > now)
        .exists()
    )


def _has_a_seat(day: Day) -> ColumnElement[bool]:
    again = aliased(Membership)
    return (
        select(again.id)
        .where(again.team_id == Membership.team_id, again.person_id == Membership.person_id)
        .where(current_on(again, day))
        .exists()
    )
