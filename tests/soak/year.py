"""A school year of some teams in minutes: the calendar is moved from hour to hour, and much goes wrong."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select

from bot.features import all as features
from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.discord.windows import Windows
from bot.sandbox.hands import Hands
from bot.sandbox.slack.server import SlackServer
from bot.schedule import outbox
from bot.store.engine import Store, open_store
from bot.store.models import Delivery, Occurrence, Schedule
from tests.soak.bot_process import PROCESSES, Calendar, Life, Where
from tests.soak.district import BEGINS, SoakTeam, generate, seat, workspace
from tests.soak.judge import Verdict, judge
from tests.soak.vitals import Vitals, take
from tests.soak.weather import Weather

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

# UTC; New York is up at the one, Honolulu still at the other.
_MIDDAY, _EVENING = time(14), time(23)
# At so many of the due moments something may happen to the bot itself.
_SELDOM = 0.5
_PATIENCE = 120.0
# SQLite waits so long for a file that somebody else has locked.
_LOCKED = 5.5
# What is put off is due again within that.
_NUDGE = timedelta(seconds=30)


@dataclass
class Year:
    """The teams, both platforms, and one bot after the other."""

    database: Path
    teams: list[SoakTeam]
    slack: SlackServer
    discord: DiscordServer
    calendar: Calendar
    store: Store
    chance: random.Random
    vitals: list[tuple[int, Vitals]] = field(default_factory=list)
    weather: Weather = field(init=False)
    _life: Life | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        desks = {"slack": self.slack.fault_desk, "discord": self.discord.fault_desk}
        self.weather = Weather(desks, self.chance, self._kill, self._restart, self._lock)

    async def week(self, number: int) -> None:
        """Live through one week, from Monday to Friday."""
        for weekday in range(5):
            day = BEGINS + timedelta(weeks=number, days=weekday)
            if self.chance.random() < 0.7:
                await self.weather.before_sending()
            await self._go_to(datetime.combine(day, _MIDDAY, UTC))
            await self._go_to(datetime.combine(day, _EVENING, UTC))
        self.vitals.append((self._running.pid, take(self._running.pid, self.database)))

    async def verdict(self, weeks: int) -> Verdict:
        """Let the last Friday end in Honolulu too and the bot finish, and judge."""
        for desk in self.weather.desks.values():
            await desk.clear()
        saturday = BEGINS + timedelta(weeks=weeks - 1, days=5)
        await self._go_to(datetime.combine(saturday, _MIDDAY, UTC))
        hands: Mapping[str, Hands] = {"slack": self.slack.hands, "discord": self.discord}
        return await self.store.read(lambda session: judge(session, self.teams, weeks, hands))

    async def start(self) -> None:
        """Start a bot."""
        where = Where(
            f"sqlite:///{self.database}",
            f"{self.slack.address}/api/",
            f"{self.discord.address}/api/v10",
            self.discord.gateway_address,
        )
        self._life = Life(where, self.calendar)
        await self._life.ready()

    async def end(self) -> None:
        """Kill what runs."""
        if self._life is not None:
            await self._life.end()

    @property
    def _running(self) -> Life:
        assert self._life is not None
        assert not self._life.is_over, "the bot ended by itself"
        return self._life

    async def _go_to(self, instant: datetime) -> None:
        """Go from one due moment to the next, so that no message's time is passed over."""
        await self._quiet()
        while (due := await self.store.read(_next_due)) is not None and due <= instant:
            self.calendar.move_to(due)
            if self.chance.random() < _SELDOM:
                await asyncio.sleep(self.chance.uniform(0.0, 0.3))
                await self.weather.while_sending()
            await self._quiet()
        self.calendar.move_to(instant)
        await self._quiet()

    async def _kill(self) -> None:
        await self._running.end()
        await self.start()

    async def _restart(self) -> None:
        await self._running.end(kindly=True)
        await self.start()

    async def _lock(self) -> None:
        """Nobody can write to the database for a while."""
        with closing(sqlite3.connect(self.database, isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout=5000")
            connection.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(_LOCKED)
            connection.execute("ROLLBACK")

    async def _quiet(self) -> None:
        """Wait until nothing is left to do by now; what is put off is waited for on the calendar."""
        async with asyncio.timeout(_PATIENCE):
            while (left := await self.store.read(lambda session: _left(session, self.calendar.now()))) != 0:
                if left == _ONLY_LATER:
                    self.calendar.move_to(self.calendar.now() + _NUDGE)
                await asyncio.sleep(0.05)


_NOW, _ONLY_LATER = 2, 1


def _left(session: Session, now: datetime) -> int:
    """2 when there is work, 1 when it waits for a little later, 0 when there is none."""
    due = or_(Schedule.next_due_at <= now, Schedule.next_day.is_(None))
    moving = Delivery.state.in_((outbox.SENDING, outbox.AMBIGUOUS))
    waits = Delivery.state == outbox.PENDING
    work = or_(
        exists().where(due, Schedule.ended_at.is_(None)),
        exists().where(moving),
        exists().where(waits, Delivery.not_before <= now),
        exists().where(Occurrence.state.in_(("open", "moved"))),
    )
    # A chore writes messages of its own accord, so the calendar waits for it as for a schedule.
    if session.scalar(select(work)) or any(chore.needed(session, now) for chore in features.CHORES):
        return _NOW
    soon = exists().where(waits, Delivery.not_before <= now + 20 * _NUDGE)
    return _ONLY_LATER if session.scalar(select(soon)) else 0


def _next_due(session: Session) -> datetime | None:
    """The next moment at which something falls due."""
    live = Schedule.ended_at.is_(None)
    begins = session.scalar(select(func.min(Schedule.next_due_at)).where(live))
    goes = session.scalar(select(func.min(Delivery.not_before)).where(Delivery.state == outbox.PENDING))
    return min((one for one in (begins, goes) if one is not None), default=None)


@asynccontextmanager
async def open_year(database: Path, teams: int, seed: str) -> AsyncIterator[Year]:
    """A year on a migrated SQLite file without rows; the first bot is ready."""
    begins = datetime.combine(BEGINS, time(6), UTC)
    calendar = Calendar(PROCESSES.Value("d", (begins - datetime.now(UTC)).total_seconds()))
    generated = generate(teams, seed)
    slack = SlackServer(
        [workspace(generated, "slack")], calendar.now, manifest=slack_manifest(), rate_limits=False
    )
    # A message is to be found again by its key, not by a nonce that is remembered only for minutes.
    timing = Windows(nonce=0.0, identify=0.0)
    discord = DiscordServer([workspace(generated, "discord")], calendar.now, timing, rate_limits=False)
    await asyncio.gather(slack.start(), discord.start())
    store = open_store(f"sqlite:///{database}")
    year = Year(database, generated, slack, discord, calendar, store, random.Random(seed))  # noqa: S311
    try:
        await store.write(lambda session: seat(session, generated))
        await year.start()
        yield year
    finally:
        await year.end()
        await store.close()
        await asyncio.gather(slack.stop(), discord.stop())
