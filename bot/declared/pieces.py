"""The usable parts of a declared file, so that what does not fit together is told with all other problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from bot.config.document import Document, KeyPath
from bot.config.model import Surroundings
from bot.config.problems import Problem
from bot.declared.model import AgreedLevel, DeclaredGoal, Term
from bot.declared.people_model import DeclaredPerson
from bot.declared.places import Where
from bot.declared.roster import RosterRow, read_roster
from bot.declared.schedule_model import CheckIn, Digest, Meeting, Recurring

M_co = TypeVar("M_co", bound=BaseModel, covariant=True)
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Piece(Generic[M_co]):
    """A part with the place where it stands; `name` is its key, if it has one."""

    where: Where
    name: str
    value: M_co


@dataclass(frozen=True, slots=True)
class Pieces:
    """The usable parts of one team."""

    team_id: str
    where: Where
    term: Term
    people: tuple[Piece[DeclaredPerson], ...]
    names: frozenset[str]
    """The names of all people, of those too that are not usable."""
    check_ins: tuple[Piece[CheckIn], ...]
    digests: tuple[Piece[Digest], ...]
    meetings: tuple[Piece[Meeting], ...]
    goals: tuple[Piece[DeclaredGoal], ...]
    agreed: tuple[Piece[AgreedLevel], ...]

    @property
    def recurring(self) -> tuple[Piece[Recurring], ...]:
        """Everything that falls due again and again."""
        return (*self.check_ins, *self.digests, *self.meetings)


@dataclass(frozen=True, slots=True)
class Picker:
    """Takes the usable parts out of a document; the problems of CSV files go to the shared list."""

    document: Document
    read_in: Surroundings
    problems: list[Problem]

    def teams(self) -> Iterator[Pieces]:
        """The usable parts of every team whose term is given."""
        for path, _ in self.document.found("teams", "*"):
            team_id = str(path[-1])
            rows = list(self._rosters(team_id))
            people = [Piece(row.where, "", row.person) for row in rows if row.person]
            names = [name for _, name in self.document.found("teams", team_id, "people", "*", "name")]
            for term in self._terms(team_id):
                yield Pieces(
                    team_id=team_id,
                    where=self._where(path),
                    term=term.value,
                    people=(*self._all(team_id, "people", DeclaredPerson), *people),
                    names=frozenset(map(str, [*names, *(row.name for row in rows)])),
                    check_ins=tuple(self._all(team_id, "check_ins", CheckIn)),
                    digests=tuple(self._all(team_id, "digests", Digest)),
                    meetings=tuple(self._all(team_id, "meetings", Meeting)),
                    goals=tuple(self._all(team_id, "goals", DeclaredGoal)),
                    agreed=tuple(self._all(team_id, "agreed", AgreedLevel)),
                )

    def _terms(self, team_id: str) -> Iterator[Piece[Term]]:
        for path, data in self.document.found("teams", team_id, "term"):
            yield from self._usable(path, data, Term)

    def _all(self, team_id: str, section: str, model: type[M]) -> Iterator[Piece[M]]:
        for path, data in self.document.found("teams", team_id, section, "*"):
            yield from self._usable(path, data, model)

    def _usable(self, path: KeyPath, data: Any, model: type[M]) -> Iterator[Piece[M]]:
        try:
            value = model.model_validate(data, context=self.read_in)
        except ValidationError:
            return
        yield Piece(self._where(path), str(path[-1]), value)

    def _rosters(self, team_id: str) -> Iterator[RosterRow]:
        for _, name in self.document.found("teams", team_id, "roster"):
            if isinstance(name, str):
                yield from read_roster(self.read_in.folder / Path(name), self.read_in, self.problems)

    def _where(self, path: KeyPath) -> Where:
        return Where(self.document, path)
