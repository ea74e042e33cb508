from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import discord
import pytest
import yarl

from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.discord.windows import Windows
from tests.sandbox.discord.lincoln_server import WORKSPACE, Bot, Local, MovableClock


@pytest.fixture(autouse=True)
def discord_addresses() -> Iterator[None]:
    route, gateway = discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY
    yield
    discord.http.Route.BASE, discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = route, gateway


@pytest.fixture
def windows() -> Windows:
    return Windows()


@pytest.fixture
async def local(windows: Windows) -> AsyncIterator[Local]:
    clock = MovableClock()
    server = DiscordServer([WORKSPACE], clock, windows)
    await server.start()
    discord.http.Route.BASE = server.address + "/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(server.gateway_address)
    made = Local(server, clock, Bot())
    yield made
    await made.stop()
    await server.stop()
