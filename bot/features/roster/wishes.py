"""What a facilitator wants on the roster, and what stands against it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.chat.events import Call
from bot.desk import Desk, Seat
from bot.store.models import Membership, Person, RoleHolder
from bot.store.queries import roster, seats
from rubric.model import Role

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wish:
    """A request with its people looked up: `person` and `membership` are None for who is new here."""

    account: str
    name: str
    zone: str
    permission: str
    until: date | None
    role: Role | None
    person: Person | None
    membership: Membership | None
    holder: RoleHolder | None
    adviser_account: str
    adviser: Person | None


def looked_up(desk: Desk, seat: Seat, call: Call, values: Values) -> Wish:
    """The request; its values must have passed the form's own check."""
    person = known(desk, call, values["person"])
    role = desk.library.roles[values["role"]] if values.get("role") else None
    adviser = values.get("adviser", "")
    until = values.get("until")
    return Wish(
        account=values["person"],
        name=values.get("name", "").strip(),
        zone=values.get("zone", ""),
        permission=values.get("permission", ""),
        until=date.fromisoformat(until) if until else None,
        role=role,
        person=person,
        membership=current_seat(desk, seat, person),
        holder=_holder(desk, seat, person, role),
        adviser_account=adviser,
        adviser=known(desk, call, adviser) if adviser else None,
    )


def known(desk: Desk, call: Call, account: str) -> Person | None:
    """The person with that account where the caller is."""
    return seats.person_of(desk.session, call.person.platform, call.person.workspace, account)


def current_seat(desk: Desk, seat: Seat, person: Person | None) -> Membership | None:
    """The person's seat in the team today."""
    if person is None:
        return None
    return roster.seat_of(desk.session, seat.team.id, person.id, seat.reader.today)


def _holder(desk: Desk, seat: Seat, person: Person | None, role: Role | None) -> RoleHolder | None:
    if person is None or role is None:
        return None
    held = seats.roles_of(desk.session, seat.team.id, person.id, seat.reader.today)
    return next((one for one in held if one.role == role.id), None)
