"""Reads a team's calendar files again when they change, and keeps their days in the database.

A file that cannot be read changes nothing: the days that were read last stay.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

import structlog
from sqlalchemy.orm import Session

from bot.schedule import anew
from bot.schedule.calendar import Closure
from bot.schedule.calendar_files import CalendarSource, FilesRead, read_files
from bot.schedule.clock_time import Clock
from bot.schedule.ics_problems import CalendarFileProblem
from bot.schedule.setbacks import Setbacks
from bot.schedule.team_times import READ_FROM_FILES
from bot.store.engine import Store, StoreAway
from bot.store.models import Change, Team

log = structlog.get_logger()

EVERY: Final = 60.0
_BACK, _AHEAD = timedelta(days=31), timedelta(days=731)
# What the files were when they were looked at: their names, and the times and lengths that change with them.
_Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class CalendarWatch:
    """Looks at the files of every team, at most every `every` seconds."""

    store: Store
    clock: Clock
    sources: Mapping[str, Sequence[CalendarSource]]
    every: float = EVERY
    setbacks: Setbacks = field(default_factory=Setbacks)
    _seen: dict[str, _Stamp] = field(default_factory=dict)

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Read what is new before anything is planned, and go on looking in the background."""
        await self._look_once()
        looking = asyncio.create_task(self._go_on())
        try:
            yield
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking

    async def look(self) -> None:
        """Read the files of every team whose files changed, and once a day, for the years go on."""
        today = self.clock.now().date()
        read: dict[_Stamp, FilesRead] = {}
        for team_id, sources in self.sources.items():
            stamp = await asyncio.to_thread(_stamp, sources, today)
            if stamp == self._seen.get(team_id):
                continue
            if stamp not in read:
                read[stamp] = await asyncio.to_thread(read_for, sources, today)
            await self._keep(team_id, read[stamp])
            self._seen[team_id] = stamp

    async def _go_on(self) -> None:
        while True:
            await asyncio.sleep(self.every)
            await self._look_once()

    async def _look_once(self) -> None:
        """Look; whatever goes wrong is logged, and looked at again later."""
        try:
            await self.setbacks.contain("calendar files", self.look)
        except StoreAway:
            log.warning("store_away_at_calendar_files")

    async def _keep(self, team_id: str, read: FilesRead) -> None:
        now = self.clock.now()
        for problem in read.problems:
            log.error("calendar_file_unreadable", team=team_id, problem=str(problem))
        if not read.problems:
            await self.store.write(partial(keep, team_id=team_id, closed=read.closed, now=now))


def read_for(sources: Sequence[CalendarSource], today: date) -> FilesRead:
    """What the files say about the time from a month back to two years ahead; waits for their reader."""
    return read_files(sources, today - _BACK, today + _AHEAD)


def keep(session: Session, team_id: str, closed: Sequence[Closure], now: datetime) -> None:
    """Let the team's files stand for these closures; what is planned is planned anew if they changed."""
    team = session.get(Team, team_id)
    entries = [{"from": str(one.first), "to": str(one.last), "name": one.name} for one in closed]
    if team is None or entries == team.settings.get(READ_FROM_FILES, []):
        return
    team.settings = {**team.settings, READ_FROM_FILES: entries}
    anew.team_changed(session, team_id, now)
    session.add(
        Change(
            team_id=team_id,
            at=now,
            who="config",
            through="calendar files",
            record="team",
            record_id=team_id,
            what=f"closures read: {len(closed)}",
        )
    )


def _stamp(sources: Sequence[CalendarSource], today: date) -> _Stamp:
    return (today, *((source, _stamp_of(source)) for source in sources))


def _stamp_of(source: CalendarSource) -> _Stamp:
    try:
        looked_at = [(str(file), file.stat()) for file in source.files()]
    except (CalendarFileProblem, OSError) as problem:
        return (str(problem),)
    return tuple((name, seen.st_mtime_ns, seen.st_size, seen.st_ino) for name, seen in looked_at)
