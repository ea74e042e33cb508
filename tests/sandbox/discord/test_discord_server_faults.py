from __future__ import annotations

import asyncio
import time
from datetime import timedelta

import aiohttp
import discord
import pytest

from bot.sandbox.discord.windows import Windows
from bot.sandbox.fault_desk import OFFERS, FaultOrder
from bot.sandbox.hands import CannotDo
from tests.sandbox.discord.lincoln_server import (
    ANA,
    BEN,
    CHANNEL,
    GUILD,
    TOKEN,
    Act,
    Local,
    until,
)
from tests.sandbox.discord.raw_client import raw_client

pytestmark = pytest.mark.wire
GUILD_MESSAGES = 1 << 9
SEND = "POST /channels/{channel_id}/messages"
ME = "GET /users/@me"


@pytest.fixture
def windows() -> Windows:
    return Windows(first_answer=0.6, identify=0.0, heartbeat=0.3)


async def the_channel(local: Local) -> discord.TextChannel:
    bot = await local.start_bot()
    channel = await bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)
    return channel


async def asks(local: Local) -> tuple[int, str]:
    headers = {"Authorization": f"Bot {TOKEN}"}
    address = f"{local.server.address}/api/v10/users/@me"
    async with aiohttp.ClientSession() as session, session.get(address, headers=headers) as answer:
        return answer.status, await answer.text()


def order_of(name: str) -> FaultOrder:
    by_name = {
        "refuse": FaultOrder("refuse", error="50013"),
        "refuse-dms": FaultOrder("refuse-dms", user=BEN),
        "lose-channel": FaultOrder("lose-channel", place=CHANNEL),
        "outage": FaultOrder("outage", seconds=60),
        "silent-sockets": FaultOrder("silent-sockets", seconds=60),
    }
    return by_name.get(name) or FaultOrder(name)  # type: ignore[arg-type]  # names of the table


@pytest.mark.parametrize("name", [offer.name for offer in OFFERS])
async def test_every_fault_that_is_offered_can_be_ordered_and_cleared(local: Local, name: str) -> None:
    await local.server.fault_desk.order(order_of(name))
    shown = [one.order.name for one in local.server.fault_desk.in_effect()]
    assert shown == ([] if name in ("drop-sockets", "reconnect") else [name])
    await local.server.fault_desk.clear()
    assert list(local.server.fault_desk.in_effect()) == []
    assert (await asks(local))[0] == 200


@pytest.mark.parametrize(
    "order",
    [
        FaultOrder("server-error", what="GET /nothing"),
        FaultOrder("refuse-dms", user="5"),
        FaultOrder("lose-channel", place="5"),
        FaultOrder("outage"),
        FaultOrder("refuse"),
    ],
)
async def test_a_fault_of_what_is_not_there_cannot_be_ordered(local: Local, order: FaultOrder) -> None:
    with pytest.raises(CannotDo):
        await local.server.fault_desk.order(order)


async def test_a_direct_message_cannot_be_lost(local: Local) -> None:
    with pytest.raises(CannotDo):
        await local.server.fault_desk.order(FaultOrder("lose-channel", place=local.server.places(ANA)[-1].id))


async def test_an_outage_lasts_until_the_workspaces_clock_has_passed_it(local: Local) -> None:
    bot = await local.start_bot()
    await local.server.fault_desk.order(FaultOrder("outage", seconds=3600))
    status, text = await asks(local)
    assert (status, "{" in text) == (503, False)
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(local.server.gateway_address)
    assert refused.value.status == 503
    await local.server.types(ANA, CHANNEL, "is anybody there?")
    local.clock.move(timedelta(hours=1))
    assert (await asks(local))[0] == 200
    await until(lambda: len(bot.heard) == 1, 30)


async def test_a_client_notices_a_silent_connection_and_misses_nothing(local: Local) -> None:
    local.bot._connection.heartbeat_timeout = 0.8  # noqa: SLF001
    bot = await local.start_bot()
    await local.server.fault_desk.order(FaultOrder("silent-sockets"))
    await local.server.types(ANA, CHANNEL, "hello")
    assert bot.heard == []
    await until(lambda: len(bot.heard) == 1, 20)
    assert bot.resumed.is_set()


async def test_connections_made_in_the_silence_are_silent_too(local: Local) -> None:
    await local.server.fault_desk.order(FaultOrder("silent-sockets", seconds=60))
    async with aiohttp.ClientSession() as session, session.ws_connect(local.server.gateway_address) as socket:
        await socket.send_json({"op": 1, "d": None})
        with pytest.raises(TimeoutError):
            await socket.receive(timeout=0.6)
        await local.server.fault_desk.clear()
        await socket.receive()
        assert socket.closed
    async with raw_client(local):
        pass


async def test_a_lost_channel_is_gone_for_the_app_and_for_people_until_it_is_brought_back(
    local: Local,
) -> None:
    channel = await the_channel(local)
    await channel.send("before")
    await until(lambda: local.bot.get_channel(int(CHANNEL)) is not None)
    await local.server.fault_desk.order(FaultOrder("lose-channel", place=CHANNEL))
    await until(lambda: local.bot.get_channel(int(CHANNEL)) is None)
    with pytest.raises(discord.NotFound) as refused:
        await channel.send("after")
    assert refused.value.code == 10003
    assert CHANNEL not in [place.id for place in local.server.places(ANA)]
    with pytest.raises(CannotDo):
        local.server.messages(ANA, CHANNEL)
    await local.server.fault_desk.clear()
    await until(lambda: local.bot.get_channel(int(CHANNEL)) is not None)
    assert [message.words for message in local.server.messages(ANA, CHANNEL)] == ["before"]


