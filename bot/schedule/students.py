"""Keeps students' names from those who are not to see them, in what others wrote too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.desk import Desk
from bot.store.models import Person, Team
from bot.store.queries import digest

_WORD = re.compile(r"[^\W\d_]+")
# Shorter pieces of a name, such as an initial, are found in every other sentence.
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Students:
    """Everyone who is or was a student leader of the team, by person id."""

    by_id: Mapping[int, Person]

    def __contains__(self, person_id: object) -> bool:
        return person_id in self.by_id

    def named_in(self, text: str) -> set[int]:
        """The ids of the students whom a text names, by the first name or any other part of the name."""
        words = set(_WORD.findall(text.casefold()))
        return {id_ for id_, person in self.by_id.items() if words & _name_parts(person.name)}


def students_of(desk: Desk, team: Team) -> Students:
    """The students of a team, by the roles that are theirs in the library."""
    roles = [role.id for role in desk.library.roles.values() if role.is_student]
    return Students(digest.students(desk.session, team.id, roles))


def _name_parts(name: str) -> set[str]:
    parts = _WORD.findall(name.casefold())
    return {part for number, part in enumerate(parts) if number == 0 or len(part) >= _SHORTEST}
