"""How late something may begin after the bot was away: to the second, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.features.all import REPORTS
from bot.features.checkins.planner import CheckInPlanner
from bot.features.digest.planner import DigestPlanner
from bot.features.meetings.planner import MeetingPlanner
from bot.store.engine import Store
from bot.store.models import Delivery
from tests.builders import add_schedule
from tests.schedule.keeping import CORA, FAY, LIV, PAT, Keeping
from tests.schedule.set_clock import SetClock

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
TUESDAY = date(2026, 12, 1)
SECOND = timedelta(seconds=1)
NEW_YORK, LOS_ANGELES = timedelta(hours=5), timedelta(hours=8)


@pytest.fixture
def kept(store: Store) -> Keeping:
    planners = (CheckInPlanner(), DigestPlanner(REPORTS), MeetingPlanner())
    return Keeping(store, SetClock(MONDAY), planners)


def on_tuesday(at: time, behind: timedelta = NEW_YORK) -> datetime:
    """The instant at which the clocks show that time, so far behind UTC."""
    return datetime.combine(TUESDAY, at, UTC) + behind


async def came_back(kept: Keeping, instant: datetime) -> list[str]:
    """The states after a bot that went away on Monday came back at that instant."""
    await kept.tick_at(MONDAY)
    await kept.tick_at(instant)
    return [state for _day, state in await kept.occurrences()]


@pytest.mark.parametrize(
    ("at", "settings", "until"),
    [
        (time(15), {}, time(18)),
        (time(15), {"open_days": 0, "closes_at": "17:00"}, time(17)),
        (time(15), {"open_days": 0, "closes_at": "22:00"}, time(18)),
        (time(17, 59, 59), {}, time(18)),
        (time(18), {}, time(19)),
        (time(18, 30), {}, time(19, 30)),
        (time(18, 30), {"open_days": 0, "closes_at": "19:00"}, time(19)),
    ],
)
async def test_a_check_in_begins_until_six_or_the_end_of_its_window_and_one_in_the_evening_for_an_hour(
    kept: Keeping, at: time, settings: dict[str, object], until: time
) -> None:
    schedule = await kept.check_in("weekly on Tue", at)
    await kept.change(schedule, settings=settings)
    assert await came_back(kept, on_tuesday(until)) == ["filled"]
    assert len(await kept.prompts()) == 1


@pytest.mark.parametrize(
    ("at", "settings", "until"),
    [
        (time(15), {}, time(18)),
        (time(15), {"open_days": 0, "closes_at": "17:00"}, time(17)),
        (time(18, 30), {}, time(19, 30)),
    ],
)
async def test_a_second_later_it_is_missed_and_the_facilitator_is_told(
    kept: Keeping, at: time, settings: dict[str, object], until: time
) -> None:
    schedule = await kept.check_in("weekly on Tue", at)
    await kept.change(schedule, settings=settings)
    assert await came_back(kept, on_tuesday(until) + SECOND) == ["missed"]
    assert await kept.prompts() == []
    assert len(await kept.notices()) == 1


async def test_a_check_in_that_waits_for_the_end_of_quiet_hours_is_not_late_before_that(
    kept: Keeping,
) -> None:
    schedule = await kept.check_in("weekly on Tue", time(21))
    await kept.change(schedule, at=time(21))
    midnight = on_tuesday(time(23, 59))
    assert await came_back(kept, midnight) == ["filled"]
    assert await kept.prompts() == [(2, on_tuesday(time(7)) + timedelta(days=1))]


async def test_people_for_whom_it_is_too_late_are_not_asked_and_the_facilitator_hears_how_many(
    kept: Keeping,
) -> None:
    await kept.check_in("weekly on Tue", time(15), (FAY, PAT, CORA, LIV))
    assert await came_back(kept, on_tuesday(time(18), LOS_ANGELES)) == ["filled"]
    assert await kept.prompts() == [(4, on_tuesday(time(15), LOS_ANGELES))], "Liv lives in Los Angeles"
    (told,) = await kept.notices()
    assert told == (
        "I was away when the check-in of Tue 1 Dec was due for Riverbend SLT. For 2 people it was too late "
        "when I was back, so I did not ask them. The next one comes as planned."
    )


@pytest.mark.parametrize(("late", "state"), [(timedelta(), "filled"), (SECOND, "missed")])
@pytest.mark.parametrize(
    ("kind", "at", "settings", "until"),
    [
        ("digest", time(8), {}, on_tuesday(time(8)) + timedelta(hours=24)),
        ("meeting", time(15, 30), {}, on_tuesday(time(15, 30))),
        ("meeting", time(15, 30), {"remind_minutes": 0}, on_tuesday(time(15, 35))),
    ],
)
async def test_a_digest_is_late_after_a_day_and_a_reminder_when_the_meeting_starts(
    kept: Keeping,
    kind: str,
    at: time,
    settings: dict[str, object],
    until: datetime,
    late: timedelta,
    state: str,
) -> None:
    await kept.check_in("on 2027-06-01", time(15))
    await kept.tell(lambda session: add_schedule(session, kind, "weekly on Tue", at, settings).id)
    assert await came_back(kept, until + late) == [state]
    sent = await kept.ask(lambda session: session.scalars(select(Delivery.kind)).all())
    assert bool([one for one in sent if one != "notice"]) == (state == "filled")
    assert len(await kept.notices()) == (state == "missed")


async def test_after_a_long_time_away_each_kind_catches_up_at_most_once(kept: Keeping) -> None:
    await kept.check_in("weekly on Tue", time(15))
    await kept.tell(lambda session: add_schedule(session, "digest", "weekly on Tue", time(15)).id)
    await kept.tell(lambda session: add_schedule(session, "meeting", "weekly on Tue", time(15)).id)
    states = await came_back(kept, on_tuesday(time(14, 30)) + timedelta(weeks=4))
    assert sorted(states) == ["filled"] * 1 + ["missed"] * 12
    assert len(await kept.notices()) == 3
