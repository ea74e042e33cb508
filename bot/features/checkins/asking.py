"""Asks many people at once: a few statements, however many they are."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk import Desk
from bot.features.checkins import late
from bot.features.checkins.carrying import Carried, carry
from bot.features.checkins.run import Holders, Run, before, think_through
from bot.features.checkins.shown_early import left_open
from bot.features.checkins.storing import made
from bot.store.models import Occurrence, Prompt, Schedule
from bot.store.queries import rotation
from bot.store.queries.absences import leave_alone


def ask(desk: Desk, schedule: Schedule, occurrence: Occurrence, holders: Holders) -> None:
    """Ask each of the people about their next subjects, in one message a person and moment."""
    seen = left_open(desk, occurrence, holders)
    run, asked = questions(desk, schedule, occurrence, holders)
    leave_alone(desk.session, occurrence, run.not_counted)
    late.note_not_asked(occurrence, len(run.too_late))
    roles = {person.id: tuple(held) for person, held in holders}
    new = [
        Carried(one.person, roles[one.person.id], asked[one.person.id], one.moment.joins) for one in run.asked
    ]
    carry(desk, occurrence, seen, new)


def questions(
    desk: Desk, schedule: Schedule, occurrence: Occurrence, holders: Holders
) -> tuple[Run, Mapping[int, list[Prompt]]]:
    """Make the prompts of those who have none of the occurrence yet; what came of it, and by person id.

    They are to be stored next (`storing.store`).
    """
    asked_already = rotation.asked_already(desk.session, occurrence.id, [person.id for person, _ in holders])
    left = [(person, roles) for person, roles in holders if person.id not in asked_already]
    known = before(desk, schedule, [person for person, _ in left])
    run = think_through(desk, schedule, occurrence, left, known)
    return run, made(desk, schedule, occurrence, run)
