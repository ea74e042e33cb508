from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import (
    ANA,
    CHANNEL,
    DISTRICT,
    client_of,
    connected,
    new_app,
    until,
)

pytestmark = pytest.mark.wire
TOKEN = DISTRICT.app.app_token


async def answer_ok(ack: Any) -> None:
    await ack("ok")


@pytest.fixture
def windows() -> Windows:
    return Windows(answer=0.6, redelivery=0.1, trigger=1.0)


async def test_an_unacknowledged_event_comes_again_under_the_same_ids_at_most_three_times(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    del client
    address = (await client_of(server, session, TOKEN).apps_connections_open(app_token=TOKEN))["url"]
    frames: list[dict[str, Any]] = []
    async with session.ws_connect(address) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        direct = server.hands.places(ANA)[-1].id
        await server.hands.types(ANA, direct, "Hello & good day")
        frames.extend([await socket.receive_json(timeout=2) for _ in range(4)])
        with pytest.raises(TimeoutError):
            await socket.receive_json(timeout=0.9)

    assert [frame["retry_attempt"] for frame in frames] == [0, 1, 2, 3]
    assert len({frame["envelope_id"] for frame in frames}) == 1
    assert len({frame["payload"]["event_id"] for frame in frames}) == 1
    assert frames[0]["payload"]["event"]["text"] == "Hello &amp; good day"
    assert frames[0]["payload"]["event"]["channel_type"] == "im"


async def test_an_acknowledged_event_comes_once(server: SlackServer, client: AsyncWebClient) -> None:
    app = new_app(client)
    heard: list[str] = []

    @app.event("message")
    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    async with connected(server, app):
        await server.hands.types(ANA, server.hands.places(ANA)[-1].id, "Hello")
        await until(lambda: heard)
        await asyncio.sleep(0.9)

    assert heard == ["Hello"]


async def test_an_app_that_was_asked_to_reconnect_is_there_again(
    server: SlackServer, client: AsyncWebClient
) -> None:
    app = new_app(client)
    app.command("/stem")(answer_ok)

    async with connected(server, app):
        await server.sockets.ask_to_reconnect(TOKEN)
        await until(lambda: server.sockets.count(TOKEN) == 1)
        await server.hands.types(ANA, CHANNEL, "/stem")

    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["ok"]


@pytest.mark.parametrize("how", ["drop", "freeze"])
async def test_a_socket_that_dies_without_a_word_is_replaced(
    server: SlackServer, client: AsyncWebClient, how: str
) -> None:
    app = new_app(client)
    app.command("/stem")(answer_ok)

    async with connected(server, app, ping_interval=0.3):
        getattr(server.sockets, how)(TOKEN)
        opened = len(server.traffic.of("apps.connections.open"))
        await until(lambda: len(server.traffic.of("apps.connections.open")) > opened)

        async def answered() -> bool:
            await server.hands.types(ANA, CHANNEL, "/stem")
            return bool(server.hands.messages(ANA, CHANNEL))

        async with asyncio.timeout(5):
            while not await answered():  # noqa: ASYNC110 - each round is a new try of the person
                await asyncio.sleep(0.05)

    assert server.hands.messages(ANA, CHANNEL)[0].words == "ok"


async def test_two_sockets_share_the_payloads(server: SlackServer, client: AsyncWebClient) -> None:
    heard: list[str] = []

    def replica(name: str) -> Any:
        app = new_app(client)

        @app.command("/stem")
        async def hear(ack: Any) -> None:
            heard.append(name)
            await ack()

        return app

    async with connected(server, replica("one")), connected(server, replica("two")):
        for _ in range(4):
            await server.hands.types(ANA, CHANNEL, "/stem")

    assert sorted(heard) == ["one", "one", "two", "two"]


async def test_the_eleventh_socket_is_turned_away(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    app = client_of(server, session, TOKEN)
    sockets = []
    for _ in range(11):
        address = (await app.apps_connections_open(app_token=TOKEN))["url"]
        sockets.append(await session.ws_connect(address))
        first = await sockets[-1].receive_json()

    assert first["type"] == "disconnect"
    assert first["reason"] == "too_many_websockets"
    for socket in sockets:
        await socket.close()


async def test_a_ticket_opens_one_socket_only(server: SlackServer, session: aiohttp.ClientSession) -> None:
    address = (await client_of(server, session, TOKEN).apps_connections_open(app_token=TOKEN))["url"]
    async with session.ws_connect(address) as socket:
        await socket.ping(b"sdk-ping-pong:1.5")
        await socket.receive_json()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(address)
