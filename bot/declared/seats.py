"""Brings declared seats and roles into the database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import select

from bot.declared.ledger import MANAGED, Ledger
from bot.declared.plan import PlannedPerson, PlannedRole, TeamPlan
from bot.declared.terms import Terms, Wanted
from bot.store.models import Membership, Person, RoleHolder


def apply_seats(ledger: Ledger, plan: TeamPlan, people: Mapping[str, Person]) -> None:
    """Seat everybody who is declared, and end the declared seats of everybody else."""
    rows = ledger.session.scalars(select(Membership).where(Membership.team_id == plan.team_id)).all()
    terms: Terms[Membership] = Terms(
        ledger=ledger,
        kind="seat",
        record="membership",
        whose=lambda row: row.person_id,
        describe=lambda row: _name(ledger, row.person_id),
    )
    terms.apply(rows, [_seat(plan.team_id, planned, people[planned.name]) for planned in plan.people])


def apply_roles(ledger: Ledger, plan: TeamPlan, people: Mapping[str, Person]) -> None:
    """Give everybody the roles that are declared, and end the declared roles that are not any more."""
    rows = ledger.session.scalars(select(RoleHolder).where(RoleHolder.team_id == plan.team_id)).all()
    terms: Terms[RoleHolder] = Terms(
        ledger=ledger,
        kind="role",
        record="role_holder",
        whose=lambda row: (row.person_id, row.role),
        describe=lambda row: f"{_name(ledger, row.person_id)}, {row.role}",
    )
    terms.apply(rows, list(_roles(plan, people)))


def _seat(team_id: str, planned: PlannedPerson, person: Person) -> Wanted[Membership]:
    values = {"permission": planned.permission, "ends_on": planned.ends_on}
    about = f"{planned.name}, {planned.permission}, {_span(planned.starts_on, planned.ends_on)}"

    def make() -> Membership:
        return Membership(
            team_id=team_id, person_id=person.id, starts_on=planned.starts_on, managed=MANAGED, **values
        )

    return Wanted(person.id, planned.starts_on, values, about, make)


def _roles(plan: TeamPlan, people: Mapping[str, Person]) -> Iterator[Wanted[RoleHolder]]:
    for planned in plan.people:
        for held in planned.roles:
            adviser = people[planned.adviser] if planned.adviser and held.role in plan.students else None
            yield _role(plan.team_id, held, people[planned.name], adviser)


def _role(team_id: str, held: PlannedRole, person: Person, adviser: Person | None) -> Wanted[RoleHolder]:
    values = {"adviser_id": adviser.id if adviser else None, "ends_on": held.ends_on}
    about = f"{person.name}, {held.role}, {_span(held.starts_on, held.ends_on)}"

    def make() -> RoleHolder:
        return RoleHolder(
            team_id=team_id,
            person_id=person.id,
            role=held.role,
            starts_on=held.starts_on,
            managed=MANAGED,
            **values,
        )

    return Wanted((person.id, held.role), held.starts_on, values, about, make)


def _span(starts_on: date, ends_on: date | None) -> str:
    return f"from {starts_on}" if ends_on is None else f"{starts_on} to {ends_on}"


def _name(ledger: Ledger, person_id: int) -> str:
    return ledger.session.get_one(Person, person_id).name
