"""Writes what a facilitator wants on the roster: the person, their seat, their role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.chat.events import Call
from bot.desk import Desk, Seat
from bot.features.roster.permissions import MEMBER
from bot.features.roster.wishes import Wish
from bot.schedule import anew
from bot.store.models import Account, Membership, Person, RoleHolder
from bot.store.queries import roster


@dataclass(frozen=True, slots=True)
class Seated:
    """Who has a seat now, with the role that was asked for; `changed` is false when all was so before."""

    person: Person
    membership: Membership
    holder: RoleHolder | None
    changed: bool


def seat_them(desk: Desk, seat: Seat, call: Call, wish: Wish) -> Seated:
    """Write the request; asking for what is already so changes nothing."""
    noted: list[tuple[str, int, str]] = []
    person = _person(desk, seat, call, wish, noted)
    membership = _membership(desk, seat, person, wish, noted)
    holder = _holder(desk, seat, person, wish, noted)
    for record, record_id, what in noted:
        desk.note_change(seat, call, record, record_id, what)
    return Seated(person, membership, holder, bool(noted))


def is_named(person: Person, account: str) -> bool:
    """Whether a person has a name of their own, and not only an account's."""
    return person.name != _unnamed(account)


def _unnamed(account: str) -> str:
    return f"@{account}"


def _person(desk: Desk, seat: Seat, call: Call, wish: Wish, noted: list[tuple[str, int, str]]) -> Person:
    if wish.person is None:
        person = _new_person(desk, seat, call, wish)
        noted.append(("person", person.id, "added"))
        return person
    person = wish.person
    if wish.name and wish.name != person.name:
        person.name = wish.name
        noted.append(("person", person.id, "name changed"))
    if wish.zone and wish.zone != person.zone:
        person.zone = wish.zone
        anew.person_moved(desk.session, person.id, desk.now)
        noted.append(("person", person.id, "zone changed"))
    return person


def _new_person(desk: Desk, seat: Seat, call: Call, wish: Wish) -> Person:
    person = Person(
        name=wish.name or _unnamed(wish.account), zone=wish.zone or seat.team.zone, locale=seat.team.locale
    )
    desk.session.add(person)
    desk.session.flush()
    account = Account(
        person_id=person.id,
        platform=call.person.platform,
        workspace=call.person.workspace,
        account=wish.account,
        preferred=True,
    )
    desk.session.add(account)
    return person


def _membership(
    desk: Desk, seat: Seat, person: Person, wish: Wish, noted: list[tuple[str, int, str]]
) -> Membership:
    row = wish.membership
    if row is None:
        row = Membership(
            team_id=seat.team.id,
            person_id=person.id,
            permission=wish.permission or MEMBER,
            starts_on=seat.reader.today,
            ends_on=wish.until,
            managed=roster.IN_CHAT,
        )
        desk.session.add(row)
        desk.session.flush()
        noted.append(("membership", row.id, "added"))
        return row
    ends_on = _end(row, wish.until if wish.role is None else None, seat.reader.today)
    permission = wish.permission or row.permission
    if (ends_on, permission) != (row.ends_on, row.permission):
        row.ends_on, row.permission = ends_on, permission
        noted.append(("membership", row.id, "changed"))
    return row


def _holder(
    desk: Desk, seat: Seat, person: Person, wish: Wish, noted: list[tuple[str, int, str]]
) -> RoleHolder | None:
    if wish.role is None:
        return None
    row, adviser_id = wish.holder, wish.adviser.id if wish.adviser else None
    if row is None:
        row = RoleHolder(
            team_id=seat.team.id,
            person_id=person.id,
            role=wish.role.id,
            adviser_id=adviser_id,
            starts_on=seat.reader.today,
            ends_on=wish.until,
            managed=roster.IN_CHAT,
        )
        desk.session.add(row)
        desk.session.flush()
        noted.append(("role holder", row.id, "added"))
        return row
    ends_on = _end(row, wish.until, seat.reader.today)
    adviser_id = adviser_id or row.adviser_id
    if (ends_on, adviser_id) != (row.ends_on, row.adviser_id):
        row.ends_on, row.adviser_id = ends_on, adviser_id
        noted.append(("role holder", row.id, "changed"))
    return row


def _end(row: Membership | RoleHolder, until: date | None, today: date) -> date | None:
    """When a term ends now; adding somebody on their last day keeps them."""
    ends_today = row.ends_on == today and row.managed == roster.IN_CHAT
    return until if until is not None or ends_today else row.ends_on
