"""The team that the bot works for in these tests, with a check-in that is due."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from tests.acceptance.premises import TUESDAY_3PM_NEW_YORK
from tests.builders import Someone, add_schedule, add_team

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add_team_with_check_in(session: Session, platform: str) -> None:
    """Everybody is at one platform and has agreed to messages; the check-in asks only Pat."""
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("cora", (platform,), permission="adviser"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("sam", (platform,), ("student-leader",), adviser="cora"),
    )
    add_team(session, people)
    schedule = add_schedule(session, "check-in", "weekly on Tue", time(15))
    schedule.settings = {"audiences": ["Leaders"]}
    schedule.next_day, schedule.next_due_at = date(2026, 12, 1), TUESDAY_3PM_NEW_YORK
