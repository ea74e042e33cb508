"""Every fault that can be ordered of the local Slack, seen by a real client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.fault_desk import OFFERS, FaultOrder
from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import (
    ANA,
    BEN,
    CHANNEL,
    DISTRICT,
    NOON,
    client_of,
    connected,
    new_app,
    until,
)
from tests.sandbox.slack.listening import listening, open_socket

pytestmark = pytest.mark.wire
TOKEN = DISTRICT.app.app_token


class Clock:
    """The workspace's clock, moved by hand."""

    def __init__(self) -> None:
        self.now = NOON


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[SlackServer]:
    def now() -> datetime:
        return clock.now

    made = SlackServer((DISTRICT,), now, windows=Windows(answer=0.5, redelivery=0.1))
    await made.start()
    yield made
    await made.stop()


async def answer_ok(ack: Any) -> None:
    await ack("ok")


async def error_of(asked: Any) -> tuple[int, str]:
    with pytest.raises(SlackApiError) as refused:
        await asked
    answer = refused.value.response
    return answer.status_code, answer.data.get("error", "") if isinstance(answer.data, dict) else ""


async def test_the_next_requests_whatever_they_are_suffer_what_was_ordered(
    server: SlackServer, client: AsyncWebClient
) -> None:
    desk = server.fault_desk
    await desk.order(FaultOrder("rate-limited", times=2, seconds=4))
    await desk.order(FaultOrder("refuse", what="team.info", error="fatal_error"))
    assert await error_of(client.auth_test()) == (429, "ratelimited")
    assert await error_of(client.team_info()) == (200, "fatal_error")
    assert [(one.order.name, one.left) for one in desk.in_effect()] == [("rate-limited", 1)]
    assert await error_of(client.users_list()) == (429, "ratelimited")
    await client.auth_test()


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (FaultOrder("slow", what="chat.postMassage"), "no request 'chat.postMassage'"),
        (FaultOrder("refuse"), "needs `error`"),
        (FaultOrder("server-error", status=404), "500 to 599"),
        (FaultOrder("outage"), "needs `seconds`"),
        (FaultOrder("repeat-events", times=0), "times must be"),
        (FaultOrder("late-events", seconds=-1), "seconds must be"),
        (FaultOrder("refuse-dms", user="U9"), "Nobody here"),
        (FaultOrder("lose-channel", place="C9"), "no channel 'C9'"),
    ],
)
async def test_what_cannot_happen_is_refused_with_words(
    server: SlackServer, order: FaultOrder, words: str
) -> None:
    with pytest.raises(CannotDo, match=words):
        await server.fault_desk.order(order)

    assert server.fault_desk.in_effect() == ()


async def test_an_outage_lasts_by_the_workspaces_clock(
    server: SlackServer, client: AsyncWebClient, clock: Clock, session: aiohttp.ClientSession
) -> None:
    app = new_app(client)
    app.command("/stem")(answer_ok)
    waiting = (await client_of(server, session, TOKEN).apps_connections_open(app_token=TOKEN))["url"]
    async with connected(server, app, ping_interval=0.3):
        await server.fault_desk.order(FaultOrder("outage", seconds=3600))
        await until(lambda: server.sockets.count(TOKEN) == 0)
        assert (await error_of(client.chat_postMessage(channel=CHANNEL, text="Now")))[0] == 503
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(str(waiting))
        await server.hands.types(ANA, CHANNEL, "/stem")
        assert "dispatch_failed" in server.hands.troubles(ANA)[0].words
        (outage,) = server.fault_desk.in_effect()
        assert outage.until == NOON + timedelta(hours=1)

        clock.now += timedelta(hours=1)
        assert server.fault_desk.in_effect() == ()
        await until(lambda: server.sockets.count(TOKEN) == 1, seconds=15)
        await server.hands.types(ANA, CHANNEL, "/stem")

    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["ok"]


@pytest.mark.parametrize("fault", ["drop-sockets", "reconnect", "silent-sockets"])
async def test_a_client_comes_back_after_its_socket_was_lost(
    server: SlackServer, client: AsyncWebClient, fault: Any
) -> None:
    app = new_app(client)
    app.command("/stem")(answer_ok)
    async with connected(server, app, ping_interval=0.3):
        opened = len(server.traffic.of("apps.connections.open"))
        await server.fault_desk.order(FaultOrder(fault))
        await until(lambda: len(server.traffic.of("apps.connections.open")) > opened)

        async def answered() -> bool:
            await server.hands.types(ANA, CHANNEL, "/stem")
            return bool(server.hands.messages(ANA, CHANNEL))

        async with asyncio.timeout(20):
            while not await answered():  # noqa: ASYNC110 - each round is a new try of the person
                await asyncio.sleep(0.05)


