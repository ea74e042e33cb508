"""Who reads a digest, and what of it they may see."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.chat.phrases import Phrases
from bot.features.digest.week import Overdue
from bot.language.reader import Reader
from bot.schedule.digest_settings import SECTIONS
from bot.schedule.students import Students
from bot.store.models import Person


@dataclass(frozen=True, slots=True)
class Viewer:
    """A channel, or a person by direct message.

    `platform`: where the message goes. `shows`: the names of the sections that they get, in order. `leads`:
    sees what waits for leaders. `facilitates`: sees everybody's name. `advises`: the ids of the students
    whose adviser it is.
    """

    t: Phrases
    reader: Reader
    platform: str
    shows: tuple[str, ...] = SECTIONS
    leads: bool = False
    facilitates: bool = False
    advises: AbstractSet[int] = frozenset()

    def may_read(self, text: str, students: Students) -> bool:
        """Whether a text names no student but those whose name the viewer may see."""
        return self.facilitates or students.named_in(text) <= self.advises

    def may_see_title(self, overdue: Overdue, students: Students) -> bool:
        """Whether the title of an overdue task may be shown; a student's never in a channel."""
        return (self.leads or not overdue.is_students) and self.may_read(overdue.task.title, students)

    def may_see_holder(self, overdue: Overdue, students: Students) -> bool:
        """Whether the name of who has a task may be shown."""
        return self.leads and overdue.holder is not None and self.may_name(overdue.holder, students)

    def may_name(self, person: Person, students: Students) -> bool:
        """Whether somebody may be named, to whoever may read of people at all."""
        return self.facilitates or person.id not in students or person.id in self.advises
