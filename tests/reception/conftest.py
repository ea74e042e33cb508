"""The front desk on each database in turn, and what is logged meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.store.engine import open_store
from tests.reception.front_desk import Counter


@pytest.fixture
async def counter(migrated_url: str) -> AsyncIterator[Counter]:
    store = open_store(migrated_url)
    yield Counter(store)
    await store.close()


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[Any]]:
    """The log's entries, of which nothing is printed."""
    with capture_logs() as entries:
        yield entries