async def test_silent_sockets_say_nothing_in_either_direction_and_new_ones_are_silent_too(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    async with listening(server, session) as app:
        await server.fault_desk.order(FaultOrder("silent-sockets", seconds=30))
        await server.hands.types(ANA, CHANNEL, "/stem")
        another = await open_socket(server, session)
        with pytest.raises(TimeoutError):
            await another.receive_json(timeout=0.2)
        assert [one.order.name for one in server.fault_desk.in_effect()] == ["silent-sockets"]
        await server.fault_desk.clear()
        async with asyncio.timeout(10):
            await another.receive()
        fresh = await open_socket(server, session)
        assert (await fresh.receive_json(timeout=10))["type"] == "hello"
        await fresh.close()
        await another.close()

    assert app.payloads == []
    assert "operation_timeout" in server.hands.troubles(ANA)[0].words


async def test_the_next_events_come_twice_commands_too(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    await server.fault_desk.order(FaultOrder("repeat-events", times=2))
    async with listening(server, session) as app:
        await server.hands.types(ANA, CHANNEL, "/stem")
        await until(lambda: len(app.payloads) == 2)
        await server.hands.types(ANA, CHANNEL, "Hello")
        await until(lambda: len(app.payloads) == 4)
        await server.hands.types(ANA, CHANNEL, "Once")
        await until(lambda: len(app.payloads) == 5)

    commands, events = app.payloads[:2], app.payloads[2:4]
    assert commands[0]["trigger_id"] == commands[1]["trigger_id"]
    assert events[0]["event_id"] == events[1]["event_id"]
    assert server.fault_desk.in_effect() == ()


async def test_a_late_command_arrives_when_nobody_waits_for_it_any_more(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    await server.fault_desk.order(FaultOrder("late-events", seconds=0.7))
    async with listening(server, session) as app:
        await server.hands.types(ANA, CHANNEL, "/stem")
        assert app.payloads == []
        await until(lambda: len(app.payloads) == 1)

    assert "operation_timeout" in server.hands.troubles(ANA)[0].words


async def test_a_person_who_takes_no_messages_is_user_disabled_until_the_fault_ends(
    server: SlackServer, client: AsyncWebClient
) -> None:
    direct = server.hands.places(BEN)[-1].id
    await server.fault_desk.order(FaultOrder("refuse-dms", user=BEN))
    for asked in (
        client.chat_postMessage(channel=direct, text="Hi"),
        client.chat_postMessage(channel=BEN, text="Hi"),
        client.conversations_open(users=BEN),
    ):
        assert (await error_of(asked))[1] == "user_disabled"
    await client.chat_postMessage(channel=CHANNEL, text="Hi")

    await server.fault_desk.clear()
    await client.chat_postMessage(channel=direct, text="Hi")


async def test_a_lost_channel_is_nowhere_until_the_fault_ends(
    server: SlackServer, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="Before"))["ts"]
    await server.fault_desk.order(FaultOrder("lose-channel", place=CHANNEL))
    for asked in (
        client.chat_postMessage(channel=CHANNEL, text="Hi"),
        client.chat_update(channel=CHANNEL, ts=ts, text="Hi"),
        client.conversations_info(channel=CHANNEL),
        client.conversations_history(channel=CHANNEL),
    ):
        assert (await error_of(asked))[1] == "channel_not_found"
    assert CHANNEL not in {place.id for place in server.hands.places(ANA)}
    with pytest.raises(CannotDo):
        server.hands.messages(ANA, CHANNEL)

    await server.fault_desk.clear()
    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["Before"]


async def test_every_offer_can_be_ordered_and_cleared(server: SlackServer) -> None:
    for offer in OFFERS:
        await server.fault_desk.order(
            FaultOrder(offer.name, seconds=5, error="fatal_error", user=BEN, place=CHANNEL)
        )
    momentary = {"drop-sockets", "reconnect"}
    lasting = {offer.name for offer in OFFERS} - momentary
    assert {one.order.name for one in server.fault_desk.in_effect()} == lasting

    await server.fault_desk.clear()
    assert server.fault_desk.in_effect() == ()
