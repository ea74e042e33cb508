"""Roles as a text for a terminal: what each answers for, by area or by cadence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from bot.cli.rubric.wrapping import bullets, wrapped
from rubric.cadence import Cadence
from rubric.equity_team import EquityRole, EquityTeam, Expectation
from rubric.model import Library, Role
from rubric.responsibilities import AccountabilityLine

_HEADINGS = {Cadence.ALWAYS: "All the time", Cadence.NOT_SAID: "How often is not said"}


def role_lines(role: Role, library: Library) -> Iterator[str]:
    """The role's audience, who often holds it, its responsibilities by area, and whom it answers to."""
    held = library.responsibilities
    yield from wrapped(f"Rates the indicators about: {role.audience}", "  ")
    if role.positions:
        yield "  Often held by:"
        yield from bullets(role.positions, "    ")
    for cell in held.of_role(role.id):
        yield f"  {held.areas[cell.area_id].title}{': N/A' if cell.not_applicable else ''}"
        yield from bullets(cell.does, "    ")
    for line in held.lines_from(role.id):
        yield from wrapped(_answering(line, library), "  ", "    ")
    for line in held.lines_to(role.id):
        holder = library.roles[line.holder].title
        yield from wrapped(f"Holds to account: {holder}, for {line.for_what}", "  ", "    ")


def _answering(line: AccountabilityLine, library: Library) -> str:
    named = library.roles[line.answers_to].title if line.answers_to else line.answers_to_others
    helped = f" (with the help of: {library.roles[line.assisted_by].title})" if line.assisted_by else ""
    return f"Answers to: {named or 'nobody is named'}, for {line.for_what}{helped}"


def equity_role_lines(role: EquityRole, library: Library) -> Iterator[str]:
    """The equity role, who often holds it, and what is expected of it by cadence."""
    yield from wrapped(role.about, "  ")
    yield "  Often held by:"
    yield from bullets(chain(role.positions, (f"role {each}" for each in role.often_held_by)), "    ")
    for cadence in Cadence:
        due = [each for each in role.expectations if each.cadence is cadence]
        if due:
            yield f"  {_HEADINGS.get(cadence, cadence.value.capitalize())}:"
            yield from bullets((_expected(each, library.equity_team) for each in due), "    ")


def _expected(expectation: Expectation, team: EquityTeam) -> str:
    people = ", ".join(team.title_of(each) for each in expectation.with_whom)
    where = "in person" if expectation.in_person else ""
    aside = "; ".join(each for each in (where, f"with: {people}" if people else "") if each)
    return f"{expectation.what} ({aside})" if aside else expectation.what
