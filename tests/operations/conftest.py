"""A store with all tables and no rows, on each database in turn."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.store.engine import Store, open_store


@pytest.fixture
async def store(migrated_url: str) -> AsyncIterator[Store]:
    opened = open_store(migrated_url)
    yield opened
    await opened.close()
