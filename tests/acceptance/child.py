"""The whole bot as a process that a test may kill, or that ends itself at a moment which no signal could hit.

It is made by the product's own composition root; only its stores are wrapped, so that the process can end
right after a COMMIT. Nothing in the product knows of this.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

from bot.app import assemble
from bot.chat.messenger import Reception
from bot.cli.logs import logging_to_stderr
from bot.language.catalogue import phrases_in
from bot.platforms.discord.connection import DiscordConnection
from bot.platforms.slack.connection import SlackConnection
from bot.reception import FrontDesk
from bot.schedule.claims import Claimed
from bot.store.engine import Job, Store, open_store
from rubric.load import load_library
from tests.town import SLACK_TEAM

T = TypeVar("T")
# When it can be told to die: a call was handled, a delivery was claimed and marked as sending.
HANDLED, SENDING = "handled", "sending"
# Short, so that a test need not wait long for what a dead process held.
LEASE, SETTLE = timedelta(seconds=1.5), timedelta(seconds=0.5)
SLACK_APP_TOKEN, SLACK_BOT_TOKEN, DISCORD_TOKEN = "xapp-test", "xoxb-test", "bot-token"


@dataclass(frozen=True)
class Order:
    """What a process is to work with; a file in `deaths` that is named after a moment means: die then."""

    database: str
    slack: str
    discord: str
    gateway: str
    ahead: timedelta
    deaths: Path


@dataclass(frozen=True)
class AheadClock:
    """The calendar is ahead of the real time by always the same, so that a restart changes nothing."""

    ahead: timedelta

    def now(self) -> datetime:
        return self.real() + self.ahead

    def real(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class MortalStore:
    """A store whose process dies right after a COMMIT, if the file of that moment is there."""

    store: Store
    order: Path
    is_moment: Callable[[object], bool]

    @property
    def dialect(self) -> str:
        return self.store.dialect

    async def write(self, job: Job[T]) -> T:
        value = await self.store.write(job)
        if self.is_moment(value) and self.order.exists():
            self.order.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        return value

    async def read(self, job: Job[T]) -> T:
        return await self.store.read(job)

    async def close(self) -> None:
        await self.store.close()


def work(order: Order, told: Connection) -> None:
    """Be the bot until killed; says `ready` once."""
    with logging_to_stderr():
        asyncio.run(_work(order, told))


async def _work(order: Order, told: Connection) -> None:
    store = open_store(order.database)
    app = assemble(store, AheadClock(order.ahead), load_library(), partial(_connections, order))
    app.postman.lease, app.postman.settle = LEASE, SETTLE
    app.postman.store = MortalStore(store, order.deaths / SENDING, _is_claim)
    await app.start()
    told.send("ready")
    await asyncio.Event().wait()


def _connections(order: Order, reception: Reception) -> tuple[SlackConnection, DiscordConnection]:
    assert isinstance(reception, FrontDesk)
    mortal = replace(
        reception, store=MortalStore(reception.store, order.deaths / HANDLED, lambda _value: True)
    )
    return platforms(order, mortal)


def platforms(order: Order, reception: Reception) -> tuple[SlackConnection, DiscordConnection]:
    """Both platforms, as the product's own composition root connects them."""
    t = phrases_in("en")
    return (
        SlackConnection(order.slack, SLACK_APP_TOKEN, {SLACK_TEAM: SLACK_BOT_TOKEN}, reception, t),
        DiscordConnection(order.discord, order.gateway, DISCORD_TOKEN, reception, phrases_in),
    )


def _is_claim(value: object) -> bool:
    return isinstance(value, Claimed) and bool(value.letters)
