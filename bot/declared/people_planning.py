"""Makes people of their declared parts: terms filled in, advisers found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.config.nearest import did_you_mean
from bot.config.problems import Problem, Wrong
from bot.declared.accounts_check import accounts_of
from bot.declared.model import Term
from bot.declared.people_model import DeclaredPerson, HeldRole
from bot.declared.pieces import Piece, Pieces
from bot.declared.plan import PlannedPerson, PlannedRole


def plan_people(
    pieces: Pieces, students: frozenset[str], problems: list[Problem]
) -> tuple[PlannedPerson, ...]:
    """The people of a team; `students` are the roles that need an adviser."""
    by_name: dict[str, Piece[DeclaredPerson]] = {}
    for piece in pieces.people:
        first = by_name.setdefault(_plain(piece.value.name), piece)
        if first is not piece:
            what = f"{piece.value.name} is declared already, {first.where}"
            remedy = "Keep one of the two, or tell two people apart by name"
            problems.append(piece.where.problem(Wrong(what, remedy, "name")))
    unusable = {_plain(name) for name in pieces.names} - by_name.keys()  # told of already
    planned = []
    for piece in pieces.people:
        try:
            if _plain(piece.value.adviser or "") not in unusable:
                _check_adviser(piece.value, by_name, students)
            planned.append(_person(piece, pieces.term))
        except Wrong as wrong:
            problems.append(piece.where.problem(wrong))
    return tuple(planned)


def _person(piece: Piece[DeclaredPerson], term: Term) -> PlannedPerson:
    person = piece.value
    span = _span(person, (term.starts_on, term.ends_on), "the term", "ends_on")
    roles = tuple(PlannedRole(held.role, *_span(held, span, held.role, "roles")) for held in person.roles)
    doubled = next((each.role for each in roles if [one.role for one in roles].count(each.role) > 1), None)
    if doubled:
        raise Wrong(f"the role {doubled} is given twice", "Keep one of the two", "roles")
    return PlannedPerson(
        where=piece.where,
        name=person.name,
        accounts=accounts_of(person.accounts),
        zone=person.zone,
        locale=person.locale,
        permission=person.permission,
        starts_on=span[0],
        ends_on=span[1],
        roles=roles,
        adviser=person.adviser,
    )


def _span(
    declared: DeclaredPerson | HeldRole, around: tuple[date, date | None], name: str, key: str
) -> tuple[date, date | None]:
    """The first and the last day, those around it where nothing is said."""
    starts_on, ends_on = declared.starts_on or around[0], declared.ends_on or around[1]
    if ends_on and ends_on < starts_on:
        what = f"{name} ends on {ends_on}, before it begins on {starts_on}"
        raise Wrong(what, "Correct one of the days", key)
    return starts_on, ends_on


def _check_adviser(
    person: DeclaredPerson, by_name: dict[str, Piece[DeclaredPerson]], students: frozenset[str]
) -> None:
    studies = next(_student_roles(person, students), None)
    if studies is None and person.adviser:
        raise Wrong(
            "an adviser is given, and no student role", "Add the role, or take the adviser out", "adviser"
        )
    if studies is None:
        return
    if person.adviser is None:
        remedy = "Add 'adviser:' with the name of a declared person"
        raise Wrong(f"the role {studies} needs an adviser", remedy, "adviser")
    found = by_name.get(_plain(person.adviser))
    if found is None:
        names = [piece.value.name for piece in by_name.values() if piece.value is not person]
        what = f"there is no '{person.adviser}' among this team's people"
        raise Wrong(what, did_you_mean(person.adviser, names), "adviser")
    if any(_student_roles(found.value, students)):
        what = f"{found.value.name} is a student and cannot advise one"
        raise Wrong(what, "Name an adult of the team", "adviser")


def _student_roles(person: DeclaredPerson, students: frozenset[str]) -> Iterator[str]:
    return (held.role for held in person.roles if held.role in students)


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
