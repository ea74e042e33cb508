"""What was delayed into somebody's quiet hours waits until they end, within its window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.store.engine import Store
from bot.store.models import Person, Team
from tests.schedule.outbox_rows import Outbox
from tests.schedule.set_clock import SetClock

# Ana's quiet hours begin, and end, by the clocks of New York.
EIGHT_PM = datetime(2026, 12, 2, 1, tzinfo=UTC)
SEVEN_AM = datetime(2026, 12, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
async def box(store: Store) -> Outbox:
    written = Outbox(store, SetClock(EIGHT_PM - timedelta(hours=5)))
    await written.set_up()
    return written


async def claimed_at(box: Outbox, instant: datetime) -> list[int]:
    box.clock.at = instant
    return [one.attempt.delivery_id for one in await box.claim()]


@pytest.mark.parametrize("purpose", ["check-in:1:1", "digest:1:person:1", "hello:1"])
async def test_what_the_bot_sends_by_itself_waits_for_the_morning(box: Outbox, purpose: str) -> None:
    delivery = await box.to_ana(purpose)
    assert await claimed_at(box, EIGHT_PM) == []
    put_off = await box.look(delivery)
    assert (put_off.state, put_off.not_before, put_off.attempts) == (outbox.PENDING, SEVEN_AM, 0)
    assert await claimed_at(box, SEVEN_AM - SECOND) == []
    assert await claimed_at(box, SEVEN_AM) == [delivery]


async def test_until_the_quiet_hours_begin_it_is_sent(box: Outbox) -> None:
    delivery = await box.to_ana("check-in:1:1")
    assert await claimed_at(box, EIGHT_PM - SECOND) == [delivery]


@pytest.mark.parametrize(
    ("purpose", "kind"), [("practice:x", "prompt"), ("again:1", "prompt"), ("missed:1:1", "notice")]
)
async def test_what_somebody_asked_for_or_must_know_goes_at_any_hour(
    box: Outbox, purpose: str, kind: str
) -> None:
    delivery = await box.to_ana(purpose, kind)
    assert await claimed_at(box, EIGHT_PM) == [delivery]


async def test_a_channel_has_no_quiet_hours(box: Outbox) -> None:
    delivery = await box.to_channel("digest:1:channel:1")
    assert await claimed_at(box, EIGHT_PM) == [delivery]


async def test_the_team_says_when_its_quiet_hours_are_and_the_person_where(box: Outbox) -> None:
    def change(session: Session) -> None:
        session.execute(update(Team).values(settings={"quiet_hours": {"from": "12:00", "to": "13:00"}}))
        session.execute(update(Person).values(zone="Europe/London"))

    await box.tell(change)
    delivery = await box.to_ana("check-in:1:1")
    noon_in_london = datetime(2026, 12, 2, 12, tzinfo=UTC)
    assert await claimed_at(box, noon_in_london) == []
    assert (await box.look(delivery)).not_before == noon_in_london + timedelta(hours=1)


async def test_what_has_no_time_left_in_its_window_is_not_sent_but_expires(box: Outbox) -> None:
    closes = EIGHT_PM + timedelta(hours=2)
    delivery = await box.to_ana("check-in:1:1", expires_at=closes)
    assert await claimed_at(box, EIGHT_PM) == []
    assert (await box.look(delivery)).not_before == closes
    assert await claimed_at(box, closes) == []


async def test_others_go_while_some_wait(box: Outbox) -> None:
    waits, goes = await box.to_ana("check-in:1:1"), await box.to_ana("again:1")
    assert await claimed_at(box, EIGHT_PM) == [goes]
    zone = await box.ask(lambda session: session.scalar(select(Person.zone)))
    assert ((await box.look(waits)).state, zone) == (outbox.PENDING, "America/New_York")
