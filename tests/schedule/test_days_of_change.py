"""On the days on which the clocks change a check-in still begins once, and belongs to its own day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from bot.store.engine import Store
from tests.builders import Someone
from tests.schedule.keeping import Keeping
from tests.schedule.set_clock import SetClock

HOUR = timedelta(hours=1)
SATURDAY = date(2027, 3, 27)
SUNDAY = SATURDAY + timedelta(days=1)
# In Nuuk the clocks skip the hour before it.
MIDNIGHT = datetime(2027, 3, 28, 1, tzinfo=UTC)
PAT_IN_NUUK = Someone("pat", ("slack",), ("building-administration",), zone="America/Nuuk")


async def test_an_hour_that_is_skipped_until_midnight_belongs_to_the_day_that_it_ends(store: Store) -> None:
    kept = Keeping(store, SetClock())
    quiet = {"from": "03:00", "to": "05:00"}
    await kept.check_in("weekly on Sat and Sun", time(23, 30), (PAT_IN_NUUK,), quiet_hours=quiet)
    await kept.team(zone=PAT_IN_NUUK.zone)
    for after in (-9 * HOUR, 0 * HOUR, HOUR / 2, HOUR, 23 * HOUR, 24 * HOUR):
        await kept.tick_at(MIDNIGHT + after)
    assert await kept.occurrences() == [(SATURDAY, "filled"), (SUNDAY, "filled")]
    assert [due - MIDNIGHT for _person, due in await kept.prompts()] == [HOUR / 2, 23.5 * HOUR]
