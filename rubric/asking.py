"""Which indicators the holders of roles can be asked about, and which of them nobody is there for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rubric.model import Indicator, Instrument, Library, Role


@dataclass(frozen=True, slots=True)
class Scope:
    """What a check-in is about; what is empty limits nothing.

    `audiences` and `roles` say whom it asks, `indicators` what it asks about.
    """

    audiences: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()

    def reaches(self, role: Role) -> bool:
        """Whether holders of the role are asked at all."""
        return (not self.roles or role.id in self.roles) and (
            not self.audiences or role.audience in self.audiences
        )

    def covers(self, indicator: Indicator) -> bool:
        """Whether it asks about the indicator."""
        return not self.indicators or indicator.id in self.indicators


@dataclass(frozen=True, slots=True)
class Unasked:
    """An indicator that nobody is asked about, because nobody holds one of the roles that would be."""

    indicator: Indicator
    roles: tuple[Role, ...]


def askable(
    library: Library, instrument: Instrument, scope: Scope, roles: Iterable[str]
) -> tuple[Indicator, ...]:
    """What somebody with these roles can be asked about: their audiences' own, then the whole team's."""
    held = [library.roles[role] for role in roles if role in library.roles]
    audiences = {role.audience for role in held if scope.reaches(role)}
    own = instrument.for_audiences(audiences) if audiences else ()
    return tuple(indicator for indicator in own if scope.covers(indicator))


def unasked(
    library: Library, instrument: Instrument, scope: Scope, held: Collection[str]
) -> tuple[Unasked, ...]:
    """The indicators of a scope that nobody is asked about while only the roles `held` are taken.

    In the instrument's order, each with the roles whose holders would be asked, in the library's.
    """
    asked = set(askable(library, instrument, scope, held))
    missing = [each for each in instrument.indicators if each not in asked and scope.covers(each)]
    reached = [role for role in library.roles.values() if scope.reaches(role)]
    found = [
        Unasked(indicator, tuple(role for role in reached if role.audience == indicator.audience))
        for indicator in missing
    ]
    return tuple(one for one in found if one.roles)
