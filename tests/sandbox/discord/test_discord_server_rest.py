from __future__ import annotations

import asyncio
import io
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest

from bot.sandbox.discord.windows import Windows
from bot.sandbox.fault_desk import FaultOrder
from bot.sandbox.faults import Fault
from bot.sandbox.seen import SeenPicture
from tests.sandbox.discord.lincoln_server import ANA, APP, BEN, CHANNEL, GUILD, HIDDEN, Local

pytestmark = pytest.mark.wire
SEND = "POST /channels/{channel_id}/messages"


async def the_channel(local: Local) -> discord.TextChannel:
    await local.start_bot()
    channel = await local.bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_a_person_who_refuses_direct_messages_cannot_be_written_to(local: Local) -> None:
    bot = await local.start_bot()
    user = await bot.fetch_user(int(BEN))
    await local.server.fault_desk.order(FaultOrder("refuse-dms", user=BEN))
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("hello")
    assert refused.value.code == 50007
    await local.server.fault_desk.clear()
    await user.send("hello")
    assert [place.unread for place in local.server.places(BEN)] == [0, 1]


async def test_channels_that_are_hidden_or_unknown_are_refused(local: Local) -> None:
    bot = await local.start_bot()
    with pytest.raises(discord.Forbidden) as hidden:
        await bot.fetch_channel(int(HIDDEN))
    with pytest.raises(discord.NotFound) as unknown:
        await bot.fetch_channel(1)
    assert (hidden.value.code, unknown.value.code) == (50001, 10003)


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ({"content": ""}, 50006, ""),
        ({"content": "x" * 2001}, 50035, "content"),
        ({"content": "x", "nonce": "n" * 26}, 50035, "nonce"),
        ({"content": "x", "flags": 1 << 15, "components": [{"type": 10, "content": "y"}]}, 50035, "content"),
        ({"components": [{"type": 10, "content": "y"}]}, 50035, "components.0.type"),
        (
            {"flags": 1 << 15, "components": [{"type": 10, "content": "y" * 2001}] * 2},
            50035,
            "components",
        ),
        ({"flags": 1 << 15, "components": [{"type": 14}] * 41}, 50035, "components"),
        (
            {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "a"}]}]},
            50035,
            "components.0.components.0.custom_id",
        ),
        (
            {
                "components": [
                    {"type": 1, "components": [{"type": 2, "style": 2, "label": "a", "custom_id": "c"}] * 2}
                ]
            },
            50035,
            "components.0.components.1.custom_id",
        ),
        (
            {
                "components": [
                    {"type": 1, "components": [{"type": 2, "style": 2, "label": "a" * 81, "custom_id": "c"}]}
                ]
            },
            50035,
            "components.0.components.0.label",
        ),
        (
            {"components": [{"type": 1, "components": [{"type": 3, "custom_id": "c", "options": []}]}]},
            50035,
            "components.0.components.0.options",
        ),
        (
            {
                "flags": 1 << 15,
                "components": [{"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}],
            },
            50035,
            "components.0.items.0.media.url",
        ),
    ],
)
async def test_an_unfit_message_is_refused_where_the_fault_is(
    local: Local, body: dict[str, Any], code: int, place: str
) -> None:
    channel = await the_channel(local)
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
    with pytest.raises(discord.HTTPException) as refused:
        await local.bot.http.request(route, json=body)
    assert refused.value.code == code
    assert not place or f"{place}:" in str(refused.value)
    assert local.server.messages(ANA, CHANNEL) == ()


async def test_the_layout_flag_cannot_be_taken_back(local: Local) -> None:
    channel = await the_channel(local)
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("Plain"))
    message = await channel.send(view=view)
    with pytest.raises(discord.HTTPException) as refused:
        await message.edit(content="Text", view=None)
    assert "MESSAGE_CANNOT_USE_LEGACY" in str(refused.value.response) or refused.value.code == 50035


async def test_history_is_cut_by_ids_and_its_order_survives_a_clock_moved_back(local: Local) -> None:
    channel = await the_channel(local)
    sent = []
    for place in range(4):
        local.clock.move(timedelta(days=-1) if place == 3 else timedelta(minutes=1))
        sent.append(await channel.send(f"message {place}"))
    newest_first = [message.content async for message in channel.history()]
    assert newest_first == [f"message {place}" for place in range(3, -1, -1)]
    before = [message.content async for message in channel.history(before=sent[2], limit=1)]
    after = [message.content async for message in channel.history(after=sent[2], limit=1)]
    around = [message.content async for message in channel.history(around=sent[2], limit=3)]
    assert (before, after) == (["message 1"], ["message 3"])
    assert sorted(around) == ["message 1", "message 2", "message 3"]
    assert (await channel.fetch_message(sent[0].id)).content == "message 0"
    await sent[0].delete()
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(sent[0].id)


async def test_a_file_is_kept_and_shown_as_a_picture(local: Local) -> None:
    channel = await the_channel(local)
    view = discord.ui.LayoutView()
    gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery()
    gallery.add_item(media="attachment://chart.png", description="Levels by indicator")
    view.add_item(gallery)
    message = await channel.send(view=view, file=discord.File(io.BytesIO(b"not really"), "chart.png"))
    assert (message.attachments[0].filename, message.attachments[0].size) == ("chart.png", 10)
    (seen,) = local.server.messages(ANA, CHANNEL)
    (picture,) = seen.parts
    assert isinstance(picture, SeenPicture)
    assert picture.words == "Levels by indicator"
    async with aiohttp.ClientSession() as session, session.get(picture.address) as answer:
        assert await answer.read() == b"not really"


