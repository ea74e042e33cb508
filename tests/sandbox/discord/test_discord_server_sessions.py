from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord.windows import Windows
from tests.sandbox.discord.lincoln_server import ANA, BEN, CHANNEL, GUILD, TOKEN, Local
from tests.sandbox.discord.raw_client import RawClient, raw_client

pytestmark = pytest.mark.wire
GUILDS, MEMBERS, GUILD_MESSAGES = 1, 1 << 1, 1 << 9


@pytest.fixture
def windows() -> Windows:
    return Windows(identify=0.0)


async def ready(client: RawClient, intents: int = GUILD_MESSAGES) -> Any:
    await client.identifies(intents)
    return await client.hears_event("READY")


async def start_limit(local: Local) -> dict[str, int]:
    address = f"{local.server.address}/api/v10/gateway/bot"
    headers = {"Authorization": f"Bot {TOKEN}"}
    async with aiohttp.ClientSession() as session, session.get(address, headers=headers) as answer:
        limit: dict[str, int] = (await answer.json())["session_start_limit"]
        return limit


async def test_frames_come_plain_or_as_one_zlib_stream(local: Local) -> None:
    for compress in ("", "zlib-stream"):
        async with raw_client(local, compress) as client:
            await client.identifies(GUILDS)
            greeting = [(await client.hears())["t"] for _ in range(2)]
            assert greeting == ["READY", "GUILD_CREATE"]
            assert bool(client.packed) == bool(compress)


async def test_large_frames_are_packed_one_by_one_when_identify_asks_for_it(local: Local) -> None:
    async with raw_client(local) as client:
        await client.identifies(GUILDS, compress=True)
        assert (await client.hears_event("GUILD_CREATE"))["d"]["id"] == GUILD
        packed = client.packed
        await client.says(1, None)
        assert ((await client.hears())["op"], client.packed) == (11, packed)
        assert packed


async def test_an_unknown_packing_is_refused(local: Local) -> None:
    address = f"{local.server.gateway_address}?v=10&encoding=json&compress=rar"
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        await socket.receive()
        assert socket.close_code == 4002


async def test_an_old_version_is_refused(local: Local) -> None:
    address = f"{local.server.gateway_address}?v=5&encoding=json"
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket:
        await socket.receive()
        assert socket.close_code == 4012


async def test_several_sessions_of_one_app_hear_the_same(local: Local) -> None:
    async with raw_client(local) as one, raw_client(local) as other:
        await ready(one)
        await ready(other)
        await local.server.types(ANA, CHANNEL, "hello")
        heard = [await client.hears_event("MESSAGE_CREATE") for client in (one, other)]
        assert heard[0]["d"]["id"] == heard[1]["d"]["id"]


async def test_events_go_only_to_those_who_asked_for_their_kind(local: Local) -> None:
    async with raw_client(local) as client:
        await ready(client, intents=GUILDS)
        await client.hears_event("GUILD_CREATE")
        await local.server.types(ANA, CHANNEL, "hello")
        assert await client.hears_nothing(0.1)


async def test_a_resumed_session_gets_what_it_missed_in_order_and_only_that(local: Local) -> None:
    async with raw_client(local) as client:
        session = await ready(client)
        await local.server.types(ANA, CHANNEL, "before")
        last = (await client.hears_event("MESSAGE_CREATE"))["s"]
        await client.socket.close(code=4000)
    for number in range(3):
        await local.server.types(ANA, CHANNEL, f"missed {number}")
    async with raw_client(local) as client:
        await client.resumes(session, last)
        frames = [await client.hears() for _ in range(4)]
        assert [frame["t"] for frame in frames] == ["MESSAGE_CREATE"] * 3 + ["RESUMED"]
        assert [frame["s"] for frame in frames] == [last + 1, last + 2, last + 3, last + 4]


async def test_a_resume_takes_the_place_of_a_connection_that_hangs(local: Local) -> None:
    async with raw_client(local) as first:
        session = await ready(first)
        async with raw_client(local) as second:
            await second.resumes(session, session["s"])
            assert (await second.hears())["t"] == "RESUMED"
            assert not isinstance(await first.hears(), dict)
            await local.server.types(ANA, CHANNEL, "hello")
            assert (await second.hears_event("MESSAGE_CREATE"))["d"]["author"]["id"] == ANA


async def test_a_session_that_said_goodbye_cannot_be_resumed(local: Local) -> None:
    async with raw_client(local) as client:
        session = await ready(client)
        await client.socket.close(code=1000)
    async with raw_client(local) as client:
        await client.resumes(session, session["s"])
        frame = await client.hears()
        assert (frame["op"], frame["d"]) == (9, False)
        assert (await ready(client))["d"]["session_id"] != session["d"]["session_id"]


async def test_a_number_that_was_never_sent_cannot_be_resumed_from(local: Local) -> None:
    async with raw_client(local) as client:
        session = await ready(client)
        await client.socket.close(code=4000)
    async with raw_client(local) as client:
        await client.resumes(session, 99)
        assert await client.hears() == 4007


async def test_who_has_identified_cannot_do_so_again(local: Local) -> None:
    async with raw_client(local) as client:
        await ready(client)
        await client.identifies()
        assert await client.hears() == 4005


async def test_an_invalid_session_that_may_resume_says_so(local: Local) -> None:
    async with raw_client(local) as client:
        session = await ready(client)
        await local.server.invalidate_sessions(resumable=True)
        frame = await client.hears()
        assert (frame["op"], frame["d"]) == (9, True)
        await client.socket.close(code=4000)
    async with raw_client(local) as client:
        await client.resumes(session, session["s"])
        assert (await client.hears())["t"] == "RESUMED"


