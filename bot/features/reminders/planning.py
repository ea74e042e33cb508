"""Plans the first reminder of everybody who was asked in an occurrence; whether it is needed is seen then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Table, insert

from bot.desk import Desk
from bot.features.reminders.decision import decide
from bot.features.reminders.facts import question_of, wanted_by
from bot.schedule.availability import timings
from bot.schedule.participation import standings
from bot.store.models import Occurrence, Person, Prompt, Reminder, Team
from bot.store.queries import participation, reminders

CHUNK: Final = 100
_REMINDER: Table = Reminder.__table__  # type: ignore[assignment]


def plan(desk: Desk) -> None:
    """Plan for the next people of the first occurrence that has no plan yet."""
    occurrence = reminders.next_unplanned(desk.session)
    if occurrence is None:
        return
    ids: Sequence[int] = ()
    if wanted := _wanted(desk, occurrence):
        ids = reminders.people_without_plan(desk.session, occurrence.id, CHUNK)
        _plan_for(desk, occurrence, ids, wanted)
    if len(ids) < CHUNK:
        occurrence.reminders_planned_at = desk.now


def _wanted(desk: Desk, occurrence: Occurrence) -> int:
    """How many reminders there can be of it; none when it closed already, as after a long downtime."""
    if occurrence.closes_at <= desk.now:
        return 0
    return wanted_by(desk, [occurrence.id])[occurrence.id]


def _plan_for(desk: Desk, occurrence: Occurrence, ids: Sequence[int], wanted: int) -> None:
    team = desk.session.get_one(Team, occurrence.team_id)
    asked = participation.asked(
        desk.session, Prompt.occurrence_id == occurrence.id, Prompt.person_id.in_(ids)
    )
    every = standings(asked, ())
    people = [desk.session.get_one(Person, one.person_id) for one in every]
    rows = [
        {
            "team_id": team.id,
            "occurrence_id": occurrence.id,
            "person_id": standing.person_id,
            "number": 1,
            "due_at": _first(decide(question_of(standing, wanted, 0), times, desk.now, last_message=None)),
        }
        for standing, times in zip(every, timings(team, people), strict=True)
    ]
    if rows:
        desk.session.connection().execute(insert(_REMINDER), rows)


def _first(found: object) -> datetime | None:
    return found if isinstance(found, datetime) else None
