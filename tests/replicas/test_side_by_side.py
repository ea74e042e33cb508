"""Processes that start, apply a file or tick at the same moment, on one PostgreSQL."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.declared.apply import apply_plans
from bot.declared.installation import sync_installation
from bot.features import all as features
from bot.store.engine import Store, open_store
from bot.store.models import Change, Delivery, InstrumentVersion, Membership, Occurrence, Person, Prompt, Team
from tests.builders import Someone, add_schedule, add_team
from tests.declared.writing import GOOD, LIBRARY, load, settings_in
from tests.schedule.keeping import Keeping
from tests.schedule.set_clock import SetClock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

pytestmark = [pytest.mark.wire, pytest.mark.postgres]
PROCESSES = 4
MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
PEOPLE = (
    Someone("fay", ("slack",), ("instructional-coach",), permission="facilitator"),
    Someone("pat", ("slack",), ("building-administration",)),
    Someone("theo", ("discord",), ("teacher",)),
    Someone("cora", ("slack",), ("teacher",), agreed=False),
)


@pytest.fixture
async def stores(migrated_postgres_url: str) -> AsyncIterator[list[Store]]:
    """One for each process."""
    opened = [open_store(migrated_postgres_url) for _ in range(PROCESSES)]
    yield opened
    await asyncio.gather(*(each.close() for each in opened))


async def all_at_once(stores: list[Store], job: Callable[[Session], Any]) -> None:
    await asyncio.gather(*(each.write(job) for each in stores))


def rows(session: Session, *models: type[Any]) -> list[int]:
    return [session.scalars(select(func.count()).select_from(model)).one() for model in models]


async def test_processes_that_start_at_once_bring_the_teams_in_once(
    stores: list[Store], tmp_path: Path
) -> None:
    start = partial(sync_installation, settings=settings_in(tmp_path), library=LIBRARY, now=MONDAY)
    await all_at_once(stores, start)
    found = await stores[0].read(lambda session: rows(session, Team, Change, InstrumentVersion))
    assert found == [2, 2, len(LIBRARY.instruments)]


async def test_a_file_that_is_applied_several_times_at_once_is_applied_once(
    stores: list[Store], tmp_path: Path
) -> None:
    settings, plans = settings_in(tmp_path), load(tmp_path, GOOD)

    def apply(session: Session) -> None:
        sync_installation(session, settings, LIBRARY, MONDAY)
        apply_plans(session, plans, MONDAY)

    await stores[0].write(apply)
    alone = await stores[0].read(lambda session: rows(session, Person, Membership, Change))
    await all_at_once(stores, apply)
    assert await stores[0].read(lambda session: rows(session, Person, Membership, Change)) == alone


async def test_a_first_file_that_is_applied_several_times_at_once_is_applied_once(
    stores: list[Store], tmp_path: Path
) -> None:
    settings, plans = settings_in(tmp_path), load(tmp_path, GOOD)

    def apply(session: Session) -> None:
        sync_installation(session, settings, LIBRARY, MONDAY)
        apply_plans(session, plans, MONDAY)

    await all_at_once(stores, apply)
    people = await stores[0].read(lambda session: Counter(session.scalars(select(Person.name))))
    assert set(people.values()) == {1}
    assert len(people) == 2


async def test_keepers_that_tick_at_once_ask_and_tell_everybody_once(stores: list[Store]) -> None:
    clock = SetClock(MONDAY, MONDAY)
    keeping = Keeping(stores[0], clock, planners=features.PLANNERS, chores=features.CHORES)
    await keeping.tell(_schedules)
    await keeping.tick_at(MONDAY)
    with capture_logs() as logged:
        for _ in range(5 * 4):
            clock.goes_on(hours=6)
            await asyncio.gather(*(keeping.keeper(store).tick() for store in stores))
    assert [each for each in logged if each["log_level"] == "error"] == []
    begun = await keeping.ask(
        lambda session: session.execute(select(Occurrence.schedule_id, Occurrence.day)).all()
    )
    assert len(begun) == len(set(begun)) == 7, "five check-ins, a meeting, a digest"
    prompts = await keeping.ask(
        lambda session: session.execute(
            select(Prompt.occurrence_id, Prompt.person_id, Prompt.delivery_id)
        ).all()
    )
    assert prompts
    assert len(prompts) == len(set(prompts))
    hellos = await keeping.ask(
        lambda session: session.scalars(select(Delivery.id).where(Delivery.kind == "hello")).all()
    )
    assert len(hellos) == 1


def _schedules(session: Session) -> None:
    add_team(session, PEOPLE)
    add_schedule(session, "check-in", "every weekday", time(15))
    add_schedule(session, "meeting", "weekly on Thu", time(15))
    add_schedule(session, "digest", "weekly on Fri", time(16))
