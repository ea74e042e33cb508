"""The scheduled events of a guild."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox.discord.permissions import APP as USUAL
from bot.sandbox.discord.permissions import CREATE_EVENTS
from bot.sandbox.discord.server import DiscordServer
from tests.sandbox.discord.lincoln_server import ANA, BOT_USER, CHANNEL, GUILD, WORKSPACE, Local
from tests.sandbox.discord.raw_client import raw_client
from tests.sandbox.discord.rest_client import NOW, Rest

pytestmark = pytest.mark.wire
PATH = f"/guilds/{GUILD}/scheduled-events"
FAIR = {
    "name": "Science fair",
    "privacy_level": 2,
    "entity_type": 3,
    "scheduled_start_time": "2026-10-01T11:00:00-04:00",
    "scheduled_end_time": "2026-10-02T11:00:00-04:00",
    "entity_metadata": {"location": "Gym"},
}


@pytest.fixture
async def rest(local: Local) -> AsyncIterator[Rest]:
    async with aiohttp.ClientSession() as session:
        yield Rest(local.server, session)


async def test_a_client_plans_changes_and_deletes_an_event(local: Local) -> None:
    bot = await local.start_bot()
    guild = await bot.fetch_guild(int(GUILD))
    event = await guild.create_scheduled_event(
        name="Science fair",
        start_time=local.clock.at + timedelta(days=1),
        end_time=local.clock.at + timedelta(days=1, hours=2),
        entity_type=discord.EntityType.external,
        privacy_level=discord.PrivacyLevel.guild_only,
        location="Gym",
        description="All welcome",
    )
    assert (event.location, event.description, event.creator_id) == ("Gym", "All welcome", int(BOT_USER))
    changed = await event.edit(location="Hall")
    assert [each.location for each in await guild.fetch_scheduled_events()] == ["Hall"]
    await changed.cancel()
    assert await guild.fetch_scheduled_events() == []
    await changed.delete()
    with pytest.raises(discord.NotFound) as unknown:
        await guild.fetch_scheduled_event(event.id)
    assert unknown.value.code == 10070


async def test_an_event_begins_and_ends_by_the_clock(local: Local, rest: Rest) -> None:
    made = (await rest.asks("POST", PATH, FAIR)).body
    assert made["status"] == 1
    statuses = []
    for days in (23, 1, 1):
        local.clock.move(timedelta(days=days, minutes=1))
        statuses.append((await rest.asks("GET", f"{PATH}/{made['id']}")).body["status"])
    assert statuses == [1, 2, 3]
    late = await rest.asks("PATCH", f"{PATH}/{made['id']}", {"name": "Later"})
    assert (late.status, late.code) == (400, 180000)


@pytest.mark.parametrize(
    ("change", "place", "code"),
    [
        ({"name": ""}, ("name",), "BASE_TYPE_BAD_LENGTH"),
        ({"name": None}, ("name",), "BASE_TYPE_REQUIRED"),
        ({"privacy_level": 1}, ("privacy_level",), "BASE_TYPE_CHOICES"),
        ({"entity_type": 2}, ("channel_id",), "BASE_TYPE_REQUIRED"),
        ({"entity_metadata": None}, ("entity_metadata", "location"), "BASE_TYPE_REQUIRED"),
        ({"scheduled_end_time": None}, ("scheduled_end_time",), "BASE_TYPE_REQUIRED"),
        ({"scheduled_start_time": "soon"}, ("scheduled_start_time",), "DATE_TIME_TYPE_PARSE"),
        (
            {"scheduled_start_time": "2026-09-01T10:00:00Z"},
            ("scheduled_start_time",),
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
        ),
        (
            {"scheduled_end_time": "2026-10-01T10:00:00Z"},
            ("scheduled_end_time",),
            "GUILD_SCHEDULED_EVENT_END_BEFORE_START",
        ),
    ],
)
async def test_an_unfit_event_is_refused_where_the_fault_is(
    rest: Rest, change: dict[str, Any], place: tuple[str, ...], code: str
) -> None:
    told = await rest.asks("POST", PATH, FAIR | change)
    assert (told.status, told.code) == (400, 50035)
    assert told.wrong_at(*place) == [code]
    assert (await rest.asks("GET", PATH)).body == []


async def test_a_text_channel_hosts_no_event(rest: Rest) -> None:
    hosted = await rest.asks("POST", PATH, FAIR | {"entity_type": 2, "channel_id": CHANNEL})
    unknown = await rest.asks("POST", PATH, FAIR | {"entity_type": 2, "channel_id": "5"})
    assert (hosted.code, unknown.code) == (50024, 10003)


async def test_an_event_that_did_not_begin_cannot_be_completed(rest: Rest) -> None:
    made = (await rest.asks("POST", PATH, FAIR)).body
    told = await rest.asks("PATCH", f"{PATH}/{made['id']}", {"status": 3})
    assert told.wrong_at("status") == ["BASE_TYPE_CHOICES"]


async def test_events_need_their_permission() -> None:
    app = replace(WORKSPACE.app, permissions=USUAL & ~CREATE_EVENTS)
    server = DiscordServer([replace(WORKSPACE, app=app)], lambda: NOW)
    await server.start()
    async with aiohttp.ClientSession() as session:
        told = await Rest(server, session).asks("POST", PATH, FAIR)
    await server.stop()
    assert (told.status, told.code) == (403, 50013)


async def test_who_wants_to_come_is_told_and_counted(local: Local, rest: Rest) -> None:
    async with raw_client(local) as client:
        await client.identifies(intents=1 << 16)
        await client.hears_event("READY")
        made = (await rest.asks("POST", PATH, FAIR)).body
        assert (await client.hears_event("GUILD_SCHEDULED_EVENT_CREATE"))["d"]["id"] == made["id"]
        local.server.follow_event(ANA, made["id"])
        added = await client.hears_event("GUILD_SCHEDULED_EVENT_USER_ADD")
        assert added["d"] == {"guild_scheduled_event_id": made["id"], "user_id": ANA, "guild_id": GUILD}
    coming = await rest.asks("GET", f"{PATH}/{made['id']}/users?with_member=true")
    assert [(each["user"]["id"], each["member"]["user"]["id"]) for each in coming.body] == [(ANA, ANA)]
    counted = await rest.asks("GET", f"{PATH}?with_user_count=true")
    assert [each["user_count"] for each in counted.body] == [1]
    local.server.follow_event(ANA, made["id"], follows=False)
    assert (await rest.asks("GET", f"{PATH}/{made['id']}/users")).body == []
