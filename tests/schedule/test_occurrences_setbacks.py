"""What cannot be done for one team, one chore or one kind of schedule does not stop the rest."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.schedule.setbacks import Setbacks
from bot.store import journal
from bot.store.engine import Store, StoreAway
from bot.store.models import Draft, Person, Schedule, SeenEvent
from tests.builders import add_schedule
from tests.schedule.keeping import Keeping
from tests.schedule.set_clock import SetClock

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
THREE_IN_NEW_YORK = datetime(2026, 12, 1, 20, tzinfo=UTC)


class Renaming:
    """A chore that gives everybody a new name, and may break."""

    def __init__(self, name: str, *, breaks: bool = False) -> None:
        self._name = name
        self._breaks = breaks

    def needed(self, session: Session, now: datetime) -> bool:  # noqa: ARG002 - one shape for all chores
        return session.scalar(select(Person.id).where(Person.name != self._name).limit(1)) is not None

    def run(self, desk: Desk) -> None:
        for person in desk.session.scalars(select(Person)):
            person.name = self._name
        if self._breaks:
            raise ZeroDivisionError(self._name)


class Unsure(Renaming):
    """A chore that cannot even say whether there is anything to do."""

    def needed(self, session: Session, now: datetime) -> bool:
        raise ZeroDivisionError(now, session)


async def names(kept: Keeping) -> set[str]:
    return await kept.ask(lambda session: set(session.scalars(select(Person.name))))


async def test_a_schedule_that_cannot_be_planned_does_not_stop_the_others(
    store: Store, logged: list[Any]
) -> None:
    kept = Keeping(store, SetClock(MONDAY))
    broken = await kept.check_in("every blue moon", time(15))
    whole = await kept.tell(
        lambda session: add_schedule(session, "check-in", "weekly on Tue", time(15), slot="second").id
    )
    await kept.tick_at(MONDAY)
    assert await kept.next_due(broken) is None
    assert await kept.next_due(whole) == THREE_IN_NEW_YORK
    (trouble,) = [one for one in logged if one["event"] == "work_failed"]
    assert trouble["what"] == f"schedule {broken}"
    assert len(trouble["reference"]) == 8
    await kept.tick_at(THREE_IN_NEW_YORK)
    assert await kept.occurrences() == [(date(2026, 12, 1), "filled")]


async def test_a_kind_of_schedule_that_nobody_here_can_plan_is_left_alone(
    store: Store, logged: list[Any]
) -> None:
    kept = Keeping(store, SetClock(MONDAY))
    schedule = await kept.check_in("weekly on Tue", time(15))
    await kept.change(schedule, kind="of-a-later-version")
    await kept.tick_at(THREE_IN_NEW_YORK)
    assert logged == []
    ended = await kept.ask(lambda session: session.get_one(Schedule, schedule).ended_at)
    assert ended is None


async def test_a_chore_is_done_when_needed_and_one_that_breaks_leaves_nothing_behind(
    store: Store, logged: list[Any]
) -> None:
    kept = Keeping(store, SetClock(MONDAY), chores=(Renaming("Half done", breaks=True), Renaming("Done")))
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    assert await names(kept) == {"Done"}
    assert [one["what"] for one in logged if one["event"] == "work_failed"] == ["chore Renaming"]


async def test_a_chore_that_breaks_when_it_is_asked_stops_no_other(store: Store, logged: list[Any]) -> None:
    kept = Keeping(store, SetClock(MONDAY), chores=(Unsure("Never"), Renaming("Done")))
    await kept.check_in("weekly on Tue", time(15))
    for _ in range(2):
        await kept.tick_at(MONDAY)
    assert await names(kept) == {"Done"}
    broken = [one["what"] for one in logged if one["event"] == "work_failed"]
    assert set(broken) == {"look", "chore Unsure"}


async def test_a_chore_that_is_not_needed_is_not_done(store: Store, logged: list[Any]) -> None:
    kept = Keeping(store, SetClock(MONDAY), chores=(Renaming("Done"), Renaming("Done", breaks=True)))
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    assert await names(kept) == {"Done"}
    assert logged == []


async def test_what_failed_rests_before_it_is_tried_again(store: Store, logged: list[Any]) -> None:
    kept = Keeping(store, SetClock(MONDAY), chores=(Renaming("Never", breaks=True),))
    kept.setbacks = Setbacks(timedelta(seconds=60))
    await kept.check_in("weekly on Tue", time(15))
    for _ in range(3):
        await kept.tick_at(MONDAY)
    assert len(logged) == 1
    kept.setbacks = Setbacks(timedelta())
    for _ in range(3):
        await kept.tick_at(MONDAY)
    assert len(logged) == 4


async def test_a_database_that_is_away_is_everybodys_trouble(migrated_url: str, store: Store) -> None:
    assert migrated_url
    kept = Keeping(store, SetClock(MONDAY))
    await store.close()
    with pytest.raises(StoreAway):
        await kept.keeper().tick()


async def test_a_lost_database_ends_side_by_side_work_only_when_all_of_it_is_over() -> None:
    done: list[int] = []

    async def work(number: int) -> None:
        if number == 1:
            raise StoreAway("gone")
        await asyncio.sleep(0.01)
        done.append(number)

    with pytest.raises(StoreAway):
        await Setbacks().contain_all("work", [1, 2, 3], work)
    assert done == [2, 3]


async def test_events_are_forgotten_after_an_hour_of_real_time_and_drafts_after_a_day(store: Store) -> None:
    clock = SetClock(MONDAY)
    kept = Keeping(store, clock)
    begun = clock.true

    def seen(session: Session) -> None:
        session.add(SeenEvent(key="event", reply=None, at=begun))
        session.add(SeenEvent(key="later", reply=None, at=begun + timedelta(minutes=30)))
        session.add(Draft(account="U0PAT", form="rate", argument="", values={}, at=begun))

    await kept.tell(seen)

    async def left() -> tuple[int, int]:
        return await kept.ask(
            lambda session: (
                len(session.scalars(select(SeenEvent)).all()),
                len(session.scalars(select(Draft)).all()),
            )
        )

    await kept.tick_at(MONDAY + timedelta(weeks=1))
    assert await left() == (2, 1), "the calendar was moved, but no time has passed"
    clock.true = begun + journal.KEPT + timedelta(seconds=1)
    await kept.tick_at(MONDAY)
    assert await left() == (1, 1)
    clock.true = begun + timedelta(days=1, seconds=1)
    await kept.tick_at(MONDAY)
    assert await left() == (0, 0)
