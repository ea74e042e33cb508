"""Times a check-in's message anew that is not sent: the person moved or went away, or the days changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.desk import Desk
from bot.features.checkins.carrying import draw_anew
from bot.features.checkins.reach import Window, with_times
from bot.features.checkins.run import windows_of
from bot.schedule import outbox
from bot.schedule.availability import timing
from bot.schedule.moments import letters_to, moment
from bot.schedule.moving import time_delivery
from bot.store.models import Delivery, Occurrence, Person, Prompt, Schedule, Team
from bot.store.queries.absences import leave_alone


def move(desk: Desk, delivery: Delivery, person: Person, asked: Sequence[Prompt]) -> None:
    """Send it when the first of its check-ins asks the person now; to nobody if none of them does."""
    team = desk.session.get_one(Team, asked[0].team_id)
    windows = _windows(desk, team, person, {prompt.occurrence_id for prompt in asked})
    if not windows:
        delivery.state = outbox.CANCELLED
        return
    first = min(windows.values())
    others = [replace(one, open_for="") for one in letters_to(desk, [person.id], [delivery.id])[person.id]]
    when = moment(others, team.id, first, timing(team, person), desk.now)
    due_at = when.due_at if when else first[0]
    for prompt in asked:
        if prompt.occurrence_id in windows:
            prompt.due_at, prompt.closes_at = due_at, windows[prompt.occurrence_id][1]
    desk.session.flush()
    draw_anew(desk, team, delivery, person)
    time_delivery(delivery, desk.now, due_at, delivery.expires_at)


def _windows(desk: Desk, team: Team, person: Person, occurrence_ids: set[int]) -> dict[int, Window]:
    """From when until when each of the occurrences asks the person, by its id; without those that do not."""
    found: dict[int, Window] = {}
    for occurrence_id in sorted(occurrence_ids):
        occurrence = desk.session.get_one(Occurrence, occurrence_id)
        schedule = desk.session.get_one(Schedule, occurrence.schedule_id)
        windows, run = windows_of(desk, team, schedule, occurrence, with_times(team, [person]))
        leave_alone(desk.session, occurrence, run.not_counted)
        if person.id in windows:
            found[occurrence_id] = windows[person.id]
    return found