async def test_an_answer_that_is_lost_leaves_one_message_for_its_nonce(local: Local) -> None:
    channel = await the_channel(local)
    local.server.faults.next(SEND, Fault("lose-the-answer"))
    with pytest.raises((aiohttp.ClientError, OSError)):
        await channel.send("once", nonce="delivery-7")
    again = await channel.send("once", nonce="delivery-7")
    assert [message.id async for message in channel.history()] == [again.id]


async def test_ordered_faults_look_like_discords_own(local: Local) -> None:
    channel = await the_channel(local)
    local.server.faults.next(SEND, Fault("rate-limited", seconds=0.2))
    local.server.faults.next(SEND, Fault("slow", seconds=0.1))
    started = asyncio.get_running_loop().time()
    await channel.send("patient")
    assert asyncio.get_running_loop().time() - started >= 0.3
    local.server.faults.next(SEND, Fault("server-error", status=503))
    with pytest.raises(discord.DiscordServerError):
        await channel.send("unlucky")
    local.server.faults.next(SEND, Fault("refuse", error="50013"))
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send("forbidden")
    assert refused.value.code == 50013
    statuses = [request.status for request in local.server.traffic if request.what == SEND]
    assert statuses == [429, 200, 503, 403]


async def test_tokens_are_not_in_the_log_and_json_has_no_charset(local: Local) -> None:
    await the_channel(local)
    url = f"{local.server.address}/api/v10/webhooks/{APP}/a-secret-token"
    async with aiohttp.ClientSession() as session, session.post(url, json={"content": "x"}) as answer:
        assert answer.status == 404
        assert answer.headers["Content-Type"] == "application/json"
        assert (await answer.json())["code"] == 10015
    assert "a-secret-token" not in str(list(local.server.traffic))


async def test_members_are_found_by_id_and_name(local: Local) -> None:
    bot = await local.start_bot()
    guild = await bot.fetch_guild(int(GUILD))
    member = await guild.fetch_member(int(BEN))
    assert member.display_name == "Ben Cho"
    assert [role.name for role in await guild.fetch_roles()] == ["@everyone", "stem-bot", "Facilitators"]
    found = await bot.http.request(
        discord.http.Route("GET", "/guilds/{guild_id}/members/search", guild_id=guild.id),
        params={"query": "an", "limit": 5},
    )
    assert [each["user"]["id"] for each in found] == [ANA]
    assert await guild.fetch_scheduled_events() == []


async def test_mentions_are_told_only_to_whom_the_sender_allows(local: Local) -> None:
    channel = await the_channel(local)
    text = f"@everyone <@{ANA}> <@{BEN}>"
    loud = await channel.send(text)
    quiet = await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
    one = await channel.send(
        text,
        allowed_mentions=discord.AllowedMentions(
            everyone=False, users=[discord.Object(int(ANA))], roles=False
        ),
    )
    assert ([user.id for user in loud.mentions], loud.mention_everyone) == (
        [int(ANA), int(BEN)],
        True,
    )
    assert (quiet.mentions, quiet.mention_everyone) == ([], False)
    assert ([user.id for user in one.mentions], one.mention_everyone) == ([int(ANA)], False)


class TestAtAPaceOfThree:
    @pytest.fixture
    def windows(self) -> Windows:
        return Windows(requests_a_second=3)

    async def test_too_many_requests_in_a_second_wait_and_then_pass(self, local: Local) -> None:
        bot = await local.start_bot()
        user = await bot.fetch_user(int(ANA))
        for number in range(3):
            await user.send(f"message {number}")
        limited = [request for request in local.server.traffic if request.status == 429]
        assert limited
        assert limited[0].answer["global"] is True
        assert [each.words for each in local.server.messages(ANA, local.server.places(ANA)[-1].id)] == [
            "message 0",
            "message 1",
            "message 2",
        ]


async def test_a_stored_file_is_named_by_its_address_in_the_answer(local: Local) -> None:
    channel = await the_channel(local)
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://chart.png")))
    message = await channel.send(view=view, file=discord.File(io.BytesIO(b"png"), "chart.png"))
    gallery = message.components[0]
    assert isinstance(gallery, discord.MediaGalleryComponent)
    assert gallery.items[0].media.url == message.attachments[0].url
    assert message.attachments[0].url.startswith(local.server.address)


async def test_parts_of_the_wrong_kind_are_refused_not_swallowed(local: Local) -> None:
    channel = await the_channel(local)
    route = discord.http.Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
    with pytest.raises(discord.HTTPException) as refused:
        await local.bot.http.request(route, json={"content": 5, "components": {"type": 1}})
    assert "content: Could not interpret value as string." in str(refused.value)
    assert "components: Only iterables" in str(refused.value)
    with pytest.raises(discord.HTTPException) as nested:
        await local.bot.http.request(route, json={"components": [{"type": 1, "components": ["button"]}]})
    assert "components.0.components.0: Only dictionaries" in str(nested.value)
