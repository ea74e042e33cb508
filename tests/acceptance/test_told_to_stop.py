"""`stem-bot run` ends soon when it is told to, and finishes what it began, not what it could still begin."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.chat.cards import Paragraph, card
from bot.sandbox.faults import Fault
from bot.schedule import outbox
from bot.store.models import Delivery, Membership, Person, RoleHolder
from tests.acceptance.premises import ANSWER, PATIENCE, POST, Premises
from tests.acceptance.program import stem_bot_run
from tests.builders import TEAM, Someone, add_team
from tests.town import Somebody

pytestmark = pytest.mark.acceptance

SOON = 8.0
MESSAGES = 60


@pytest.fixture
def migrated_url(migrated_sqlite_url: str) -> str:
    """Stopping is the same on every database."""
    return migrated_sqlite_url


@pytest.fixture
async def pat(premises: Premises, platform: str) -> Somebody:
    def add(session: Session) -> None:
        add_team(session, (Someone("pat", (platform,), ("building-administration",)),))
        # The command goes by the real date, whatever that is.
        for model in (Membership, RoleHolder):
            session.execute(update(model).values(starts_on=date(2020, 1, 1)))

    await premises.store.write(add)
    return premises.person("pat", platform)


async def until(seen: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not seen():  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # the far side of a socket


async def test_an_answer_that_was_held_up_still_comes_and_telling_twice_does_no_harm(
    pat: Somebody, premises: Premises, platform: str, tmp_path: Path
) -> None:
    async with stem_bot_run(premises.order, tmp_path) as program:
        await program.logs("ready")
        await pat.types("/stem rate EC1.Leaders2 3")
        await pat.sees("Recorded for Riverbend SLT", "[ Undo ]")
        asked = premises.asked(platform, ANSWER[platform])
        premises.fault(platform, ANSWER[platform], Fault("rate-limited", seconds=1.0))
        pressing = asyncio.ensure_future(pat.presses("Undo"))
        await until(lambda: premises.asked(platform, ANSWER[platform]) > asked)
        program.terminate()
        await asyncio.sleep(0.3)
        program.terminate()
        assert await program.ends(within=SOON) == 0
        await pressing
        await pat.sees("Undone", "You have no rating of it now.")


async def test_a_long_outbox_is_left_for_the_next_start(
    pat: Somebody, premises: Premises, platform: str, tmp_path: Path
) -> None:
    now = datetime.now(UTC)

    def add(session: Session) -> None:
        person = session.scalars(select(Person)).one()
        for number in range(MESSAGES):
            said = card(Paragraph(f"Message {number}"))
            message = outbox.Message(f"test:{number}", "notice", said, TEAM, now, now + timedelta(hours=1))
            outbox.to_person(session, person, message, now)

    await premises.store.write(add)
    premises.fault(platform, POST[platform], Fault("slow", seconds=0.5), times=MESSAGES)
    async with stem_bot_run(premises.order, tmp_path) as program:
        await until(lambda: bool(pat.messages()))
        program.terminate()
        assert await program.ends(within=SOON) == 0
    states = await premises.ask(lambda session: Counter(session.scalars(select(Delivery.state))))
    assert states.pop("pending") + states["sent"] == MESSAGES
    assert states == {"sent": len(pat.messages())}


async def test_it_can_be_stopped_while_it_waits_for_a_platform(premises: Premises, tmp_path: Path) -> None:
    nowhere = replace(premises.order, slack="http://127.0.0.1:9/api/")
    async with stem_bot_run(nowhere, tmp_path) as program:
        await program.logs("slack.not_reached")
        program.terminate()
        assert await program.ends(within=SOON) == 0
