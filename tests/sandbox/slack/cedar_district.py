from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.slack.server import SlackServer

NOON = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)
ANA, BEN, CHANNEL, LOBBY = "U0ANA", "U0BEN", "C0TEAM", "C0LOBBY"
DISTRICT = LocalWorkspace(
    id="T0DISTRICT",
    name="Cedar District",
    app=LocalApp("A0STEM", "U0STEM", "stem-bot", "xoxb-local-1", "xapp-local-1"),
    people=(LocalPerson(ANA, "Ana Ruiz"), LocalPerson(BEN, "Ben Okafor", "America/Chicago")),
    channels=(
        LocalChannel(CHANNEL, "stem-team", (ANA, BEN)),
        LocalChannel(LOBBY, "lobby", (ANA,), has_app=False),
    ),
)
SCHOOL = LocalWorkspace(
    id="T0SCHOOL",
    name="Elm School",
    app=LocalApp("A0STEM", "U1STEM", "stem-bot", "xoxb-local-2", "xapp-local-2"),
    people=(LocalPerson("U1CY", "Cy Lund"),),
    channels=(LocalChannel("C1TEAM", "stem", ("U1CY",)),),
)
MANIFEST: dict[str, Any] = {
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [{"command": "/stem", "usage_hint": "[rate|status|help]", "should_escape": False}],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                *("channels:history", "channels:read", "chat:write", "commands", "files:read", "files:write"),
                *("groups:history", "groups:read", "im:history", "im:read", "im:write", "mpim:history"),
                *("mpim:read", "reactions:read", "reactions:write", "team:read", "usergroups:read"),
                *("users:read", "users:read.email"),
            ]
        }
    },
    "settings": {
        "event_subscriptions": {"bot_events": ["message.im"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def client_of(
    server: SlackServer, session: aiohttp.ClientSession, token: str = DISTRICT.app.bot_token
) -> AsyncWebClient:
    return AsyncWebClient(token, base_url=server.address + "/api/", session=session, retry_handlers=[])


@asynccontextmanager
async def connected(
    server: SlackServer, app: AsyncApp, app_token: str = DISTRICT.app.app_token, ping_interval: float = 2
) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, app_token, ping_interval=ping_interval)
    before = server.sockets.count(app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await until(lambda: server.sockets.count(app_token) > before)
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


def new_app(client: AsyncWebClient) -> AsyncApp:
    return AsyncApp(client=client, process_before_response=True)


async def until(true: Callable[[], object], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is waited for happens on the far side of a socket
            await asyncio.sleep(0.01)
