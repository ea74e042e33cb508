"""What people and the outbox want while processes come and go, counted by the platforms' own history."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.chat.cards import Paragraph, card
from bot.schedule import outbox
from bot.store.models import Delivery, Membership, RoleHolder, Task
from tests.builders import TEAM, Someone, add_team, person_called
from tests.replicas.fleet import until

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.acceptance.premises import Premises
    from tests.town import Somebody

READERS = {"pat": "slack", "theo": "slack", "sam": "discord", "stella": "discord"}
FAY = "fay"
# Seconds. What a live process has begun it ends or puts back long before the lease (30 s) is over.
RECOVERED, STILL = 90.0, 5.0


def add_people(session: Session) -> None:
    """Readers on both platforms, and a facilitator on Discord who types."""
    readers = tuple(Someone(name, (platform,)) for name, platform in READERS.items())
    add_team(session, (Someone(FAY, ("discord",), permission="facilitator"), *readers))
    # The command goes by the real date, whatever that is.
    for model in (Membership, RoleHolder):
        session.execute(update(model).values(starts_on=date(2020, 1, 1)))


@dataclass
class Post:
    """Messages into the outbox, one after the other."""

    premises: Premises
    written: list[tuple[str, str]] = field(default_factory=list)

    async def write(self, messages: int = 1) -> None:
        """Write so many messages for every reader."""
        first = len(self.written)
        wanted = [
            (reader, f"message-{first + number}")
            for number, reader in enumerate(reader for _ in range(messages) for reader in READERS)
        ]
        await self.premises.store.write(lambda session: _write(session, wanted))
        self.written += wanted

    @asynccontextmanager
    async def going_on(self, every: float = 0.5) -> AsyncIterator[None]:
        """Write one message after the other meanwhile."""
        async with _meanwhile(self.write, every):
            yield

    async def arrived(self) -> None:
        """Wait until the outbox knows that all of it arrived; then each stands there once.

        What waits after a long run goes at the pace that the platforms allow: it may take its time.
        """
        known, since = None, time.monotonic()
        while unsent := await self.premises.ask(_unsent):
            still = time.monotonic() - since
            if unsent != known:
                known, since = unsent, time.monotonic()
            elif still > RECOVERED:
                raise AssertionError(f"nothing happened for {still:.0f} s to {sorted(unsent)}")
            elif still > STILL:
                # Nobody works on these: a dead process held them. Their leases need not be waited for.
                await self.premises.store.write(_end_leases)
            await asyncio.sleep(0.2)
        assert self.seen() == dict.fromkeys(self.written, 1)

    def seen(self) -> Counter[tuple[str, str]]:
        """How often each message stands in its reader's direct messages."""
        return Counter(
            (reader, said)
            for reader, platform in READERS.items()
            for message in self.premises.person(reader, platform).messages()
            for said in re.findall(r"message-\d+", message)
        )


@dataclass
class Typist:
    """Adds tasks on Discord by typing; a task is an effect that would show if it happened twice."""

    premises: Premises
    typed: int = 0

    @property
    def fay(self) -> Somebody:
        return self.premises.person(FAY, "discord")

    async def adds(self, task: int = 0) -> int:
        """Type one command, for that task again or for a new one; returns its number."""
        self.typed += not task
        number = task or self.typed
        await self.fay.types(f"/stem tasks add title:task-{number} to:@Fay")
        return number

    @asynccontextmanager
    async def going_on(self, every: float = 0.1) -> AsyncIterator[None]:
        """Type one command after the other meanwhile."""
        async with _meanwhile(self.adds, every):
            yield

    async def added(self) -> Counter[str]:
        """How often each task is in the database."""
        return Counter(await self.premises.ask(lambda session: session.scalars(select(Task.title)).all()))

    async def answered(self, task: int) -> None:
        """Wait until she is told that the task was added."""
        await until(lambda: self.confirmations()[f"task-{task}"] > 0, f"the answer about task-{task}")

    def confirmations(self) -> Counter[str]:
        """How often she was told of each task that it was added."""
        told = (re.search(r"Added: (task-\d+)", message) for message in self.fay.messages())
        return Counter(found[1] for found in told if found)


@asynccontextmanager
async def _meanwhile(act: Callable[[], Awaitable[object]], every: float) -> AsyncIterator[None]:
    """Do it again and again; the last time is finished."""
    over = asyncio.Event()

    async def go_on() -> None:
        while not over.is_set():
            await act()
            await asyncio.sleep(every)

    acting = asyncio.create_task(go_on())
    try:
        yield
    finally:
        over.set()
        await acting


def _unsent(session: Session) -> set[tuple[int, str]]:
    waiting = select(Delivery.id, Delivery.state).where(Delivery.state != outbox.SENT)
    return {(id_, state) for id_, state in session.execute(waiting)}


def _end_leases(session: Session) -> None:
    held = Delivery.state == outbox.SENDING
    session.execute(update(Delivery).where(held).values(lease_until=datetime.now(UTC)))


def _write(session: Session, wanted: list[tuple[str, str]]) -> None:
    now = datetime.now(UTC)
    for reader, text in wanted:
        said = card(Paragraph(text))
        message = outbox.Message(f"test:{text}", outbox.NOTICE, said, TEAM, now, now + timedelta(hours=1))
        outbox.to_person(session, person_called(session, reader), message, now)
