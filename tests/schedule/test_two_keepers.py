"""Two keepers at the same schedules: what the quicker one did is not done again by the other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from bot.schedule import anew
from bot.store.engine import Store
from bot.store.models import Occurrence, Schedule
from tests.builders import add_schedule
from tests.schedule.interrupted import Interrupted
from tests.schedule.keeping import Keeping
from tests.schedule.set_clock import SetClock

pytestmark = pytest.mark.wire
MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
TUESDAY = date(2026, 12, 1)
THREE_IN_NEW_YORK = datetime(2026, 12, 1, 20, tzinfo=UTC)


@pytest.fixture
def kept(store: Store) -> Keeping:
    return Keeping(store, SetClock(MONDAY))


def slow(kept: Keeping) -> Interrupted:
    """A store that lets another keeper tick whenever something was seen and is about to be written."""
    return Interrupted(kept.store, kept.keeper().tick)


async def test_what_the_other_has_planned_or_taken_away_is_not_planned_again(
    kept: Keeping, logged: list[Any]
) -> None:
    gone = await kept.check_in("on 2026-12-01", time(15))
    stays = await kept.tell(
        lambda session: add_schedule(session, "check-in", "weekly on Tue", time(15), slot="second").id
    )

    async def quicker() -> None:
        await kept.tell(lambda session: session.execute(delete(Schedule).where(Schedule.id == gone)))
        await kept.keeper().tick()

    await kept.keeper(Interrupted(kept.store, quicker)).tick()
    assert await kept.next_due(stays) == THREE_IN_NEW_YORK
    assert logged == []


async def test_the_only_day_that_the_other_has_begun_is_not_begun_again(
    kept: Keeping, logged: list[Any]
) -> None:
    await kept.check_in("on 2026-12-01", time(15))
    await kept.tick_at(MONDAY)
    kept.clock.at = THREE_IN_NEW_YORK
    await kept.keeper(slow(kept)).tick()
    assert await kept.occurrences() == [(TUESDAY, "filled")]
    assert len(await kept.prompts()) == 1
    assert logged == []


async def test_what_the_other_has_written_is_not_written_again(kept: Keeping, logged: list[Any]) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    kept.clock.at = THREE_IN_NEW_YORK

    async def written_and_over() -> None:
        if await kept.occurrences():
            await kept.keeper().tick()
            await kept.tell(lambda session: session.execute(update(Occurrence).values(state=anew.CLOSED)))

    await kept.keeper(Interrupted(kept.store, written_and_over)).tick()
    assert await kept.occurrences() == [(TUESDAY, "closed")]
    assert len(await kept.prompts()) == 1
    assert logged == []


async def test_what_the_other_has_moved_is_not_moved_again(kept: Keeping, logged: list[Any]) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await kept.tell(lambda session: session.execute(update(Occurrence).values(state=anew.MOVED)))

    async def moved_and_over() -> None:
        await kept.keeper().tick()
        await kept.tell(lambda session: session.execute(update(Occurrence).values(state=anew.CLOSED)))

    await kept.keeper(Interrupted(kept.store, moved_and_over)).tick()
    assert await kept.occurrences() == [(TUESDAY, "closed")]
    assert logged == []


async def test_a_day_that_was_held_is_not_held_again_though_the_schedule_names_it(
    kept: Keeping, logged: list[Any]
) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await kept.change(schedule, next_day=TUESDAY, next_due_at=THREE_IN_NEW_YORK)
    await kept.tick_at(THREE_IN_NEW_YORK + timedelta(hours=4))
    assert await kept.occurrences() == [(TUESDAY, "filled")]
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + timedelta(weeks=1)
    assert len(await kept.prompts()) == 1
    assert logged == []


@pytest.mark.parametrize(("late", "state"), [(timedelta(), "filled"), (timedelta(hours=4), "missed")])
async def test_a_day_that_was_shown_early_begins_as_any_other(
    kept: Keeping, late: timedelta, state: str
) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    early = Occurrence(
        team_id="riverbend",
        schedule_id=schedule,
        day=TUESDAY,
        slot=await kept.ask(lambda session: session.get_one(Schedule, schedule).slot),
        due_at=THREE_IN_NEW_YORK,
        closes_at=THREE_IN_NEW_YORK + timedelta(days=3),
        state=anew.EARLY,
        cursor=0,
        details={},
    )
    await kept.tell(lambda session: session.add(early))
    await kept.tick_at(THREE_IN_NEW_YORK + late)
    assert await kept.occurrences() == [(TUESDAY, state)]
    asked = await kept.prompts()
    assert len(asked) == (state == "filled")
    assert await kept.ask(lambda session: len(session.scalars(select(Occurrence)).all())) == 1