class TestWithThePaceOfFrames:
    @pytest.fixture
    def windows(self) -> Windows:
        return Windows(identify=0.0, frames_a_minute=5)

    async def test_a_client_that_says_too_much_is_closed(self, local: Local) -> None:
        async with raw_client(local) as client:
            await ready(client)
            for _ in range(5):
                await client.says(3, {"status": "online", "activities": [], "since": None, "afk": False})
            assert await client.hears() == 4008


class TestWithThePaceOfIdentify:
    @pytest.fixture
    def windows(self) -> Windows:
        return Windows(identify=0.3)

    async def test_a_second_session_begins_only_a_while_after_the_first(self, local: Local) -> None:
        async with raw_client(local) as one, raw_client(local) as other:
            await ready(one)
            await other.identifies(GUILD_MESSAGES)
            frame = await other.hears()
            assert (frame["op"], frame["d"]) == (9, False)
            await asyncio.sleep(0.3)
            assert (await ready(other))["t"] == "READY"
            assert (await start_limit(local))["remaining"] == 998


class TestWithOneSessionADay:
    @pytest.fixture
    def windows(self) -> Windows:
        return Windows(identify=0.0, sessions_a_day=1)

    async def test_one_session_too_many_ends_all_of_them_and_the_token(self, local: Local) -> None:
        async with raw_client(local) as one, raw_client(local) as other:
            session = await ready(one)
            await other.identifies(GUILD_MESSAGES)
            assert await other.hears() == 4004
            await local.server.types(ANA, CHANNEL, "hello")
            assert await one.hears_nothing(0.1)
        async with raw_client(local) as client:
            await client.resumes(session, session["s"])
            assert (await client.hears())["op"] == 9


async def test_sessions_are_counted_against_the_day(local: Local) -> None:
    assert await start_limit(local) == {
        "total": 1000,
        "remaining": 1000,
        "reset_after": 0,
        "max_concurrency": 1,
    }
    async with raw_client(local) as client:
        session = await ready(client)
        await client.socket.close(code=4000)
    async with raw_client(local) as client:
        await client.resumes(session, session["s"])
        await client.hears_event("RESUMED")
    limit = await start_limit(local)
    assert limit["remaining"] == 999
    assert 0 < limit["reset_after"] <= 24 * 60 * 60 * 1000


async def test_members_are_found_by_name_and_id_with_the_nonce_given(local: Local) -> None:
    async with raw_client(local) as client:
        await ready(client)
        await client.says(8, {"guild_id": GUILD, "query": "an", "limit": 5, "nonce": "first"})
        found = (await client.hears_event("GUILD_MEMBERS_CHUNK"))["d"]
        assert [member["user"]["id"] for member in found["members"]] == [ANA]
        assert (found["nonce"], found["chunk_index"], found["chunk_count"]) == ("first", 0, 1)
        await client.says(8, {"guild_id": GUILD, "user_ids": [BEN, "5"], "limit": 0, "nonce": "n" * 33})
        found = (await client.hears_event("GUILD_MEMBERS_CHUNK"))["d"]
        assert [member["user"]["id"] for member in found["members"]] == [BEN]
        assert (found["not_found"], "nonce" in found) == (["5"], False)


async def test_the_whole_list_of_members_needs_the_intent(local: Local) -> None:
    async with raw_client(local) as client:
        await ready(client)
        await client.says(8, {"guild_id": GUILD, "query": "", "limit": 0})
        assert await client.hears_nothing(0.1)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("[" * 4000, 4002),
        ('{"op": [2]}', 4002),
        ('{"op": true}', 4002),
        ("[]", 4002),
        ('{"op": 2, "d": null}', 4002),
        ('{"op": 2, "d": {"token": {}, "intents": 0}}', 4004),
        ('{"op": 2, "d": {"token": "local-discord-token", "intents": true}}', 4013),
        ('{"op": 2, "d": {"token": "local-discord-token", "intents": 131072}}', 4013),
        ('{"op": 2, "d": {"token": "local-discord-token", "intents": 2}}', 4014),
        ('{"op": 2, "d": {"token": "local-discord-token", "intents": 0, "shard": [true, "1"]}}', 4010),
        ('{"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}', 4004),
        ('{"op": 6, "d": {"token": "local-discord-token", "session_id": [], "seq": "1"}}', 4002),
        ('{"op": 8, "d": {}}', 4003),
        ('{"op": 1, "d": "' + "x" * 4096 + '"}', 4002),
    ],
)
async def test_junk_closes_the_connection_with_its_code(local: Local, sent: str, code: int) -> None:
    async with raw_client(local) as client:
        await client.socket.send_str(sent)
        assert await client.hears() == code


async def test_junk_about_members_is_answered_or_passed_over(local: Local) -> None:
    async with raw_client(local) as client:
        await ready(client)
        junk: tuple[Any, ...] = (
            {"guild_id": [], "user_ids": {}},
            {"guild_id": GUILD, "query": 5, "limit": "x"},
        )
        for body in junk:
            await client.says(8, body)
        await client.says(8, {"guild_id": GUILD, "user_ids": [[], None], "limit": 10**30})
        found = (await client.hears_event("GUILD_MEMBERS_CHUNK"))["d"]
        assert found["members"] == []
        await client.says(1, {})
        while (frame := await client.hears())["op"] != 11:
            assert frame["t"] == "GUILD_MEMBERS_CHUNK"
