"""A team's roster: seats, the roles held, and who stands beside whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from bot.store.models import Membership, Person, RoleHolder
from bot.store.queries.seats import current_on, facilitators

OBSERVER = "observer"
# `managed` of a row that the installation's file declares, and of one that was made in chat.
DECLARED, IN_CHAT = "config", "chat"


def seat_of(session: Session, team_id: str, person_id: int, day: date) -> Membership | None:
    """The person's seat in the team on that day."""
    return session.scalar(
        select(Membership)
        .where(Membership.team_id == team_id, Membership.person_id == person_id)
        .where(current_on(Membership, day))
        .order_by(Membership.id.desc())
        .limit(1)
    )


def roles_held(session: Session, team_id: str, day: date) -> Sequence[RoleHolder]:
    """Every role that somebody holds in the team on that day, oldest first."""
    return session.scalars(
        select(RoleHolder)
        .where(RoleHolder.team_id == team_id, current_on(RoleHolder, day))
        .order_by(RoleHolder.id)
    ).all()


def holders(session: Session, team_id: str, role: str, day: date) -> Sequence[Person]:
    """Who holds a role and takes part in the team on that day, by person id."""
    return session.scalars(
        select(Person)
        .join(RoleHolder, RoleHolder.person_id == Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(RoleHolder.team_id == team_id, RoleHolder.role == role, current_on(RoleHolder, day))
        .where(Membership.team_id == team_id, current_on(Membership, day))
        .where(Membership.permission != OBSERVER)
        .distinct()
        .order_by(Person.id)
    ).all()


def advisers_of(session: Session, team_id: str, person_id: int, day: date) -> Sequence[Person]:
    """The advisers who stand beside a person and still have a seat in the team on that day."""
    return session.scalars(
        select(Person)
        .join(RoleHolder, RoleHolder.adviser_id == Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(RoleHolder.team_id == team_id, RoleHolder.person_id == person_id)
        .where(current_on(RoleHolder, day), Membership.team_id == team_id, current_on(Membership, day))
        .distinct()
        .order_by(Person.id)
    ).all()


def who_helps(session: Session, team_id: str, person_id: int, day: date) -> Sequence[Person]:
    """To whom a person turns: their advisers, else the facilitators other than themselves."""
    return advisers_of(session, team_id, person_id, day) or [
        who for who in facilitators(session, team_id, day) if who.id != person_id
    ]


def other_facilitators(session: Session, team_id: str, person_id: int, day: date) -> Sequence[Person]:
    """Who runs the team beside a person, and still does on the day after `day`."""
    return [who for who in facilitators(session, team_id, day + timedelta(days=1)) if who.id != person_id]


def advised_by(session: Session, team_id: str, person_id: int, day: date) -> Sequence[RoleHolder]:
    """The roles beside which a person stands as adviser after `day`."""
    return session.scalars(
        select(RoleHolder)
        .where(RoleHolder.team_id == team_id, RoleHolder.adviser_id == person_id)
        .where(current_on(RoleHolder, day + timedelta(days=1)))
        .order_by(RoleHolder.id)
    ).all()


def seats_ending(session: Session, team_id: str, first: date, last: date) -> Sequence[tuple[Person, date]]:
    """Whose seat ends between two days and goes on in no later term, with its last day; the soonest first."""
    later = aliased(Membership)
    goes_on = (
        select(later.id)
        .where(later.team_id == team_id, later.person_id == Membership.person_id)
        .where(later.starts_on > Membership.starts_on)
        .exists()
    )
    rows = session.execute(
        select(Person, Membership.ends_on)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.team_id == team_id, Membership.ends_on >= first, Membership.ends_on <= last)
        .where(~goes_on)
        .order_by(Membership.ends_on, Person.id)
    )
    return [(person, ends_on) for person, ends_on in rows]
