from __future__ import annotations

import asyncio

import aiohttp
import discord
import pytest

from bot.sandbox.discord.windows import Windows
from bot.sandbox.fault_desk import FaultOrder
from tests.sandbox.discord.lincoln_server import (
    ANA,
    APP,
    BOT_USER,
    CHANNEL,
    GUILD,
    HIDDEN,
    TOKEN,
    Local,
    until,
)

pytestmark = pytest.mark.wire


async def test_a_client_knows_its_guild_and_channels(local: Local) -> None:
    bot = await local.start_bot()
    await until(lambda: bot.get_channel(int(CHANNEL)) is not None)
    guild = bot.get_guild(int(GUILD))
    assert guild is not None
    assert (guild.name, guild.member_count) == ("Lincoln STEM", 3)
    seen = {channel.name: channel.permissions_for(guild.me).view_channel for channel in guild.text_channels}
    assert seen == {"slt": True, "staff": False}
    assert bot.application_id == int(APP)


async def test_a_dropped_socket_is_resumed_and_nothing_is_missed(local: Local) -> None:
    bot = await local.start_bot()
    direct = local.server.places(ANA)[-1].id
    await local.server.types(ANA, direct, "one")
    await until(lambda: len(bot.heard) == 1)
    await local.server.fault_desk.order(FaultOrder("drop-sockets"))
    await local.server.types(ANA, direct, "two")
    await local.server.types(ANA, direct, "three")
    await until(lambda: len(bot.heard) == 3)
    assert [message.content for message in bot.heard] == ["one", "two", "three"]
    assert bot.resumed.is_set()


async def test_a_client_that_is_asked_to_reconnect_resumes(local: Local) -> None:
    bot = await local.start_bot()
    direct = local.server.places(ANA)[-1].id
    await local.server.fault_desk.order(FaultOrder("reconnect"))
    await asyncio.wait_for(bot.resumed.wait(), 10)
    await local.server.types(ANA, direct, "again")
    await until(lambda: len(bot.heard) == 1)


async def test_an_invalid_session_identifies_anew(local: Local) -> None:
    bot = await local.start_bot()
    direct = local.server.places(ANA)[-1].id
    bot.connected.clear()
    await local.server.invalidate_sessions()
    await asyncio.wait_for(bot.connected.wait(), 20)
    assert not bot.resumed.is_set()
    await local.server.types(ANA, direct, "again")
    await until(lambda: len(bot.heard) == 1)


async def test_what_people_write_is_hidden_without_the_intent_except_in_direct_messages_and_mentions(
    local: Local,
) -> None:
    bot = await local.start_bot()
    direct = local.server.places(ANA)[-1].id
    await local.server.types(ANA, CHANNEL, "secret plans")
    await local.server.types(ANA, CHANNEL, f"<@{BOT_USER}> look")
    await local.server.types(ANA, direct, "hello")
    await local.server.types(ANA, HIDDEN, "never told")
    await until(lambda: len(bot.heard) == 3)
    assert [message.content for message in bot.heard] == ["", f"<@{BOT_USER}> look", "hello"]


async def test_a_bad_token_cannot_log_in(local: Local) -> None:
    with pytest.raises(discord.LoginFailure):
        await local.bot.start("wrong")


async def test_a_privileged_intent_closes_the_gateway_for_good(local: Local) -> None:
    local.bot._connection._intents = discord.Intents.all()  # noqa: SLF001
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await asyncio.wait_for(local.bot.start("local-discord-token"), 10)


class TestWithoutHeartbeats:
    @pytest.fixture
    def windows(self) -> Windows:
        return Windows(heartbeat=0.2)

    async def test_a_silent_client_is_closed(self, local: Local) -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{local.server.gateway_address}?v=10&encoding=json") as socket,
        ):
            hello = await socket.receive_json()
            assert (hello["op"], hello["d"]) == (10, {"heartbeat_interval": 200})
            await socket.receive()
            assert socket.close_code == 4009


class TestWithFrequentHeartbeats:
    @pytest.fixture
    def windows(self) -> Windows:
        return Windows(heartbeat=0.5)

    async def test_a_client_measures_no_more_than_its_answer_took(self, local: Local) -> None:
        bot = await local.start_bot()
        measured: set[float] = set()
        async with asyncio.timeout(20):
            while len(measured) < 6:
                await asyncio.sleep(0.01)
                measured.add(bot.latency)
        assert all(0.01 < seconds < 0.45 for seconds in measured - {float("inf")}), measured


async def test_a_heartbeats_answer_holds_up_nothing_else(local: Local) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{local.server.gateway_address}?v=10&encoding=json") as socket,
    ):
        await socket.receive()
        await socket.send_json({"op": 1, "d": None})
        await socket.send_json({"op": 2, "d": {"token": TOKEN, "intents": 0}})
        frames = [await socket.receive_json() for _ in range(2)]
        assert [(frame["op"], frame["t"]) for frame in frames] == [(0, "READY"), (11, None)]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("no json", 4002),
        ('{"op": 99}', 4001),
        ('{"op": 3, "d": {}}', 4003),
        ('{"op": 2, "d": {"token": "wrong", "intents": 0}}', 4004),
        ('{"op": 2, "d": {"token": "local-discord-token", "intents": -1}}', 4013),
        ('{"op": 2, "d": {"token": "local-discord-token", "intents": 0, "shard": [1, 1]}}', 4010),
    ],
)
async def test_a_broken_frame_closes_with_its_code(local: Local, sent: str, code: int) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{local.server.gateway_address}?v=10&encoding=json") as socket,
    ):
        await socket.receive()
        await socket.send_str(sent)
        await socket.receive()
        assert socket.close_code == code
