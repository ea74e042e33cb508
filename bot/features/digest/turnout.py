"""How many answered, in the one way of counting, and of which audiences and roles that may be said.

An audience is counted in a run of a check-in where enough of its people were asked, and where those who are
left out are enough too. That is decided for each run by itself, so what a longer time tells less what a
shorter one told is only ever the count of runs that might be told. How a person answered is in none of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.schedule.participation import Came, Standing, participation
from bot.schedule.shares import Share, audience_of, publishable_shares, share
from bot.store.models import Person, Schedule

Roles = Mapping[int, Sequence[tuple[str, str]]]
"""By person id, the titles of the roles that they hold, each with its audience."""


@dataclass(frozen=True, slots=True)
class Voices:
    """An audience that is counted out, and those of its roles that are."""

    share: Share
    roles: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Turnout:
    """Every check-in of every person that was due, and the audiences that may be counted out."""

    every: Sequence[Standing] = ()
    voices: tuple[Voices, ...] = ()
    not_counted_out: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        """How many check-ins were answered in full."""
        return participation(self.every).complete


@dataclass(frozen=True, slots=True)
class Closed:
    """A run of a check-in whose window is over, and who did not answer it or was not reached."""

    schedule: Schedule
    day: date
    every: Sequence[Standing]
    silent: Sequence[Person]
    not_reached: Sequence[Person]


def counted_out(every: Sequence[Standing], roles: Roles, floor: int) -> Turnout:
    """The audiences and roles of which it may be said how many answered."""
    told = _Told(roles, floor)
    for run in dict.fromkeys(one.occurrence_id for one in every):
        told.add([one for one in every if one.occurrence_id == run and one.came is not Came.EXCUSED])
    return Turnout(every, tuple(told.voices()), tuple(sorted(told.left_out - told.audiences.keys())))


@dataclass(slots=True)
class _Told:
    """What is told of the runs that were added."""

    roles: Roles
    floor: int
    audiences: dict[str, list[Standing]] = field(default_factory=dict)
    of_roles: dict[str, dict[str, list[Standing]]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def add(self, run: Sequence[Standing]) -> None:
        """Add one run of a check-in, without who was excused."""
        groups = _grouped(run, {one.person_id: self._audience(one) for one in run})
        shown = self._shown(groups)
        self.left_out |= groups.keys() - shown - {""}
        for name in sorted(shown):
            self.audiences.setdefault(name, []).extend(groups[name])
            self._add_roles(name, groups[name])

    def voices(self) -> Iterator[Voices]:
        """The audiences that were shown."""
        for name, group in self.audiences.items():
            own = [share(role, each) for role, each in self.of_roles.get(name, {}).items()]
            yield Voices(share(name, group), tuple(own))

    def _add_roles(self, audience: str, run: Sequence[Standing]) -> None:
        groups = _grouped(run, {one.person_id: self._role(one, audience) for one in run})
        if len(groups) > 1:
            for name in sorted(self._shown(groups)):
                self.of_roles.setdefault(audience, {}).setdefault(name, []).extend(groups[name])

    def _shown(self, groups: Mapping[str, Sequence[Standing]]) -> set[str]:
        """Those that are told; people without any are left out, and protected with the others."""
        every = [share(name, group) for name, group in groups.items()]
        return {one.audience for one in publishable_shares(every, self.floor)} - {""}

    def _audience(self, one: Standing) -> str:
        return audience_of(one, [audience for _, audience in self.roles.get(one.person_id, ())])

    def _role(self, one: Standing, audience: str) -> str:
        held = self.roles.get(one.person_id, ())
        return next((title for title, of_audience in held if of_audience == audience), "")


def _grouped(run: Sequence[Standing], names: Mapping[int, str]) -> dict[str, list[Standing]]:
    groups: dict[str, list[Standing]] = {}
    for one in run:
        groups.setdefault(names[one.person_id], []).append(one)
    return groups
