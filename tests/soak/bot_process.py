"""The whole bot as a process that may be killed at any moment, on a calendar that its parent moves."""

from __future__ import annotations

import asyncio
import signal
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from typing import TYPE_CHECKING

from bot.app import assemble
from bot.chat.messenger import Reception
from bot.chat.sending_limits import Allowance, SendingLimits
from bot.cli.logs import logging_to_stderr
from bot.language.catalogue import phrases_in
from bot.platforms.discord.connection import DiscordConnection
from bot.platforms.slack.connection import SlackConnection
from bot.store.engine import open_store
from rubric.load import load_library
from tests.acceptance.child import LEASE, SETTLE
from tests.processes import ended

if TYPE_CHECKING:
    from multiprocessing.connection import Connection as Pipe
    from multiprocessing.context import ForkServerProcess
    from multiprocessing.sharedctypes import Synchronized

SLACK_WORKSPACE, SLACK_APP_TOKEN, SLACK_TOKEN, DISCORD_TOKEN = (
    "T0SOAK",
    "xapp-soak",
    "xoxb-soak",
    "soak-token",
)
# A month passes in a minute, so the platforms' documented pace would be one message a day.
_QUICK = SendingLimits(Allowance(1000.0, 1000.0), Allowance(1000.0, 1000.0), 16)
_PATIENCE = 60.0
# What a process imports takes seconds; it is imported once, and every life is a fork of that.
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.soak.bot_process"])


@dataclass(frozen=True)
class Calendar:
    """An instant that one process moves and both see; `ahead` is in seconds."""

    ahead: Synchronized[float]

    def now(self) -> datetime:
        return self.real() + timedelta(seconds=self.ahead.value)

    def real(self) -> datetime:
        return datetime.now(UTC)

    def move_to(self, instant: datetime) -> None:
        """Go forward to an instant; one that has passed changes nothing."""
        self.ahead.value += max(0.0, (instant - self.now()).total_seconds())


@dataclass(frozen=True)
class Where:
    """What the bot works with."""

    database: str
    slack: str
    discord: str
    gateway: str


class Life:
    """A bot from its start to its end."""

    def __init__(self, where: Where, calendar: Calendar) -> None:
        self._pipe, theirs = PROCESSES.Pipe()
        self._process: ForkServerProcess = PROCESSES.Process(
            target=_work, args=(where, calendar, theirs), daemon=True
        )
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def is_over(self) -> bool:
        """Whether it ended by itself, which it should not."""
        return not self._process.is_alive()

    async def ready(self) -> None:
        """Wait until it is connected."""
        assert await asyncio.to_thread(self._pipe.poll, _PATIENCE), "the bot did not become ready"
        assert self._pipe.recv() == "ready"

    async def end(self, *, kindly: bool = False) -> None:
        """Kill it, or tell it to stop and wait until it has."""
        if kindly:
            self._process.terminate()
        else:
            self._process.kill()
        await ended(self._process, _PATIENCE)
        self._pipe.close()


def _work(where: Where, calendar: Calendar, told: Pipe) -> None:
    with logging_to_stderr():
        asyncio.run(_live(where, calendar, told))


async def _live(where: Where, calendar: Calendar, told: Pipe) -> None:
    def connect(reception: Reception) -> tuple[SlackConnection, DiscordConnection]:
        return (
            SlackConnection(
                where.slack,
                SLACK_APP_TOKEN,
                {SLACK_WORKSPACE: SLACK_TOKEN},
                reception,
                phrases_in("en"),
                limits=_QUICK,
            ),
            DiscordConnection(where.discord, where.gateway, DISCORD_TOKEN, reception, phrases_in, _QUICK),
        )

    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    app = assemble(open_store(where.database), calendar, load_library(), connect)
    app.postman.lease, app.postman.settle = LEASE, SETTLE
    await app.start()
    told.send("ready")
    await stopped.wait()
    await app.stop()
