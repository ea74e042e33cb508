"""What falls due is begun once, at everybody's own hour, and late only as long as that helps anybody."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.features.checkins import planner
from bot.features.checkins.planner import CheckInPlanner
from bot.schedule.occurrences import Keeper
from bot.store.engine import Store, open_store
from bot.store.models import (
    Account,
    Delivery,
    Membership,
    Occurrence,
    Person,
    Prompt,
    RoleHolder,
    Schedule,
    Team,
)
from tests.builders import AGREED, TEAM, TERM_STARTS
from tests.schedule.keeping import CORA, FAY, LIV, PAT, Keeping
from tests.schedule.set_clock import SetClock

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
TUESDAY = date(2026, 12, 1)
THREE_IN_NEW_YORK = datetime(2026, 12, 1, 20, tzinfo=UTC)
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)


@pytest.fixture
def kept(store: Store) -> Keeping:
    return Keeping(store, SetClock(MONDAY))


async def test_a_check_in_is_due_at_the_same_hour_in_every_zone(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15), (FAY, CORA, LIV, PAT))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK - timedelta(seconds=1))
    assert await kept.occurrences() == []
    await kept.tick_at(THREE_IN_NEW_YORK)
    assert await kept.occurrences() == [(TUESDAY, "filled")]
    due = [(2, THREE_IN_NEW_YORK + HOUR), (3, THREE_IN_NEW_YORK + 3 * HOUR), (4, THREE_IN_NEW_YORK)]
    assert await kept.prompts() == due
    sent_from = await kept.ask(
        lambda session: session.execute(select(Delivery.person_id, Delivery.not_before)).all()
    )
    assert sorted((one, at) for one, at in sent_from) == due


async def test_it_begins_where_it_is_due_first(kept: Keeping) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15), (FAY, CORA, LIV))
    await kept.tick_at(MONDAY)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK, "Fay lives in New York"


async def test_nothing_begins_twice_however_often_it_ticks(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    for minutes in range(3):
        await kept.tick_at(THREE_IN_NEW_YORK + timedelta(minutes=minutes))
    assert await kept.occurrences() == [(TUESDAY, "filled")]
    assert len(await kept.prompts()) == 1


async def test_an_edited_time_does_not_ask_again_on_the_same_day(kept: Keeping) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await kept.change(schedule, at=time(17))
    await kept.tick_at(THREE_IN_NEW_YORK + HOUR)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + 2 * HOUR + WEEK
    await kept.tick_at(THREE_IN_NEW_YORK + 2 * HOUR)
    assert await kept.occurrences() == [(TUESDAY, "filled")]
    assert len(await kept.prompts()) == 1
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + 2 * HOUR + WEEK


async def test_keepers_of_two_processes_begin_it_once(kept: Keeping, migrated_url: str) -> None:
    await kept.check_in("weekly on Tue", time(15), (FAY, PAT, CORA, LIV))
    await kept.tick_at(MONDAY)
    kept.clock.at = THREE_IN_NEW_YORK
    other = open_store(migrated_url)
    try:
        await asyncio.gather(*(kept.keeper(store).tick() for store in (kept.store, other) * 3))
    finally:
        await other.close()
    assert await kept.occurrences() == [(TUESDAY, "filled")]
    assert len(await kept.prompts()) == 3


async def test_a_bot_that_was_away_for_an_hour_asks_late(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK + 3 * HOUR)
    assert await kept.occurrences() == [(TUESDAY, "filled")]
    assert await kept.notices() == []


async def test_after_six_in_the_evening_it_is_missed_and_the_facilitator_is_told(kept: Keeping) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK + 3 * HOUR + timedelta(seconds=1))
    assert await kept.occurrences() == [(TUESDAY, "missed")]
    assert await kept.prompts() == []
    (told,) = await kept.notices()
    assert told.startswith("I was away when the check-in of Tue 1 Dec was due for Riverbend SLT,")
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + WEEK
    await kept.tick_at(THREE_IN_NEW_YORK + 4 * HOUR)
    assert len(await kept.notices()) == 1


async def test_after_weeks_away_it_catches_up_once_and_tells_of_the_rest_in_one_message(
    kept: Keeping,
) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK + 3 * WEEK + HOUR)
    states = [state for _day, state in await kept.occurrences()]
    assert states == ["missed", "missed", "missed", "filled"]
    assert len(await kept.prompts()) == 1
    (told,) = await kept.notices()
    assert told.startswith(
        "I was away when the check-in was due for Riverbend SLT 3 times, last on Tue 15 Dec,"
    )


async def test_only_what_was_missed_in_a_row_is_counted(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK + 5 * HOUR)
    await kept.tick_at(THREE_IN_NEW_YORK + WEEK)
    await kept.tick_at(THREE_IN_NEW_YORK + 2 * WEEK + 5 * HOUR)
    told = await kept.notices()
    assert [" of Tue 1 Dec " in told[0], " of Tue 15 Dec " in told[1], len(told)] == [True, True, 2]


async def test_a_new_check_in_does_not_begin_in_the_past(kept: Keeping) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(THREE_IN_NEW_YORK + timedelta(seconds=1))
    assert await kept.occurrences() == []
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + WEEK


async def test_a_schedule_whose_days_are_over_has_ended(kept: Keeping) -> None:
    schedule = await kept.check_in("on 2026-12-01", time(15))
    await kept.tick_at(MONDAY)
    await kept.tick_at(THREE_IN_NEW_YORK)
    await kept.tick_at(THREE_IN_NEW_YORK + timedelta(seconds=1))
    ended = await kept.ask(lambda session: session.get_one(Schedule, schedule).ended_at)
    assert ended == THREE_IN_NEW_YORK + timedelta(seconds=1)
    await kept.tick_at(THREE_IN_NEW_YORK + WEEK)
    assert await kept.occurrences() == [(TUESDAY, "filled")]


@pytest.mark.parametrize("closed", [{"on": "2026-12-01"}, {"from": "2026-11-25", "to": "2026-12-07"}])
async def test_on_a_day_without_school_nobody_is_asked(kept: Keeping, closed: dict[str, str]) -> None:
    schedule = await kept.check_in("weekly on Tue", time(15), calendar=[{**closed, "name": "A break"}])
    await kept.tick_at(MONDAY)
    assert await kept.next_due(schedule) == THREE_IN_NEW_YORK + WEEK


async def test_a_summer_without_school_does_not_end_a_daily_check_in(kept: Keeping) -> None:
    summer = {"from": "2026-12-01", "to": "2027-04-30", "name": "A long summer"}
    schedule = await kept.check_in(
        "weekly on Mon, Tue, Wed, Thu and Fri", time(15), calendar=[summer, {**summer, "to": "2027-05-02"}]
    )
    await kept.tick_at(MONDAY)
    await kept.tick_at(MONDAY + 6 * HOUR)
    assert await kept.next_due(schedule) == datetime(2027, 5, 3, 19, tzinfo=UTC)


@pytest.mark.parametrize("column", ["paused_at", "removed_at"])
async def test_a_team_that_is_paused_or_gone_is_left_alone(kept: Keeping, column: str) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tick_at(MONDAY)
    await kept.team(**{column: MONDAY})
    await kept.tick_at(THREE_IN_NEW_YORK)
    assert await kept.occurrences() == []
    assert await kept.notices() == []


@pytest.mark.parametrize(
    ("before", "after", "hour"),
    [
        (datetime(2026, 10, 27, 19, tzinfo=UTC), datetime(2026, 11, 3, 20, tzinfo=UTC), time(15)),
        (datetime(2027, 3, 9, 20, tzinfo=UTC), datetime(2027, 3, 16, 19, tzinfo=UTC), time(15)),
        # 1:30 comes twice on 1 Nov: the first counts. 2:30 does not come on 14 Mar: it is 3:30 then.
        (datetime(2026, 10, 25, 5, 30, tzinfo=UTC), datetime(2026, 11, 1, 5, 30, tzinfo=UTC), time(1, 30)),
        (datetime(2027, 3, 7, 7, 30, tzinfo=UTC), datetime(2027, 3, 14, 7, 30, tzinfo=UTC), time(2, 30)),
        (datetime(2026, 10, 25, 4, tzinfo=UTC), datetime(2026, 11, 1, 4, tzinfo=UTC), time(0)),
    ],
)
async def test_the_hour_on_the_wall_stays_when_the_clocks_change(
    kept: Keeping, before: datetime, after: datetime, hour: time
) -> None:
    weekday = "Tue" if hour == time(15) else "Sun"
    schedule = await kept.check_in(f"weekly on {weekday}", hour)
    await kept.tick_at(before - timedelta(days=1))
    assert await kept.next_due(schedule) == before
    await kept.tick_at(before)
    assert await kept.next_due(schedule) == after
    await kept.tick_at(after)
    assert [state for _day, state in await kept.occurrences()] == ["filled", "filled"]


def _add_crowd(session: Session, count: int) -> None:
    session.add(
        Team(
            id=TEAM,
            name="A big district",
            zone="America/New_York",
            locale="en",
            instrument="engaged-stem-community",
            settings={},
        )
    )
    people = [
        Person(name=f"P{one}", zone="America/New_York", locale="en", agreed_at=AGREED) for one in range(count)
    ]
    session.add_all(people)
    session.flush()
    for one in people:
        session.add(Account(person_id=one.id, platform="slack", workspace="T", account=f"U{one.id}"))
        seat = {"team_id": TEAM, "person_id": one.id, "starts_on": TERM_STARTS, "managed": "chat"}
        session.add(Membership(permission="member", **seat))
        session.add(RoleHolder(role="instructional-coach", **seat))


async def _asked(kept: Keeping) -> tuple[int, int]:
    """How many prompts there are, and to how many people."""
    row = await kept.ask(
        lambda session: session.execute(
            select(func.count(Prompt.id), func.count(Prompt.person_id.distinct()))
        ).one()
    )
    return row[0], row[1]


async def test_many_people_are_asked_a_chunk_at_a_time_and_a_crash_between_loses_nobody(
    kept: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert planner.CHUNK <= 250
    monkeypatch.setattr(planner, "CHUNK", 10)
    await kept.tell(lambda session: _add_crowd(session, 25))

    def begun(session: Session) -> int:
        schedule = Schedule(
            team_id=TEAM,
            slot="c",
            kind="check-in",
            title="c",
            rule="weekly on Tue",
            at=time(15),
            starts_on=TERM_STARTS,
            settings={},
            managed="chat",
        )
        session.add(schedule)
        session.flush()
        occurrence = Occurrence(
            team_id=TEAM,
            schedule_id=schedule.id,
            day=TUESDAY,
            slot="c",
            due_at=THREE_IN_NEW_YORK,
            closes_at=THREE_IN_NEW_YORK + WEEK,
            state="open",
        )
        session.add(occurrence)
        session.flush()
        return occurrence.id

    occurrence_id = await kept.tell(begun)
    keeper = kept.keeper()
    assert not await kept.tell(lambda session: _fill_once(keeper, session, occurrence_id))
    assert await _asked(kept) == (10, 10)
    await kept.tick_at(THREE_IN_NEW_YORK)
    assert await _asked(kept) == (25, 25)
    assert await kept.occurrences() == [(TUESDAY, "filled")]


def _fill_once(keeper: Keeper, session: Session, occurrence_id: int) -> bool:
    occurrence = session.get_one(Occurrence, occurrence_id)
    schedule = session.get_one(Schedule, occurrence.schedule_id)
    return CheckInPlanner().fill(keeper.desk(session), schedule, occurrence)
