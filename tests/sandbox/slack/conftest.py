from __future__ import annotations

import logging
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import DISTRICT, MANIFEST, NOON, SCHOOL, client_of


@pytest.fixture
def windows() -> Windows:
    return Windows()


@pytest.fixture
async def server(windows: Windows) -> AsyncIterator[SlackServer]:
    made = SlackServer((DISTRICT, SCHOOL), lambda: NOON, manifest=MANIFEST, windows=windows)
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as opened:
        yield opened


@pytest.fixture
def client(server: SlackServer, session: aiohttp.ClientSession) -> AsyncWebClient:
    logging.getLogger("slack_sdk").setLevel(logging.ERROR)
    return client_of(server, session)
