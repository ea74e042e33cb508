"""The sections by name: what draws each, and whether it is told when there is no other news."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.chat.cards import Part
from bot.features.digest.sections.agreed import agreed
from bot.features.digest.sections.answers import answers
from bot.features.digest.sections.closed import closed
from bot.features.digest.sections.evidence import evidence
from bot.features.digest.sections.goals import focus, gaps
from bot.features.digest.sections.headline import headline
from bot.features.digest.sections.in_the_way import in_the_way
from bot.features.digest.sections.meeting import meeting
from bot.features.digest.sections.moved import moved, unstuck
from bot.features.digest.sections.seats import seats
from bot.features.digest.sections.stuck import stuck
from bot.features.digest.sections.tasks import overdue
from bot.features.digest.sections.voices import voices
from bot.features.digest.sections.written import written
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week


@dataclass(frozen=True, slots=True)
class Section:
    """What a section shows the viewer of a week, nothing where there is nothing to say.

    `always`: even in a week without news, of which all the rest is left out.
    """

    parts: Callable[[Week, Viewer], Sequence[Part]]
    always: bool = False


# By the names in `bot.schedule.digest_settings`.
TABLE: Final[Mapping[str, Section]] = {
    "headline": Section(headline, always=True),
    "agreed": Section(agreed),
    "moved": Section(moved),
    "no-longer-stuck": Section(unstuck),
    "stuck": Section(stuck),
    "in-the-way": Section(in_the_way, always=True),
    "answers": Section(answers, always=True),
    "written": Section(written, always=True),
    "closed": Section(closed, always=True),
    "voices": Section(voices),
    "focus": Section(focus),
    "gaps": Section(gaps),
    "evidence": Section(evidence),
    "tasks": Section(overdue),
    "seats": Section(seats, always=True),
    "meeting": Section(meeting, always=True),
}
