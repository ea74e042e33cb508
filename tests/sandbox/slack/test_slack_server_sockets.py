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
    NOON,
    client_of,
    connected,
    new_app,
    until,
)
from tests.sandbox.slack.listening import listening

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
        frames.extend([await socket.receive_json(timeout=10) for _ in range(4)])
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

        async with asyncio.timeout(20):
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


async def test_the_greeting_counts_the_connections_and_names_the_app(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    async with listening(server, session) as first, listening(server, session) as second:
        greetings = [first.frames[0], second.frames[0]]

    assert [one["num_connections"] for one in greetings] == [1, 2]
    assert greetings[0]["connection_info"] == {"app_id": DISTRICT.app.id}
    assert {"host", "build_number", "approximate_connection_time"} == set(greetings[0]["debug_info"])


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_a_socket_is_told_why_it_ends_and_a_warned_one_lives_on(
    server: SlackServer, session: aiohttp.ClientSession, reason: Any
) -> None:
    async with listening(server, session) as app:
        await server.sockets.ask_to_reconnect(TOKEN, reason)
        await until(lambda: len(app.frames) == 2)
        if reason == "warning":
            await server.hands.types(ANA, CHANNEL, "/stem")
            assert len(app.payloads) == 1
        else:
            await until(lambda: app.socket.closed)

    assert (app.frames[1]["type"], app.frames[1]["reason"]) == ("disconnect", reason)


async def test_a_ping_is_echoed_with_its_body(server: SlackServer, session: aiohttp.ClientSession) -> None:
    address = (await client_of(server, session, TOKEN).apps_connections_open(app_token=TOKEN))["url"]
    async with session.ws_connect(str(address), autoping=False) as socket:
        assert (await socket.receive_json())["type"] == "hello"
        await socket.ping(b"sdk-ping-pong:1.5")
        answer = await socket.receive(timeout=10)

    assert (answer.type, answer.data) == (aiohttp.WSMsgType.PONG, b"sdk-ping-pong:1.5")


@pytest.mark.parametrize(
    "nonsense",
    ["", "not json", "[]", "7", "null", '{"envelope_id": ["x"]}', '{"envelope_id": {}}', "[" * 100_000],
)
async def test_frames_that_make_no_sense_change_nothing(
    server: SlackServer, session: aiohttp.ClientSession, nonsense: str
) -> None:
    async with listening(server, session) as app:
        await app.socket.send_str(nonsense)
        await app.socket.send_bytes(b"\x00\xff")
        await app.socket.send_json({"envelope_id": "never-sent", "payload": {"text": "Nobody asked"}})
        app.answers.append({"text": "ok"})
        await server.hands.types(ANA, CHANNEL, "/stem")

    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["ok"]


@pytest.mark.parametrize(
    "answer",
    [{"blocks": "x"}, {"text": ["x"], "blocks": [{"type": "never"}]}, {"text": "x" * 50_000}],
)
async def test_an_answer_that_slack_cannot_show_fails_the_command(
    server: SlackServer, session: aiohttp.ClientSession, answer: dict[str, Any]
) -> None:
    async with listening(server, session) as app:
        app.answers.append(answer)
        await server.hands.types(ANA, CHANNEL, "/stem")

    assert "invalid_command_response" in server.hands.troubles(ANA)[0].words
    assert server.hands.messages(ANA, CHANNEL) == ()


async def test_nobody_waits_longer_than_the_window_for_a_button_or_a_form(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    ts = str((await client.chat_postMessage(channel=CHANNEL, text="Go", blocks=blocks))["ts"])
    title = {"type": "plain_text", "text": "Form"}
    view = {"type": "modal", "title": title, "submit": title, "blocks": [{"type": "divider"}]}
    await client.views_open(trigger_id=server.town.triggers.issue(ANA), view=view)
    async with listening(server, session) as app:
        app.acknowledges = False
        await server.hands.presses(ANA, ts, "go")
        await server.hands.submits(ANA, {})

    assert [one.words for one in server.hands.troubles(ANA)] == [
        "A warning sign stands beside the button: the app did not respond.",
        "We had some trouble connecting. Try again?",
    ]
    assert server.hands.form(ANA) is not None


async def test_an_app_without_interactivity_hears_of_no_press(session: aiohttp.ClientSession) -> None:
    manifest = {
        "oauth_config": {"scopes": {"bot": ["chat:write"]}},
        "settings": {"socket_mode_enabled": True},
    }
    server = SlackServer((DISTRICT,), lambda: NOON, manifest=manifest)
    await server.start()
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "elements": [button]}]
    client = client_of(server, session)
    ts = str((await client.chat_postMessage(channel=CHANNEL, text="Go", blocks=blocks))["ts"])
    async with listening(server, session) as app:
        await server.hands.presses(ANA, ts, "go")
    await server.stop()

    assert app.payloads == []
    assert "not configured to handle interactive" in server.hands.troubles(ANA)[0].words
