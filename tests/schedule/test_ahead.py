"""Which days of a person are still to come, and which of their check-ins count in a period."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.desk import Desk, Seat
from bot.language.catalogue import phrases_in
from bot.language.reader import Reader
from bot.schedule.ahead import check_ins_between, next_check_in
from bot.schedule.participation import standings_between
from bot.store.engine import Store
from bot.store.models import NotAsked, Occurrence, Team
from rubric.load import load_library
from tests.builders import TEAM, add_schedule, person_called
from tests.schedule.keeping import FAY, LIV, PAT, Keeping
from tests.schedule.set_clock import SetClock

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
THREE_IN_NEW_YORK = datetime(2026, 12, 1, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def kept(store: Store) -> Keeping:
    return Keeping(store, SetClock(MONDAY))


async def days_of_pat(kept: Keeping, now: datetime) -> tuple[date | None, list[date]]:
    """The next day, and all of December."""

    def look(session: Session) -> tuple[date | None, list[date]]:
        desk = Desk(session, now, load_library(), phrases_in("en"), phrases_in)
        pat, team = person_called(session, "pat"), session.get_one(Team, TEAM)
        held = [Seat(pat, team, "member", Reader(pat.zone, "en", now))]
        first, last = date(2026, 12, 1), date(2026, 12, 31)
        return next_check_in(desk, held), check_ins_between(desk, held, first, last)

    return await kept.ask(look)


async def test_after_its_last_day_a_check_in_has_none(kept: Keeping) -> None:
    await kept.check_in("on 2026-12-01, 2026-12-08", time(15))
    last = date(2026, 12, 8)
    assert await days_of_pat(kept, MONDAY) == (date(2026, 12, 1), [date(2026, 12, 1), last])
    assert await days_of_pat(kept, MONDAY + timedelta(days=2)) == (last, [last])
    assert await days_of_pat(kept, MONDAY + timedelta(days=20)) == (None, [])


async def test_what_is_for_other_roles_does_not_count(kept: Keeping) -> None:
    await kept.check_in("on 2026-12-08", time(15))
    others = {"roles": ["instructional-coach"]}
    await kept.tell(
        lambda session: add_schedule(session, "check-in", "on 2026-12-01", time(15), others, slot="second").id
    )
    assert await days_of_pat(kept, MONDAY) == (date(2026, 12, 8), [date(2026, 12, 8)])


async def test_who_was_left_alone_counts_in_the_period_in_which_the_run_began_or_they_were_asked(
    kept: Keeping,
) -> None:
    await kept.check_in("weekly on Tue", time(15), (FAY, PAT, LIV))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)

    def leave_alone(session: Session) -> None:
        run = session.scalars(select(Occurrence)).one()
        for name in ("fay", "liv"):
            person = person_called(session, name)
            session.add(NotAsked(team_id=TEAM, occurrence_id=run.id, person_id=person.id, why="away"))

    await kept.tell(leave_alone)

    async def came(since: datetime) -> list[tuple[int, int, str]]:
        """Person, questions, and why they were left alone; Liv was asked three hours after the others."""
        until = since + timedelta(days=7)
        every = await kept.ask(lambda session: standings_between(session, TEAM, since, until))
        return [(one.person_id, len(one.asked), one.left_alone) for one in every]

    assert await came(MONDAY) == [(2, 1, ""), (3, 1, "away"), (1, 0, "away")]
    assert await came(THREE_IN_NEW_YORK + HOUR) == [(3, 1, "away")]
