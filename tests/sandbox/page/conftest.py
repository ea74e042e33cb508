from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.browser import browser
from tests.sandbox.page.maple_town import Maple, maple_town

__all__ = ["browser"]


@pytest.fixture
async def maple() -> AsyncIterator[Maple]:
    async with maple_town() as town:
        yield town


@pytest.fixture
async def script(maple: Maple) -> AsyncIterator[aiohttp.ClientSession]:
    timeout = aiohttp.ClientTimeout(total=10)
    async with aiohttp.ClientSession(maple.page.address, timeout=timeout) as session:
        yield session
