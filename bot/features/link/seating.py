"""The seats and roles of somebody who turns out to be somebody else: they move, or the stronger one stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select

from bot.desk import Desk
from bot.features.link.carrying import Carried
from bot.store.models import Membership, Person, RoleHolder

# From the one who may least.
_PERMISSIONS = ("observer", "member", "adviser", "leader", "facilitator")


def carry_seats(desk: Desk, carried: Carried, keeper: Person, other: Person) -> None:
    """Seats and roles, advisers with them; where both have one, the keeper's stays and the other's ends."""
    today = desk.reader(keeper).today
    own_seats = {one.team_id: one for one in _seats(desk, keeper, today)}
    for seat in _seats(desk, other, today):
        if (own := own_seats.get(seat.team_id)) is None:
            _move(desk, carried, seat, keeper)
            continue
        if _rank(seat) > _rank(own):
            carried.set(own, "permission", seat.permission)
        _end(carried, seat, own, today)
    _carry_roles(desk, carried, keeper, other, today)
    for advised in _advised(desk, other, today):
        if advised.person_id != keeper.id:
            carried.set(advised, "adviser_id", keeper.id)


def _carry_roles(desk: Desk, carried: Carried, keeper: Person, other: Person, today: date) -> None:
    own_roles = {(one.team_id, one.role): one for one in _roles(desk, keeper, today)}
    for role in _roles(desk, other, today):
        if (held := own_roles.get((role.team_id, role.role))) is None:
            _move(desk, carried, role, keeper)
            continue
        if held.adviser_id is None and role.adviser_id not in {None, keeper.id}:
            carried.set(held, "adviser_id", role.adviser_id)
        _end(carried, role, held, today)


def _move(desk: Desk, carried: Carried, row: Membership | RoleHolder, keeper: Person) -> None:
    """The row becomes the keeper's, whose ended one of the same beginning makes way."""
    ended = _ended_alike(desk, row, keeper)
    if ended is None:
        carried.set(row, "person_id", keeper.id)
        return
    carried.set(ended, "ends_on", row.ends_on)
    if isinstance(ended, Membership) and isinstance(row, Membership):
        carried.set(ended, "permission", row.permission)
    carried.set(row, "ends_on", row.starts_on - timedelta(days=1))


def _ended_alike(desk: Desk, row: Membership | RoleHolder, keeper: Person) -> Membership | RoleHolder | None:
    """The keeper's row of the same team (and role) and the same first day, of which there can be only one."""
    if isinstance(row, Membership):
        return desk.session.scalar(
            select(Membership)
            .where(Membership.team_id == row.team_id, Membership.person_id == keeper.id)
            .where(Membership.starts_on == row.starts_on)
        )
    return desk.session.scalar(
        select(RoleHolder)
        .where(RoleHolder.team_id == row.team_id, RoleHolder.person_id == keeper.id)
        .where(RoleHolder.role == row.role, RoleHolder.starts_on == row.starts_on)
    )


def _end(carried: Carried, row: Membership | RoleHolder, own: Membership | RoleHolder, today: date) -> None:
    if own.ends_on is not None and (row.ends_on is None or row.ends_on > own.ends_on):
        carried.set(own, "ends_on", row.ends_on)
    carried.set(row, "ends_on", today - timedelta(days=1))


def _seats(desk: Desk, person: Person, today: date) -> Sequence[Membership]:
    lasts = or_(Membership.ends_on.is_(None), Membership.ends_on >= today)
    return desk.session.scalars(
        select(Membership).where(Membership.person_id == person.id, lasts).order_by(Membership.id)
    ).all()


def _roles(desk: Desk, person: Person, today: date) -> Sequence[RoleHolder]:
    lasts = or_(RoleHolder.ends_on.is_(None), RoleHolder.ends_on >= today)
    return desk.session.scalars(
        select(RoleHolder).where(RoleHolder.person_id == person.id, lasts).order_by(RoleHolder.id)
    ).all()


def _advised(desk: Desk, person: Person, today: date) -> Sequence[RoleHolder]:
    lasts = or_(RoleHolder.ends_on.is_(None), RoleHolder.ends_on >= today)
    return desk.session.scalars(
        select(RoleHolder).where(RoleHolder.adviser_id == person.id, lasts).order_by(RoleHolder.id)
    ).all()


def _rank(seat: Membership) -> int:
    return _PERMISSIONS.index(seat.permission) if seat.permission in _PERMISSIONS else 0
