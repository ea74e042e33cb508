"""What people and the outbox want while processes come and go, counted by the platforms' own history."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

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
# A delivery that died with its process is looked up when its lease is over: 30 s, then 5 s to settle.
RECOVERED = 90.0


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

    async def write(self, messages: int) -> None:
        """Write so many messages for every reader."""
        first = len(self.written)
        wanted = [
            (reader, f"message-{first + number}")
            for number, reader in enumerate(reader for _ in range(messages) for reader in READERS)
        ]
        await self.premises.store.write(lambda session: _write(session, wanted))
        self.written += wanted

    async def write_on(self, every: float) -> None:
        """Go on writing until cancelled."""
        while True:
            await self.write(1)
            await asyncio.sleep(every)

    async def arrived(self) -> None:
        """Wait until the outbox knows that all of it arrived; then each stands there once."""
        async with asyncio.timeout(RECOVERED):
            while await self.premises.ask(_unsent):  # noqa: ASYNC110 - another process writes there
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

    async def adds(self, times: int = 1) -> None:
        """Type so many commands, one after the other."""
        for _ in range(times):
            self.typed += 1
            await self.fay.types(f"/stem tasks add title:task-{self.typed} to:@Fay")

    async def adds_on(self, every: float) -> None:
        """Go on typing until cancelled."""
        while True:
            await self.adds()
            await asyncio.sleep(every)

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


def _unsent(session: Session) -> int:
    waiting = select(func.count()).select_from(Delivery).where(Delivery.state != outbox.SENT)
    return session.scalars(waiting).one()


def _write(session: Session, wanted: list[tuple[str, str]]) -> None:
    now = datetime.now(UTC)
    for reader, text in wanted:
        said = card(Paragraph(text))
        message = outbox.Message(f"test:{text}", outbox.NOTICE, said, TEAM, now, now + timedelta(hours=1))
        outbox.to_person(session, person_called(session, reader), message, now)
