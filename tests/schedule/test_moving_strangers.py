"""Somebody without a team moves to another zone: nothing that is planned knows of it."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.checkins.planner import CheckInPlanner
from bot.schedule import anew
from bot.store.engine import Store
from bot.store.models import Person, Schedule
from tests.schedule.keeping import Keeping
from tests.schedule.set_clock import SetClock

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
THREE_IN_NEW_YORK = datetime(2026, 12, 1, 20, tzinfo=UTC)


@pytest.fixture
def kept(store: Store) -> Keeping:
    return Keeping(store, SetClock(MONDAY), (CheckInPlanner(),))


async def test_a_person_without_teams_moves_without_a_trace(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    stranger = await kept.tell(_stranger)
    await kept.tell(lambda session: anew.person_moved(session, stranger, MONDAY))
    planned = select(Schedule.next_due_at)
    assert await kept.ask(lambda session: session.scalar(planned)) == THREE_IN_NEW_YORK


def _stranger(session: Session) -> int:
    person = Person(name="Sam", zone="UTC", locale="en")
    session.add(person)
    session.flush()
    return person.id
