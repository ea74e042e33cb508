from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.schedule.quiet_hours import QuietHours
from bot.schedule.wall_clock import instant_of

pytestmark = pytest.mark.unit

NIGHT = QuietHours(time(20), time(7))
LUNCH = QuietHours(time(12), time(13))
NEW_YORK = "America/New_York"


def at(text: str, zone: str = NEW_YORK) -> datetime:
    moment = datetime.fromisoformat(text)
    return instant_of(moment.date(), moment.time(), zone)


@pytest.mark.parametrize(
    ("hours", "moment", "allowed", "then"),
    [
        (NIGHT, "2026-12-08T19:59:59", True, "2026-12-08T19:59:59"),
        (NIGHT, "2026-12-08T20:00", False, "2026-12-09T07:00"),
        (NIGHT, "2026-12-08T23:59", False, "2026-12-09T07:00"),
        (NIGHT, "2026-12-09T00:00", False, "2026-12-09T07:00"),
        (NIGHT, "2026-12-09T06:59", False, "2026-12-09T07:00"),
        (NIGHT, "2026-12-09T07:00", True, "2026-12-09T07:00"),
        (LUNCH, "2026-12-08T11:59", True, "2026-12-08T11:59"),
        (LUNCH, "2026-12-08T12:00", False, "2026-12-08T13:00"),
        (LUNCH, "2026-12-08T13:00", True, "2026-12-08T13:00"),
        (QuietHours(time(0), time(6)), "2026-12-08T00:00", False, "2026-12-08T06:00"),
        (QuietHours(time(22), time(0)), "2026-12-08T23:00", False, "2026-12-09T00:00"),
        (NIGHT, "2026-03-07T22:00", False, "2026-03-08T07:00"),
        (NIGHT, "2026-10-31T22:00", False, "2026-11-01T07:00"),
    ],
)
def test_quiet_hours_hold_back_until_they_end(
    hours: QuietHours, moment: str, allowed: bool, then: str
) -> None:
    assert hours.allows(at(moment), NEW_YORK) is allowed
    assert hours.next_allowed(at(moment), NEW_YORK) == at(then)


def test_quiet_hours_are_those_of_the_persons_own_zone() -> None:
    instant = at("2026-12-08T21:00")

    assert not NIGHT.allows(instant, NEW_YORK)
    assert NIGHT.allows(instant, "America/Los_Angeles")
    assert NIGHT.allows(instant, ZoneInfo("Asia/Tokyo"))


def test_an_instant_in_any_zone_is_answered_in_utc() -> None:
    instant = at("2026-12-08T21:00").astimezone(ZoneInfo("Asia/Tokyo"))

    assert NIGHT.next_allowed(instant, NEW_YORK).tzinfo is UTC
    assert LUNCH.next_allowed(instant, NEW_YORK).tzinfo is UTC
    assert LUNCH.next_allowed(instant, NEW_YORK) == instant


def test_an_hour_shown_twice_does_not_begin_a_quiet_time_twice() -> None:
    quiet = QuietHours(time(22), time(1, 30))
    first_end = at("2026-11-01T01:30")

    assert quiet.next_allowed(at("2026-11-01T01:10"), NEW_YORK) == first_end
    assert all(quiet.allows(first_end + timedelta(minutes=n), NEW_YORK) for n in range(0, 120, 5))


def test_an_end_that_the_clocks_skip_moves_forward_with_them() -> None:
    quiet = QuietHours(time(22), time(2, 30))

    assert quiet.next_allowed(at("2026-03-08T00:00"), NEW_YORK) == at("2026-03-08T03:30")


def test_one_quiet_time_that_runs_into_the_next_is_waited_out_whole() -> None:
    nearly_always = QuietHours(time(3), time(2, 30))

    found = nearly_always.next_allowed(at("2026-03-07T12:00"), NEW_YORK)

    assert found == at("2026-03-09T02:30")


def test_equal_ends_are_refused() -> None:
    with pytest.raises(ValueError, match="from 07:00 to 07:00 would be none or all day"):
        QuietHours(time(7), time(7))


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        NIGHT.allows(datetime(2026, 12, 8, 12), NEW_YORK)  # noqa: DTZ001 - the mistake under test
    with pytest.raises(ValueError, match="has no zone"):
        NIGHT.next_allowed(datetime(2026, 12, 8, 12), NEW_YORK)  # noqa: DTZ001 - the mistake under test


quarters = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
changing = st.sampled_from(
    [NEW_YORK, "America/Havana", "Australia/Lord_Howe", "Europe/Dublin", "Africa/Casablanca"]
)


@given(starts=quarters, ends=quarters, instant=instants)
@settings(max_examples=300, deadline=None)
def test_where_the_clocks_never_change_it_is_plain_arithmetic(
    starts: time, ends: time, instant: datetime
) -> None:
    assume(starts != ends)
    shown = instant.astimezone(ZoneInfo("America/Phoenix")).time()
    quiet = starts <= shown < ends if starts < ends else shown >= starts or shown < ends

    assert QuietHours(starts, ends).allows(instant, "America/Phoenix") is not quiet


@given(starts=quarters, ends=quarters, instant=instants, zone=changing)
@example(starts=time(3), ends=time(2, 30), instant=datetime(2026, 3, 8, 5, tzinfo=UTC), zone=NEW_YORK)
@settings(max_examples=300, deadline=None)
def test_the_next_allowed_instant_is_the_earliest_that_is_allowed(
    starts: time, ends: time, instant: datetime, zone: str
) -> None:
    assume(starts != ends)
    quiet = QuietHours(starts, ends)

    found = quiet.next_allowed(instant, zone)

    assert found >= instant
    assert quiet.allows(found, zone)
    assert (found == instant) == quiet.allows(instant, zone)
    waiting = [instant + n * (found - instant) / 50 for n in range(50)]
    assert found == instant or not any(quiet.allows(moment, zone) for moment in waiting)


def test_every_day_of_a_year_has_an_hour_in_which_a_person_can_be_reached() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]

    assert all(NIGHT.allows(instant_of(day, time(12), NEW_YORK), NEW_YORK) for day in days)
