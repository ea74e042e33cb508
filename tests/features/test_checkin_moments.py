"""One message a moment, and at most two a day that nobody asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.schedule.calendar import Closure, SchoolCalendar
from bot.schedule.moments import Letter, Moment, moment
from bot.schedule.own_times import Timing
from bot.schedule.quiet_hours import QuietHours
from bot.schedule.wall_clock import local_day
from bot.store.models import Delivery, Prompt
from tests.builders import Someone, add_schedule, add_team
from tests.town import Town

ZONE = "America/New_York"
THANKSGIVING = Closure(date(2026, 11, 26), date(2026, 11, 27), "Thanksgiving")
TIMES = Timing(
    ZONE, None, frozenset(), SchoolCalendar((THANKSGIVING,), frozenset()), (QuietHours(time(20), time(7)),)
)
THREE = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)  # Wednesday, 3 pm in New York
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WINDOW = (THREE, THREE + 5 * DAY)


@pytest.mark.unit
def test_questions_of_one_moment_join_the_message_that_is_still_to_go() -> None:
    first = Letter(THREE, "riverbend", 7)
    assert moment([first], "riverbend", WINDOW, TIMES, THREE - HOUR) == Moment(THREE, first)


@pytest.mark.unit
def test_another_teams_message_and_one_that_went_out_are_not_joined() -> None:
    for other in (Letter(THREE, "mesa", 7), Letter(THREE, "", 7)):
        assert moment([other], "riverbend", WINDOW, TIMES, THREE - HOUR) == Moment(THREE)


@pytest.mark.unit
def test_the_third_of_a_day_goes_into_the_second_that_is_still_to_come() -> None:
    second = Letter(THREE + HOUR, "riverbend", 8)
    letters = [Letter(THREE - HOUR, "", 7), second]
    assert moment(letters, "riverbend", WINDOW, TIMES, THREE) == Moment(second.at, second)


@pytest.mark.unit
def test_the_third_waits_for_the_next_open_day_at_the_same_time() -> None:
    letters = [Letter(THREE - HOUR), Letter(THREE - 2 * HOUR)]
    assert moment(letters, "riverbend", WINDOW, TIMES, THREE) == Moment(THREE + 3 * DAY)


@pytest.mark.unit
def test_where_every_day_of_the_window_is_full_nothing_comes() -> None:
    letters = [Letter(THREE - HOUR), Letter(THREE - 2 * HOUR)]
    assert moment(letters, "riverbend", (THREE, THREE + 2 * DAY), TIMES, THREE) is None


@pytest.mark.unit
@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["riverbend", "mesa"])), max_size=25),
    st.integers(0, 3),
)
def test_nobody_ever_gets_a_third_message_on_a_day(dues: list[tuple[int, str]], open_days: int) -> None:
    letters: list[Letter] = []
    for hours, team in dues:
        due_at = THREE - 5 * HOUR + hours * HOUR
        window = (due_at, due_at + open_days * DAY + 2 * HOUR)
        found = moment(letters, team, window, TIMES, THREE - 6 * HOUR)
        if found is not None:
            assert window[0] <= found.due_at < window[1] or found.joins is not None
            assert found.due_at < window[1]
            letters += [] if found.joins else [Letter(found.due_at, team)]
    days = [local_day(one.at, ZONE) for one in letters]
    assert all(days.count(day) <= 2 for day in days)


@pytest.mark.wire
async def test_check_ins_of_one_moment_come_as_one_message_and_a_third_time_of_day_as_none(
    town: Town, platform: str
) -> None:
    def add(session: Session) -> None:
        add_team(session, (Someone("pat", (platform,), ("building-administration",)),))
        for slot, at in (
            ("first", time(15)),
            ("second", time(15)),
            ("third", time(16)),
            ("fourth", time(17)),
        ):
            add_schedule(session, "check-in", "weekly on Tue", at, slot=slot)

    await town.tell(add)
    await town.time.move_to(datetime(2026, 12, 2, 0, 30, tzinfo=UTC))
    pat = town.person("pat", platform)
    await pat.sees("(EC1.Leaders1)", "(EC1.Leaders2)")
    await pat.sees("(EC1.Leaders3)")
    assert len(pat.messages()) == 2

    def carried(session: Session) -> list[tuple[int, datetime]]:
        prompts = session.scalars(select(Prompt).order_by(Prompt.id)).all()
        return [(one.delivery_id or 0, one.due_at) for one in prompts]

    deliveries = await town.ask(lambda session: session.scalars(select(Delivery)).all())
    by_delivery = [delivery for delivery, _ in await town.ask(carried)]
    assert by_delivery[0] == by_delivery[1] != by_delivery[2]
    assert len(deliveries) == 3
    await town.time.move_to(datetime(2026, 12, 3, 0, 30, tzinfo=UTC))
    await pat.sees("(EC1.Leaders4)")
    assert len(pat.messages()) == 3


@pytest.mark.wire
async def test_a_leaders_digest_waits_for_a_day_with_room(town: Town, platform: str) -> None:
    def add(session: Session) -> None:
        add_team(session, (Someone("dina", (platform,), ("district-administration",), permission="leader"),))
        for slot, at in (("first", time(14)), ("second", time(15))):
            add_schedule(session, "check-in", "weekly on Tue", at, slot=slot)
        add_schedule(session, "digest", "weekly on Tue", time(16), {"to": ["leaders"]})

    await town.tell(add)
    dina = town.person("dina", platform)
    await town.time.move_to(datetime(2026, 12, 2, 0, 30, tzinfo=UTC))
    await dina.sees("(EC1.Leaders2)")
    assert len(dina.messages()) == 2
    await town.time.move_to(datetime(2026, 12, 2, 21, 30, tzinfo=UTC))
    await dina.sees("Riverbend SLT")
