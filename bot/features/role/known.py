"""Every role that can be asked about: of the team, of an equity team, and the lead of an implementation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.chat.cards import Menu, Option
from bot.chat.limits import OPTION_LABEL, OPTIONS
from bot.chat.phrases import Phrases
from bot.chat.routes import wire
from bot.chat.text import shorten
from rubric.equity_team import EquityRole
from rubric.implementation_lead import ImplementationLead
from rubric.model import Library, Role
from rubric.nearest import closest, plain

AnyRole = Role | EquityRole | ImplementationLead


def known_roles(library: Library) -> dict[str, AnyRole]:
    """All of them by id; a role that people hold goes before any other with its id."""
    others: Sequence[AnyRole] = (*library.equity_team.roles.values(), library.implementation_lead)
    every: dict[str, AnyRole] = {**library.roles}
    for each in others:
        every.setdefault(each.id, each)
    return every


def role_called(library: Library, given: str) -> AnyRole | None:
    """The role of that id or title, whatever the case, blanks and hyphens."""
    wanted = _bare(given)
    fitting = (
        each for each in known_roles(library).values() if wanted in {_bare(each.id), _bare(each.title)}
    )
    return next(fitting, None)


def nearest_role(library: Library, given: str) -> AnyRole | None:
    """The role whose id or title is most like what was given."""
    every = known_roles(library).values()
    names: Mapping[str, AnyRole] = {each.title: each for each in every} | {each.id: each for each in every}
    return closest(given, names)


def choice(team_id: str, roles: Sequence[AnyRole], placeholder: str, t: Phrases) -> list[Menu]:
    """Menus to choose one of the roles from, as many as hold them all."""
    options = [Option(each.id, shorten(each.title, OPTION_LABEL)) for each in roles]
    pages = [tuple(options[first : first + OPTIONS]) for first in range(0, len(options), OPTIONS)]
    return [
        Menu(wire("role", team_id, *((number,) if number else ())), t(placeholder), page)
        for number, page in enumerate(pages)
    ]


def _bare(name: str) -> str:
    return plain(name).replace("-", "")
