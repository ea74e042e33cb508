"""A store with the two small tables, on each kind of database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store.engine import Store, open_store
from tests.store.tables import create_tables


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    create_tables(database_url)
    opened = open_store(database_url)
    yield opened
    await opened.close()
