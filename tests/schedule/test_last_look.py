"""What was delayed into a time that is not its reader's waits; what is for somebody away is not sent."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.store.engine import Store
from bot.store.models import Absence, NotAsked, Occurrence, Person, Prompt, Schedule, Team
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


async def becomes(box: Outbox, **values: object) -> None:
    """Ana chooses other times."""
    await box.tell(lambda session: session.execute(update(Person).values(values)))


async def goes(box: Outbox, first: date, last: date | None, why: str = "away") -> None:
    """Ana goes away, as if that had happened while the message was on its way."""

    def go(session: Session) -> None:
        person_id = session.scalars(select(Person.id)).one()
        session.add(Absence(person_id=person_id, why=why, starts_on=first, ends_on=last, added_at=EIGHT_PM))

    await box.tell(go)


async def test_the_persons_own_quiet_hours_and_days_hold_beside_the_teams(box: Outbox) -> None:
    await becomes(box, quiet_from=time(13), quiet_until=time(15), own_days="fri")
    delivery = await box.to_ana("check-in:1:1")
    assert await claimed_at(box, datetime(2026, 12, 2, 18, 30, tzinfo=UTC)) == []
    assert (await box.look(delivery)).not_before == datetime(2026, 12, 4, 20, tzinfo=UTC), "Friday 3 pm"


@pytest.mark.parametrize("purpose", ["check-in:1:1", "digest:1:person:1", "reminder:1:1:1", "snooze:1:1:x"])
async def test_what_the_bot_sends_by_itself_is_not_sent_to_somebody_away(box: Outbox, purpose: str) -> None:
    delivery = await box.to_ana(purpose)
    await goes(box, date(2026, 12, 2), date(2026, 12, 2))
    assert await claimed_at(box, SEVEN_AM) == []
    assert (await box.look(delivery)).state == outbox.CANCELLED
    assert await claimed_at(box, SEVEN_AM + timedelta(days=1)) == [], "and not when they are back"


async def test_the_days_away_are_those_of_the_person_and_notices_go_all_the_same(box: Outbox) -> None:
    await goes(box, date(2026, 12, 2), None, "pause")
    before = await box.to_ana("check-in:1:1")
    assert await claimed_at(box, EIGHT_PM - timedelta(hours=1)) == [before], "it is still the 1st in New York"
    await box.to_ana("check-in:2:1")
    notice = await box.to_ana("task:1", "notice")
    assert await claimed_at(box, SEVEN_AM) == [notice]


async def test_who_is_left_out_at_the_last_moment_is_noted_in_the_check_in(box: Outbox) -> None:
    delivery = await box.to_ana("check-in:1:1")
    await box.tell(lambda session: _carry_a_prompt(session, delivery))
    await goes(box, date(2026, 12, 2), date(2026, 12, 9))
    assert await claimed_at(box, SEVEN_AM) == []
    assert await box.ask(lambda session: session.scalars(select(NotAsked.why)).all()) == ["away"]


def _carry_a_prompt(session: Session, delivery_id: int | None) -> None:
    person, team = session.scalars(select(Person)).one(), session.scalars(select(Team)).one()
    closes_at = EIGHT_PM + timedelta(days=3)
    schedule = Schedule(
        team_id=team.id,
        slot="check-in-1",
        kind="check-in",
        title="",
        rule="weekly on Tue",
        at=time(15),
        starts_on=date(2026, 8, 1),
        settings={},
        managed="chat",
    )
    session.add(schedule)
    session.flush()
    occurrence = Occurrence(
        team_id=team.id,
        schedule_id=schedule.id,
        day=date(2026, 12, 1),
        slot="check-in-1",
        due_at=EIGHT_PM,
        closes_at=closes_at,
        state="filled",
    )
    session.add(occurrence)
    session.flush()
    session.add(
        Prompt(
            team_id=team.id,
            occurrence_id=occurrence.id,
            person_id=person.id,
            subject="EC1.Leaders1",
            audience="Leaders",
            due_at=EIGHT_PM,
            closes_at=closes_at,
            delivery_id=delivery_id,
        )
    )
