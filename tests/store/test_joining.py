"""Whoever joins others: after a few who came together the next waits for more, and nobody else does."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from bot.store.jobs import Job, Joining
from bot.store.sqlite_writer import CROWD, Writer
from tests.store.tables import create_tables, increment

JOINING = Joining(increment)


@pytest.fixture
def commits() -> Iterator[list[int]]:
    """One for each COMMIT."""
    found: list[int] = []
    listener = (Engine, "commit", lambda _connection: found.append(1))
    event.listen(*listener)
    yield found
    event.remove(*listener)


@dataclass
class Held:
    """A writer whose pauses last until they are ended, and how long each was to be."""

    writer: Writer
    pauses: list[float]
    pausing: threading.Event
    over: threading.Event

    async def together(self, many: int, job: Job[int] = JOINING) -> None:
        """So many callers, who all wait while another has the writer."""
        began, go_on = threading.Event(), threading.Event()

        def busy(_session: Session) -> None:
            began.set()
            assert go_on.wait(10)

        first = self.writer.submit(busy)
        await asyncio.to_thread(began.wait, 10)
        crowd = [self.writer.submit(job) for _ in range(many)]
        go_on.set()
        await asyncio.gather(first, *crowd)


@pytest.fixture
def held(sqlite_url: str) -> Iterator[Held]:
    create_tables(sqlite_url)
    file = Path(str(make_url(sqlite_url).database))
    pauses: list[float] = []
    pausing, over = threading.Event(), threading.Event()

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        pausing.set()
        assert over.wait(10)

    one = Held(Writer(file, pause), pauses, pausing, over)
    yield one
    over.set()
    one.writer.close()


async def test_after_a_crowd_who_is_on_their_way_may_join_for_some_milliseconds(
    held: Held, commits: list[int]
) -> None:
    commits.clear()
    await held.together(CROWD.start)
    assert (len(commits), held.pauses) == (2, [])
    early = held.writer.submit(JOINING)
    await asyncio.to_thread(held.pausing.wait, 10)
    late = held.writer.submit(JOINING)
    held.over.set()
    assert (await early, await late) == (CROWD.start + 1, CROWD.start + 2)
    assert len(commits) == 3
    # Two are no crowd.
    await held.writer.submit(JOINING)
    assert len(held.pauses) == 1
    assert 0 < held.pauses[0] < 0.01


async def test_nobody_waits_for_others_after_one_alone_or_a_large_group(held: Held) -> None:
    assert [await held.writer.submit(JOINING) for _ in range(3)] == [1, 2, 3]
    await held.together(CROWD.stop)
    await held.writer.submit(JOINING)
    assert held.pauses == []


async def test_who_does_not_join_others_neither_waits_for_them_nor_makes_a_crowd(held: Held) -> None:
    await held.together(CROWD.start, increment)
    await held.writer.submit(JOINING)
    await held.together(CROWD.start)
    await held.writer.submit(increment)
    assert held.pauses == []
