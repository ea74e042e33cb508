"""The wall clock against two judges that share no code with it.

The first is python-dateutil, reading the very same zone files. The second never turns a local time into an
instant at all: it walks through UTC and looks at what the clocks show.
"""

from __future__ import annotations

import io
import tarfile
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil import tz
from dateutil.zoneinfo import getzoneinfofile_stream
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.schedule.wall_clock import instant_of, local_day

pytestmark = pytest.mark.unit

# Here summer time is written as the standard and winter time as its exception, which dateutil 2.9 misreads in
# the hour after the clocks go back: it answers 02:00 in Dublin on 2026-10-25 with 00:00 UTC, when Dublin
# shows 01:00.
MISREAD_BY_DATEUTIL = {"Africa/Casablanca", "Africa/El_Aaiun", "Europe/Dublin"}
HOUR = timedelta(hours=1)
QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
days = st.dates(date(2026, 1, 1), date(2030, 12, 31))
zones = st.sampled_from(sorted(name for name in available_timezones() if "/" in name))


@cache
def zone_files() -> dict[str, bytes]:
    """The zone files that dateutil carries, so that both readers have the same data on every machine."""
    with tarfile.open(fileobj=getzoneinfofile_stream()) as archive:
        places = [member for member in archive.getmembers() if "/" in member.name and not member.isdir()]
        return {
            place.name: bytes_of(archive, place) for place in places if place.name not in MISREAD_BY_DATEUTIL
        }


def bytes_of(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    content = archive.extractfile(member)
    assert content is not None
    return content.read()


def both_readers(name: str) -> tuple[ZoneInfo, tz.tzfile]:
    content = zone_files()[name]
    return ZoneInfo.from_file(io.BytesIO(content), key=name), tz.tzfile(io.BytesIO(content))


def dateutil_says(day: date, at: time, zone: tz.tzfile) -> datetime:
    return tz.resolve_imaginary(datetime.combine(day, at, zone)).astimezone(UTC)


def days_with_a_change(zone: ZoneInfo, first: date, last: date) -> list[date]:
    noons = [datetime.combine(first, time(12), UTC) + timedelta(days=n) for n in range((last - first).days)]
    offsets = [noon.astimezone(zone).utcoffset() for noon in noons]
    return [
        noon.date()
        for noon, before, after in zip(noons[1:], offsets, offsets[1:], strict=False)
        if before != after
    ]


@given(day=days, at=st.times(), name=st.deferred(lambda: st.sampled_from(sorted(zone_files()))))
@settings(max_examples=300, deadline=None)
def test_dateutil_agrees_on_any_day(day: date, at: time, name: str) -> None:
    ours, theirs = both_readers(name)

    assert instant_of(day, at, ours) == dateutil_says(day, at, theirs)


def test_dateutil_agrees_on_every_quarter_hour_around_the_changes_of_2026_in_every_zone() -> None:
    compared = 0
    for name in sorted(zone_files()):
        ours, theirs = both_readers(name)
        for change in days_with_a_change(ours, date(2026, 1, 1), date(2026, 12, 31)):
            for day in (change - timedelta(days=1), change):
                wrong = [at for at in QUARTERS if instant_of(day, at, ours) != dateutil_says(day, at, theirs)]
                assert wrong == [], (ours, day)
                compared += len(QUARTERS)
    assert compared > 10_000


def shown(instant: datetime, zone: ZoneInfo) -> datetime:
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def walked(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first instant that shows `at` on `day`; where none does, the clock's jump added to it."""
    wanted = datetime.combine(day, at)
    start = wanted.replace(tzinfo=UTC) - 30 * HOUR
    steps = [start + n * timedelta(minutes=15) for n in range(60 * 4)]
    offsets = {shown(step, zone) - step.replace(tzinfo=None) for step in steps}
    instants = [(wanted - offset).replace(tzinfo=UTC) for offset in offsets]
    exact = [instant for instant in instants if shown(instant, zone) == wanted]
    if exact:
        return min(exact)
    last_before = max(step for step in steps if shown(step, zone) < wanted)
    return last_before + (wanted - shown(last_before, zone))


@given(day=days, at=st.sampled_from(QUARTERS), name=zones)
@settings(max_examples=200, deadline=None)
def test_walking_through_utc_agrees_on_any_day(day: date, at: time, name: str) -> None:
    zone = ZoneInfo(name)

    assert instant_of(day, at, zone) == walked(day, at, zone)


@pytest.mark.parametrize(
    "name",
    [
        "America/New_York",
        "America/Havana",
        "Europe/London",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Africa/Cairo",
    ],
)
def test_walking_through_utc_agrees_on_every_day_of_change(name: str) -> None:
    zone = ZoneInfo(name)
    changes = days_with_a_change(zone, date(2026, 1, 1), date(2027, 12, 31))

    assert len(changes) >= 4
    for change in changes:
        for at in QUARTERS[:20]:
            assert instant_of(change, at, zone) == walked(change, at, zone), (change, at)


@given(day=days, at=st.times(), name=zones)
@settings(max_examples=300, deadline=None)
@example(day=date(2026, 3, 28), at=time(23, 30), name="America/Nuuk")
def test_a_wall_clock_time_is_shown_on_its_own_day_or_by_as_much_later_as_the_clocks_skip(
    day: date, at: time, name: str
) -> None:
    zone = ZoneInfo(name)
    instant = instant_of(day, at, zone)
    late = shown(instant, zone) - datetime.combine(day, at)

    assert late == shown(instant, zone) - shown(instant - late, zone) - late
    assert late or local_day(instant, name) == day


@given(day=days, name=zones)
@settings(max_examples=200, deadline=None)
def test_the_same_time_on_the_next_day_is_always_later(day: date, name: str) -> None:
    due = [instant_of(day + timedelta(days=n), time(0, 30), name) for n in range(8)]

    assert due == sorted(set(due))
