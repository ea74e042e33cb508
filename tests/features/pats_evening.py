"""A Tuesday evening on which a question, a task and a meeting are ahead of Pat; for pages of one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from bot.store.models import Task
from tests.builders import TEAM, Someone, add_schedule, add_team, person_called

TUESDAY_EVENING = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)


def add_evening(session: Session, platform: str, *more: Someone) -> None:
    """The team with its facilitator Fay, with Pat and with more people."""
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        *more,
    )
    add_team(session, people)
    add_schedule(session, "check-in", "weekly on Tue", time(15), {"indicators": ["EC1.Leaders3"]})
    add_schedule(session, "meeting", "weekly on Thu", time(16), {"place": "library"}).title = "SLT meeting"
    session.add(
        Task(
            team_id=TEAM,
            title="Poster for the showcase",
            person_id=person_called(session, "pat").id,
            added_by=person_called(session, "fay").id,
            due_on=date(2026, 12, 11),
            added_at=TUESDAY_EVENING,
        )
    )
