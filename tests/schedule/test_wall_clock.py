from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.schedule.wall_clock import UnknownZone, instant_of, local_day, local_time, zone_named

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        pytest.param("America/New_York", "2026-12-08", "15:00", "2026-12-08T20:00", id="winter"),
        pytest.param("America/New_York", "2026-07-08", "15:00", "2026-07-08T19:00", id="summer"),
        pytest.param("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30", id="gap shown as 03:30"),
        pytest.param(
            "America/New_York", "2026-03-08", "02:00", "2026-03-08T07:00", id="first minute of a gap"
        ),
        pytest.param("America/New_York", "2026-03-08", "03:00", "2026-03-08T07:00", id="just after a gap"),
        pytest.param("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30", id="first of a fold"),
        pytest.param("America/New_York", "2026-11-01", "02:00", "2026-11-01T07:00", id="just after a fold"),
        pytest.param("America/Phoenix", "2026-07-08", "15:00", "2026-07-08T22:00", id="no summer time"),
        pytest.param(
            "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45", id="gap of half an hour"
        ),
        pytest.param("America/Havana", "2026-03-08", "00:15", "2026-03-08T05:15", id="gap at midnight"),
        pytest.param("America/Nuuk", "2026-03-28", "22:45", "2026-03-29T00:45", id="just before a late gap"),
        pytest.param("America/Nuuk", "2026-03-28", "23:30", "2026-03-29T01:30", id="gap until midnight"),
        pytest.param("America/Scoresbysund", "2026-03-28", "23:00", "2026-03-29T01:00", id="midnight itself"),
        pytest.param("Europe/Dublin", "2026-10-25", "01:30", "2026-10-25T00:30", id="negative summer time"),
        pytest.param("Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T19:00", id="a day that was left out"),
    ],
)
def test_a_wall_clock_time_is_one_instant(zone: str, day: str, at: str, utc: str) -> None:
    instant = instant_of(date.fromisoformat(day), time.fromisoformat(at), zone)

    assert instant == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert instant.tzinfo is UTC


def test_the_second_of_a_fold_cannot_be_asked_for() -> None:
    day, zone = date(2026, 11, 1), ZoneInfo("America/New_York")

    assert instant_of(day, time(1, 30, fold=1), zone) == instant_of(day, time(1, 30), zone)


def test_a_wall_clock_time_with_a_zone_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="carries a zone of its own"):
        instant_of(date(2026, 12, 8), time(9, tzinfo=UTC), "America/Chicago")


def test_the_local_day_follows_the_zone() -> None:
    instant = datetime(2026, 12, 9, 3, 30, tzinfo=UTC)

    assert local_day(instant, "America/Los_Angeles") == date(2026, 12, 8)
    assert local_day(instant, "Europe/Berlin") == date(2026, 12, 9)
    assert local_time(instant, "America/Los_Angeles").time() == time(19, 30)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="has no zone"):
        local_day(datetime(2026, 12, 9, 3, 30), "Europe/Berlin")  # noqa: DTZ001 - the mistake under test


def test_every_place_of_the_iana_list_is_a_zone() -> None:
    places = [name for name in available_timezones() if "/" in name]

    assert len(places) > 400
    assert all(zone_named(name).key == name for name in [*places, "UTC", "GMT", "Japan"])


@pytest.mark.parametrize(
    ("given", "first_hint"),
    [
        ("EST", "America/New_York"),
        ("est5edt", "America/New_York"),
        ("Eastern Standard Time", "America/New_York"),
        ("Pacific", "America/Los_Angeles"),
        ("Pacific time", "America/Los_Angeles"),
        ("CT", "America/Chicago"),
        ("MST", "America/Denver"),
        ("CET", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("america/chicago", "America/Chicago"),
        ("Americ/Denver", "America/Denver"),
        ("New York", "America/New_York"),
        ("Honolulu", "Pacific/Honolulu"),
        ("Europe/Berln", "Europe/Berlin"),
        ("utc", "UTC"),
        (" America/Chicago ", "America/Chicago"),
    ],
)
def test_what_people_say_for_a_zone_is_refused_with_the_zone_they_mean(given: str, first_hint: str) -> None:
    with pytest.raises(UnknownZone) as caught:
        zone_named(given)

    assert caught.value.given == given
    assert caught.value.nearest[0] == first_hint
    assert len(caught.value.nearest) <= 3
    assert f'"{given}". Closest: {first_hint}' in str(caught.value)
    for hint in caught.value.nearest:
        zone_named(hint)


@pytest.mark.parametrize(
    "given", ["", "zzzzzz", "../etc/passwd", "/usr/share/zoneinfo/UTC", "America", "a\x00b"]
)
def test_what_is_like_no_zone_is_refused_with_an_example(given: str) -> None:
    with pytest.raises(UnknownZone, match="for example America/Chicago"):
        zone_named(given)


def test_a_zone_given_by_a_wrong_name_is_refused_wherever_it_is_used() -> None:
    with pytest.raises(UnknownZone):
        instant_of(date(2026, 12, 8), time(9), "EST")
