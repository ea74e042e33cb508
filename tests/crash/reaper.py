"""Ends the process at a named place, as `kill -9` does; wrapped around the product's own parts.

The product knows nothing of this: a store, a platform's connection and its messenger are what their
protocols say, so they can be handed to the composition root in a coat that dies at the right moment.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Thread
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.app import Connection
from bot.chat.cards import Card, Option
from bot.chat.events import Call, CommandCall, Happening, MessageRef
from bot.chat.link import Link
from bot.chat.messenger import Address, File, Messenger, Reception
from bot.chat.phrases import Phrases
from bot.chat.replies import Reply
from bot.chat.router import Router
from bot.chat.sending_limits import SendingLimits
from bot.store.engine import Job, Store
from tests.crash.ledger import effects, ledger

T = TypeVar("T")
BEFORE, DURING, AFTER = "before", "during", "after"
# A COMMIT takes about so long here, and so does a request to a local platform: seconds.
COMMIT_SECONDS, REQUEST_SECONDS = 0.003, 0.006


def place(what: str, when: str) -> str:
    """The name of a place, such as `after claimed`."""
    return f"{when} {what}"


class Reaper:
    """Knows at which place this process is to die."""

    def __init__(self) -> None:
        self.armed: str | None = None

    def reached(self, what: str, when: str) -> None:
        """Die if this is the place."""
        if self.armed == place(what, when):
            os.kill(os.getpid(), signal.SIGKILL)

    def begins(self, what: str, seconds: float) -> None:
        """Die within so many seconds if it is while this goes on."""
        if self.armed == place(what, DURING):
            Thread(target=self._soon, args=(random.uniform(0, seconds),), daemon=True).start()  # noqa: S311

    def _soon(self, seconds: float) -> None:
        time.sleep(seconds)
        os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class MortalStore:
    """A store whose process may die before, during or after the COMMIT of what a transaction did."""

    store: Store
    reaper: Reaper

    @property
    def dialect(self) -> str:
        return self.store.dialect

    async def write(self, job: Job[T]) -> T:
        done: frozenset[str] = frozenset()

        def watched(session: Session) -> T:
            nonlocal done
            before = ledger(session)
            value = job(session)
            session.flush()
            done = effects(before, ledger(session))
            for what in done:
                self.reaper.reached(what, BEFORE)
                self.reaper.begins(what, COMMIT_SECONDS)
            return value

        value = await self.store.write(watched)
        for what in done:
            self.reaper.reached(what, AFTER)
        return value

    async def read(self, job: Job[T]) -> T:
        return await self.store.read(job)

    async def close(self) -> None:
        self.reaper.reached("closing the store", BEFORE)
        await self.store.close()


@dataclass
class MortalMessenger:
    """A messenger whose process may die before, during or after a call; one that forgets finds nothing."""

    messenger: Messenger
    reaper: Reaper
    forgets: bool
    platform: str = field(init=False)
    limits: SendingLimits = field(init=False)

    def __post_init__(self) -> None:
        self.platform, self.limits = self.messenger.platform, self.messenger.limits

    async def send(self, to: Address, card: Card, key: str, file: File | None = None) -> MessageRef:
        what = "bring" if file else "send"
        self.reaper.reached(what, BEFORE)
        self.reaper.begins(what, REQUEST_SECONDS)
        ref = await self.messenger.send(to, card, key, file)
        self.reaper.reached(what, AFTER)
        return ref

    async def edit(self, message: MessageRef, card: Card) -> None:
        self.reaper.reached("edit", BEFORE)
        self.reaper.begins("edit", REQUEST_SECONDS)
        await self.messenger.edit(message, card)
        self.reaper.reached("edit", AFTER)

    async def find(self, to: Address, key: str, since: datetime) -> MessageRef | None:
        self.reaper.reached("find", BEFORE)
        self.reaper.begins("find", REQUEST_SECONDS)
        found = await self.messenger.find(to, key, since)
        self.reaper.reached("find", AFTER)
        return None if self.forgets else found


@dataclass
class MortalConnection:
    """A platform whose process may die while it connects or disconnects."""

    connection: Connection
    reaper: Reaper
    forgets: bool
    platform: str = field(init=False)

    def __post_init__(self) -> None:
        self.platform = self.connection.platform

    @property
    def link(self) -> Link:
        return self.connection.link

    @property
    def messenger(self) -> MortalMessenger:
        return MortalMessenger(self.connection.messenger, self.reaper, self.forgets)

    async def start(self) -> None:
        self.reaper.reached("connecting", BEFORE)
        await self.connection.start()
        self.reaper.reached("connecting", AFTER)

    async def stop(self) -> None:
        self.reaper.reached("disconnecting", BEFORE)
        await self.connection.stop()
        self.reaper.reached("disconnecting", AFTER)


@dataclass(frozen=True)
class MortalReception:
    """A reception whose process may die before it begins with an event, or with the reply in its hand."""

    reception: Reception
    reaper: Reaper

    @property
    def router(self) -> Router:
        return self.reception.router

    def phrases(self, call: Call) -> Phrases:
        return self.reception.phrases(call)

    async def answer(self, call: Call) -> Reply:
        self.reaper.reached("event answered", BEFORE)
        reply = await self.reception.answer(call)
        # The platform's own answer is on its way by then.
        asyncio.get_running_loop().call_later(
            random.uniform(0, REQUEST_SECONDS),  # noqa: S311
            self.reaper.reached,
            "event answered",
            DURING,
        )
        return reply

    async def notice(self, happening: Happening) -> None:
        await self.reception.notice(happening)

    async def suggest(self, call: CommandCall, parameter: str, typed: str) -> Sequence[Option]:
        return await self.reception.suggest(call, parameter, typed)
