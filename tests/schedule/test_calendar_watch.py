"""A team's calendar files are read again when they change; a broken one changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.schedule import calendar_watch
from bot.schedule.calendar_files import CalendarSource, FilesRead
from bot.schedule.calendar_watch import CalendarWatch
from bot.schedule.team_times import school_calendar
from bot.store.engine import Store, StoreAway
from bot.store.models import Change, Team
from tests.builders import TEAM
from tests.schedule.ics_files import ics
from tests.schedule.keeping import Keeping
from tests.schedule.set_clock import SetClock

MONDAY = datetime(2026, 11, 30, 14, tzinfo=UTC)
THREE_IN_NEW_YORK = datetime(2026, 12, 1, 20, tzinfo=UTC)
WEEK = timedelta(weeks=1)
SNOW = ics("DTSTART;VALUE=DATE:20261201\nSUMMARY:Snow day")
NOTHING = ics()


@pytest.fixture
async def kept(store: Store) -> Keeping:
    keeping = Keeping(store, SetClock(MONDAY))
    await keeping.check_in("weekly on Tue", time(15))
    return keeping


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "days.ics"


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def take_away(file: Path) -> None:
    file.unlink()


def watching(kept: Keeping, file: Path, every: float = 60) -> CalendarWatch:
    source = [CalendarSource(str(file))]
    return CalendarWatch(kept.store, kept.clock, {TEAM: source, "not-there-yet": source}, every)


async def closures(kept: Keeping) -> list[str]:
    team = await kept.ask(lambda session: session.get_one(Team, TEAM))
    return [one.name for one in school_calendar(team).closed]


async def until_closed(kept: Keeping, name: str) -> None:
    async with asyncio.timeout(10):
        while await closures(kept) != [name]:  # noqa: ASYNC110 - another task writes it into the database
            await asyncio.sleep(0.02)


async def test_the_days_of_a_file_are_days_without_school(kept: Keeping, file: Path) -> None:
    write(file, SNOW)
    await watching(kept, file).look()
    await kept.tick_at(MONDAY)
    assert await kept.ask(lambda session: session.scalar(select(Change.what))) == "closures read: 1"
    assert await kept.next_due(1) == THREE_IN_NEW_YORK + WEEK


async def test_a_file_that_changes_is_read_again_and_what_is_planned_is_planned_anew(
    kept: Keeping, file: Path
) -> None:
    write(file, NOTHING)
    watch = watching(kept, file)
    await watch.look()
    await kept.tick_at(MONDAY)
    assert await kept.next_due(1) == THREE_IN_NEW_YORK
    write(file, SNOW)
    await watch.look()
    await kept.tick_at(MONDAY)
    assert await kept.next_due(1) == THREE_IN_NEW_YORK + WEEK
    assert len(await kept.notices()) == 1


async def test_a_file_that_is_broken_or_gone_keeps_the_days_and_tells_the_log(
    kept: Keeping, file: Path, logged: list[Any]
) -> None:
    write(file, SNOW)
    watch = watching(kept, file)
    await watch.look()
    write(file, SNOW.replace("20261201", "soon"))
    await watch.look()
    take_away(file)
    await watch.look()
    assert await closures(kept) == ["Snow day"]
    told = [one["problem"] for one in logged if one["event"] == "calendar_file_unreadable"]
    assert [problem.partition(": ")[0] for problem in told if TEAM] == [f"{file}:4"] * 2 + [str(file)] * 2


async def test_a_file_that_did_not_change_is_read_once_a_day(
    kept: Keeping, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(file, SNOW)
    reads: list[date] = []
    really = calendar_watch.read_for

    def counted(sources: Sequence[CalendarSource], today: date) -> FilesRead:
        reads.append(today)
        return really(sources, today)

    monkeypatch.setattr(calendar_watch, "read_for", counted)
    watch = watching(kept, file)
    await watch.look()
    await watch.look()
    assert len(reads) == 1, "both teams have the same files"
    kept.clock.at += timedelta(days=1)
    await watch.look()
    assert len(reads) == 2
    changes = await kept.ask(lambda session: session.scalars(select(Change)).all())
    assert len(changes) == 1, "nothing new was read"


async def test_it_looks_before_anything_is_planned_and_goes_on_looking(kept: Keeping, file: Path) -> None:
    write(file, SNOW)
    async with watching(kept, file, every=0.01).kept():
        assert await closures(kept) == ["Snow day"]
        write(file, SNOW.replace("Snow", "Ice"))
        await until_closed(kept, "Ice day")


async def test_a_database_that_is_away_is_tried_again(kept: Keeping, file: Path, logged: list[Any]) -> None:
    write(file, SNOW)
    store = Away(kept.store)
    watch = CalendarWatch(store, kept.clock, {TEAM: [CalendarSource(str(file))]}, every=0.01)
    async with watch.kept():
        assert await closures(kept) == []
        store.away = False
        await until_closed(kept, "Snow day")
    assert [one for one in logged if one["event"] == "store_away_at_calendar_files"]


class Away:
    """A store that cannot be reached for a while."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.away = True

    @property
    def dialect(self) -> str:
        return self._store.dialect

    async def write(self, job: Any) -> Any:
        if self.away:
            raise StoreAway
        return await self._store.write(job)

    async def read(self, job: Any) -> Any:
        return await self._store.read(job)

    async def close(self) -> None:
        await self._store.close()