async def test_what_was_begun_in_a_lost_channel_is_over(local: Local) -> None:
    channel = await the_channel(local)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Open", custom_id="open"))
    message = await channel.send("Press", view=view)
    codes: list[int] = []

    async def answer(act: Act) -> None:
        await local.server.fault_desk.order(FaultOrder("lose-channel", place=CHANNEL))
        try:
            await act.response.send_message("too late")
        except discord.NotFound as error:
            codes.append(error.code)

    local.bot.on_act = answer
    await local.server.presses(ANA, str(message.id), "open")
    assert codes == [10062]
    assert [trouble.words for trouble in local.server.troubles(ANA)] == ["This interaction failed"]


async def test_a_form_that_was_opened_in_a_lost_channel_is_closed(local: Local) -> None:
    await the_channel(local)

    class Note(discord.ui.Modal, title="Note"):
        words: discord.ui.TextInput[Note] = discord.ui.TextInput(label="Words")

    @local.bot.tree.command(name="note", description="Write a note")
    async def note(act: Act) -> None:
        await act.response.send_modal(Note())

    await local.bot.tree.sync()
    await local.server.types(ANA, CHANNEL, "/note")
    assert local.server.form(ANA) is not None
    await local.server.fault_desk.order(FaultOrder("lose-channel", place=CHANNEL))
    assert local.server.form(ANA) is None


async def test_events_come_twice_as_often_as_ordered(local: Local) -> None:
    async with raw_client(local) as client:
        await client.identifies(GUILD_MESSAGES)
        await client.hears_event("READY")
        await local.server.fault_desk.order(FaultOrder("repeat-events", times=1))
        for words in ("one", "two"):
            await local.server.types(ANA, CHANNEL, words)
        frames = [await client.hears_event("MESSAGE_CREATE") for _ in range(3)]
        assert frames[0]["d"] == frames[1]["d"] != frames[2]["d"]
        assert len({frame["s"] for frame in frames}) == 3
        assert await client.hears_nothing(0.1)


async def test_late_events_are_overtaken(local: Local) -> None:
    async with raw_client(local) as client:
        await client.identifies(GUILD_MESSAGES)
        await client.hears_event("READY")
        await local.server.fault_desk.order(FaultOrder("late-events", seconds=0.2))
        began = time.monotonic()
        first, second = [await said(local, words) for words in ("late", "in time")]
        heard = [(await client.hears_event("MESSAGE_CREATE"))["d"]["id"] for _ in range(2)]
        assert heard == [second, first]
        assert time.monotonic() - began >= 0.2


async def test_an_interaction_that_arrives_too_late_cannot_be_answered(local: Local) -> None:
    await the_channel(local)
    codes: list[int] = []

    @local.bot.tree.command(name="stem", description="Say hello")
    async def stem(act: Act) -> None:
        try:
            await act.response.send_message("hello")
        except discord.NotFound as error:
            codes.append(error.code)

    await local.bot.tree.sync()
    await local.server.fault_desk.order(FaultOrder("late-events", seconds=0.8))
    await local.server.types(ANA, CHANNEL, "/stem")
    assert [trouble.words for trouble in local.server.troubles(ANA)] == ["The application did not respond"]
    await until(lambda: codes == [10062])


async def test_a_request_fault_meets_the_next_request_of_its_route(local: Local) -> None:
    await local.server.fault_desk.order(FaultOrder("server-error", what=ME, status=502, times=2))
    assert [(await asks(local))[0] for _ in range(3)] == [502, 502, 200]
    await local.server.fault_desk.order(FaultOrder("slow", what=ME, seconds=0.3))
    began = time.monotonic()
    assert (await asks(local))[0] == 200
    assert time.monotonic() - began >= 0.3


async def test_a_lost_answer_still_took_effect(local: Local) -> None:
    channel = await the_channel(local)
    await local.server.fault_desk.order(FaultOrder("lose-the-answer", what=SEND))
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("hello")
    assert [message.words for message in local.server.messages(ANA, CHANNEL)] == ["hello"]


async def test_what_the_app_is_sent_is_remembered_without_tokens_or_heartbeats(local: Local) -> None:
    async with raw_client(local) as client:
        await client.identifies(GUILD_MESSAGES)
        await client.hears_event("READY")
        await client.says(1, None)
        await local.server.types(ANA, CHANNEL, "hello")
        await client.hears_event("MESSAGE_CREATE")
        await local.server.fault_desk.order(FaultOrder("reconnect"))
        await client.says(99)
        while isinstance(await client.hears(), dict):
            pass
    told = [(one.what, one.direction) for one in local.server.traffic]
    assert told == [
        ("IDENTIFY", "from the app"),
        ("READY", "to the app"),
        ("MESSAGE_CREATE", "to the app"),
        ("RECONNECT", "to the app"),
        ("CLOSE", "to the app"),
    ]
    assert TOKEN not in str(list(local.server.traffic))
    (created,) = local.server.traffic.of("MESSAGE_CREATE")
    assert created.sent["guild_id"] == GUILD


async def said(local: Local, words: str) -> str:
    await local.server.types(ANA, CHANNEL, words)
    await asyncio.sleep(0)
    return local.server.messages(ANA, CHANNEL)[-1].id
