"""A team with a week to be told about, for the tests of the digest."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.store.models import Task
from tests.builders import TEAM, Someone, add_schedule, add_team, person_called
from tests.town import Town

TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
FRIDAY_4PM = datetime(2026, 12, 4, 21, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
BLOCKER = "No bus for the visit"


async def settle_in(town: Town, platform: str, *extra: Someone) -> None:
    """A team with a check-in on Tuesdays and a digest on Fridays."""
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("dina", (platform,), permission="leader"),
        Someone("theo", (platform,), ("teacher",), permission="leader"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("stella", (platform,), ("student-leader",), adviser="theo"),
        *extra,
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15), {"open_days": 6})
        add_schedule(session, "digest", "weekly on Fri", time(16))

    await town.tell(add)


async def a_full_week(town: Town, platform: str) -> None:
    """Pat's indicator moves, Stella's is stuck with a reason, Theo says nothing."""
    await town.time.move_to(TUESDAY_3PM)
    await town.person("pat", platform).presses("Moving")
    await town.person("pat", platform).sees("Recorded: moving")
    stella = town.person("stella", platform)
    await stella.presses("Stuck")
    await stella.presses("What is in the way?")
    await stella.fills({"What is in the way?": BLOCKER})
    await stella.sees(f"In the way: {BLOCKER}")


async def overdue(town: Town, holder: str, title: str, *, role: str | None = None) -> None:
    def add(session: Session) -> None:
        session.add(
            Task(
                team_id=TEAM,
                title=title,
                person_id=None if role else person_called(session, holder).id,
                role=role,
                due_on=date(2026, 12, 2),
                added_by=person_called(session, "fay").id,
                added_at=TUESDAY_3PM,
            )
        )

    await town.tell(add)
