"""When somebody can be written to, by their days, their hours and the team's closures."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.calendar import Closure, SchoolCalendar
from bot.schedule.days import Weekday
from bot.schedule.own_times import Timing
from bot.schedule.quiet_hours import QuietHours
from bot.schedule.wall_clock import instant_of, local_day

pytestmark = pytest.mark.unit

NEW_YORK = "America/New_York"
NIGHT = QuietHours(time(20), time(7))
EVERY_DAY: frozenset[Weekday] = frozenset()
MON_THU = frozenset({Weekday.MONDAY, Weekday.THURSDAY})


def times(days: frozenset[Weekday] = EVERY_DAY, *own: QuietHours, closed: tuple[Closure, ...] = ()) -> Timing:
    return Timing(NEW_YORK, None, days, SchoolCalendar(closed, weekend=frozenset()), (NIGHT, *own))


def at(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return instant_of(moment.date(), moment.time(), NEW_YORK)


@pytest.mark.parametrize(
    ("own", "planned", "allowed"),
    [
        (times(), "2026-12-01T15:00", "2026-12-01T15:00"),
        (times(), "2026-12-01T21:00", "2026-12-02T07:00"),
        (times(MON_THU), "2026-12-01T15:00", "2026-12-03T15:00"),
        (times(MON_THU), "2026-12-03T15:00", "2026-12-03T15:00"),
        (times(MON_THU), "2026-12-03T21:00", "2026-12-07T07:00"),
        (times(EVERY_DAY, QuietHours(time(14), time(16))), "2026-12-01T15:00", "2026-12-01T16:00"),
        (times(EVERY_DAY, QuietHours(time(6), time(9))), "2026-12-01T22:00", "2026-12-02T09:00"),
        (times(EVERY_DAY, QuietHours(time(18), time(8))), "2026-12-01T19:00", "2026-12-02T08:00"),
        (
            times(MON_THU, closed=(Closure(date(2026, 12, 3), date(2026, 12, 3), "Snow"),)),
            "2026-12-01T15:00",
            "2026-12-07T15:00",
        ),
        # The clocks go forward in the night to Sunday 8 March: 02:30 is not there.
        (
            Timing(NEW_YORK, None, frozenset({Weekday.SUNDAY}), SchoolCalendar((), frozenset()), ()),
            "2026-03-07T02:30",
            "2026-03-08T03:30",
        ),
        (times(MON_THU), "2026-10-30T15:00", "2026-11-02T15:00"),
    ],
)
def test_a_message_waits_for_a_day_and_an_hour_that_are_the_persons(
    own: Timing, planned: str, allowed: str
) -> None:
    assert own.next_allowed(at(planned), at(planned) + timedelta(days=8)) == at(allowed)


def test_nothing_is_allowed_when_no_own_day_lies_in_the_window() -> None:
    assert (
        times(frozenset({Weekday.MONDAY})).next_allowed(at("2026-12-01T15:00"), at("2026-12-04T17:00"))
        is None
    )


def test_quiet_hours_that_leave_no_hour_end_with_the_window() -> None:
    own = times(EVERY_DAY, QuietHours(time(7), time(20)))
    assert own.next_allowed(at("2026-12-01T15:00"), at("2026-12-04T17:00")) is None


def test_the_end_of_the_window_is_not_in_it() -> None:
    assert times().next_allowed(at("2026-12-01T15:00"), at("2026-12-01T15:00")) is None


@given(
    st.integers(0, 2 * 365 * 24 * 60),
    st.sets(st.sampled_from(Weekday)),
    st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(lambda both: both[0] != both[1]),
)
def test_what_is_allowed_is_on_an_own_day_outside_all_quiet_hours(
    minutes: int, days: set[Weekday], quiet: tuple[int, int]
) -> None:
    own = times(frozenset(days), QuietHours(time(quiet[0]), time(quiet[1])))
    planned = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = own.next_allowed(planned, planned + timedelta(days=9))
    if found is not None:
        assert found >= planned
        assert own.allows(found)
        assert not days or local_day(found, NEW_YORK).weekday() in days
        assert all(hours.allows(found, NEW_YORK) for hours in own.quiet)
