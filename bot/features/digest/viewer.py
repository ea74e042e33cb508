"""Who reads a digest, and what of it they may see."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.phrases import Phrases
from bot.features.digest.week import Overdue
from bot.language.reader import Reader
from bot.schedule.students import Students


@dataclass(frozen=True, slots=True)
class Viewer:
    """A channel, or a person by direct message.

    `leads`: sees what waits for leaders. `facilitates`: sees everybody's name. `advises`: the ids of the
    students whose adviser it is. `platform`: where the message goes.
    """

    t: Phrases
    reader: Reader
    platform: str
    leads: bool = False
    facilitates: bool = False
    advises: frozenset[int] = frozenset()

    def may_read(self, text: str, students: Students) -> bool:
        """Whether a text names no student but those whose name the viewer may see."""
        return self.facilitates or students.named_in(text) <= self.advises

    def may_see_title(self, overdue: Overdue, students: Students) -> bool:
        """Whether the title of an overdue task may be shown; a student's never in a channel."""
        return (self.leads or not overdue.is_students) and self.may_read(overdue.task.title, students)

    def may_see_holder(self, overdue: Overdue, students: Students) -> bool:
        """Whether the name of who has a task may be shown."""
        holder = overdue.holder
        if not self.leads or holder is None:
            return False
        return self.facilitates or holder.id not in students or holder.id in self.advises
