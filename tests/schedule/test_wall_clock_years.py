"""Every quarter of an hour on the wall from 2026 to 2030, against what the clocks show.

A few zones with odd clocks; with STEM_BOT_SOAK=1 every zone of the IANA list (some ten minutes).
"""

from __future__ import annotations

import os
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.schedule.wall_clock import instant_of, local_day
from tests.schedule.years_of_clocks import EPOCH, FIRST, LAST, MINUTE, QUARTERS, instants

pytestmark = pytest.mark.unit

# Half an hour of summer time; winter time as the exception, and in Ramadan; the first or last hour of a day
# is skipped.
ODD = ["Australia/Lord_Howe", "Africa/Casablanca", "America/Havana", "America/Nuuk"]
# `localtime` is no place, and not the same on two machines.
EVERY = sorted(available_timezones() - {"localtime"})
DAY = timedelta(days=1)
WALLS = ((LAST - FIRST).days + 1) * len(QUARTERS)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", EVERY if os.environ.get("STEM_BOT_SOAK") else ODD)
def test_every_quarter_of_an_hour_is_the_first_instant_that_shows_it(name: str) -> None:
    zone = ZoneInfo(name)
    due: dict[time, list[datetime]] = {at: [] for at in QUARTERS}
    for day, at, minutes, is_shown in instants(zone):
        instant = instant_of(day, at, zone)
        assert instant == EPOCH + minutes * MINUTE, (day, at)
        shown_on = local_day(instant, zone)
        assert shown_on == day or (not is_shown and shown_on == day + DAY), "one for each local date"
        due[at].append(instant)
    assert sum(map(len, due.values())) == WALLS
    assert all(each == sorted(set(each)) for each in due.values())
