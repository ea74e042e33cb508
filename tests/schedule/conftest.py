"""A store with all tables and no rows, on each database in turn; and what is logged meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.store.engine import Store, open_store
from tests.schedule.at_hand import StoreAtHand
from tests.schedule.outbox_machine import World


@pytest.fixture
async def store(migrated_url: str) -> AsyncIterator[Store]:
    opened = open_store(migrated_url)
    yield opened
    await opened.close()


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[Any]]:
    """The log's entries, of which nothing is printed: drawing a traceback takes seconds."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture
def world(migrated_url: str) -> Iterator[World]:
    """A database that is emptied for every run, without waiting for its disk."""
    with asyncio.Runner() as runner:
        store = StoreAtHand(migrated_url)
        yield World(store, runner)
        runner.run(store.close())
