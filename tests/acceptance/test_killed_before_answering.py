"""`kill -9` between a COMMIT and the answer: what was done stays done, once, and everything on screen still works."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Answer, Rating
from tests.acceptance.child import HANDLED
from tests.acceptance.premises import TUESDAY_3PM_NEW_YORK, Premises
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody

pytestmark = pytest.mark.acceptance


@pytest.fixture
async def pat(premises: Premises, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        schedule = add_schedule(session, "check-in", "weekly on Tue", time(15))
        schedule.next_day, schedule.next_due_at = date(2026, 12, 1), TUESDAY_3PM_NEW_YORK

    await premises.store.write(add)
    await premises.start_bot()
    return premises.person("pat", platform)


async def killed_at(premises: Premises, act: Awaitable[None]) -> None:
    """Do something that kills the bot before it answers; returns with a new bot and the platform's failure shown."""
    premises.bot_shall_die(HANDLED)
    doing = asyncio.ensure_future(act)
    await premises.bot_died()
    await premises.start_bot()
    await doing


async def levels(premises: Premises) -> list[int | None]:
    return await premises.ask(lambda session: list(session.scalars(select(Rating.level).order_by(Rating.id))))


async def movements(premises: Premises) -> list[str]:
    return await premises.ask(
        lambda session: list(session.scalars(select(Answer.movement).order_by(Answer.id)))
    )


async def test_a_rating_survives_and_is_shown_as_given(pat: Somebody, premises: Premises) -> None:
    await killed_at(premises, pat.types('/stem rate EC1.Leaders2 3 "new seats filled"'))
    assert await levels(premises) == [3]
    await pat.types("/stem rate EC1.Leaders2")
    await pat.sees_in_form("Before: 3 · Refining and Expanding (Tue 1 Dec).")


async def test_a_tap_on_a_check_in_survives_and_pressing_again_changes_nothing(
    pat: Somebody, premises: Premises
) -> None:
    await pat.sees("Check-in · ", "[ Moving ]")
    await killed_at(premises, pat.presses("Moving"))
    assert await movements(premises) == ["moving"]
    await pat.presses("Moving")
    await pat.sees("Recorded: moving")
    assert await movements(premises) == ["moving"]
