"""Messages beyond plain text: replies, files, reactions, mentions of roles, and what permissions allow."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import aiohttp
import discord
import pytest

from bot.sandbox.discord import permissions
from bot.sandbox.discord.bodies import LARGEST_FILE
from bot.sandbox.discord.server import DiscordServer
from tests.sandbox.discord.lincoln_server import (
    ANA,
    BOT_USER,
    CHANNEL,
    FACILITATORS,
    GUILD,
    WORKSPACE,
    Local,
)
from tests.sandbox.discord.raw_client import raw_client
from tests.sandbox.discord.rest_client import NOW, Rest, form

pytestmark = pytest.mark.wire
MESSAGES = f"/channels/{CHANNEL}/messages"


@pytest.fixture
async def rest(local: Local) -> AsyncIterator[Rest]:
    async with aiohttp.ClientSession() as session:
        yield Rest(local.server, session)


@asynccontextmanager
async def allowed(bits: int) -> AsyncIterator[Rest]:
    """A server where the app's role has just these permissions."""
    app = replace(WORKSPACE.app, permissions=bits)
    server = DiscordServer([replace(WORKSPACE, app=app)], lambda: NOW, rate_limits=False)
    await server.start()
    async with aiohttp.ClientSession() as session:
        yield Rest(server, session)
    await server.stop()


async def typed(rest: Rest, words: str) -> str:
    """Let Ana say something; returns the message's id."""
    await rest.server.types(ANA, CHANNEL, words)
    return rest.server.messages(ANA, CHANNEL)[-1].id


async def test_a_reply_shows_what_it_answers_and_tells_its_author(rest: Rest) -> None:
    asked = await typed(rest, "When is the fair?")
    answer = {"content": "On Friday", "message_reference": {"message_id": asked}}
    told = (await rest.asks("POST", MESSAGES, answer)).body
    assert (told["type"], told["referenced_message"]["id"]) == (19, asked)
    assert told["message_reference"]["guild_id"] == GUILD
    assert [user["id"] for user in told["mentions"]] == [ANA]
    quiet = await rest.asks("POST", MESSAGES, answer | {"allowed_mentions": {"parse": []}})
    assert quiet.body["mentions"] == []


async def test_a_reply_to_nothing_is_refused_unless_the_sender_does_not_mind(rest: Rest) -> None:
    reference = {"message_id": "5"}
    refused = await rest.asks("POST", MESSAGES, {"content": "x", "message_reference": reference})
    assert refused.wrong_at("message_reference") == ["REPLIES_UNKNOWN_MESSAGE"]
    easy = reference | {"fail_if_not_exists": False}
    told = await rest.asks("POST", MESSAGES, {"content": "x", "message_reference": easy})
    assert (told.status, told.body["type"], "message_reference" in told.body) == (200, 0, False)


async def test_roles_are_told_when_the_sender_allows_it(rest: Rest) -> None:
    text = f"<@&{FACILITATORS}> <@&5>"
    loud = await rest.asks("POST", MESSAGES, {"content": text})
    quiet = await rest.asks("POST", MESSAGES, {"content": text, "allowed_mentions": {"parse": ["users"]}})
    assert (loud.body["mention_roles"], quiet.body["mention_roles"]) == ([FACILITATORS], [])
    both = {"content": text, "allowed_mentions": {"parse": ["roles"], "roles": [FACILITATORS]}}
    refused = await rest.asks("POST", MESSAGES, both)
    assert refused.wrong_at("allowed_mentions") == ["MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"]


async def test_files_keep_their_names_and_descriptions(local: Local) -> None:
    bot = await local.start_bot()
    channel = await bot.fetch_channel(int(CHANNEL))
    assert isinstance(channel, discord.TextChannel)
    files = [
        discord.File(io.BytesIO(b"one"), "größe 1.txt", description="The first"),
        discord.File(io.BytesIO(b"three"), "b?.txt"),
    ]
    message = await channel.send("Two files", files=files)
    first, second = message.attachments
    assert (first.filename, first.description, first.size) == ("größe 1.txt", "The first", 3)
    assert (second.filename, second.description) == ("b?.txt", None)
    assert [await each.read() for each in message.attachments] == [b"one", b"three"]
    left = await message.edit(attachments=[second])
    assert [each.filename for each in left.attachments] == ["b?.txt"]


async def test_what_is_too_large_is_refused_as_such(rest: Rest) -> None:
    too_large = ("a.bin", bytes(LARGEST_FILE + 1))
    one = await rest.asks("POST", MESSAGES, form({"content": "x"}, too_large))
    assert (one.status, one.code) == (413, 40005)
    fitting = ("a.bin", bytes(LARGEST_FILE))
    three = await rest.asks("POST", MESSAGES, form({"content": "x"}, fitting, fitting, fitting))
    assert (three.status, three.code) == (413, 40005)
    assert (await rest.asks("POST", MESSAGES, form({}, fitting))).status == 200


async def test_eleven_files_are_one_too_many(rest: Rest) -> None:
    files = [(f"{number}.txt", b"x") for number in range(11)]
    refused = await rest.asks("POST", MESSAGES, form({"content": "x"}, *files))
    assert (refused.status, refused.code) == (400, 30015)
    assert (await rest.asks("POST", MESSAGES, form({"content": "x"}, *files[:10]))).status == 200


async def test_a_file_that_is_listed_and_not_sent_is_missed(rest: Rest) -> None:
    refused = await rest.asks("POST", MESSAGES, {"content": "x", "attachments": [{"id": 0}]})
    assert refused.wrong_at("attachments", 0, "id") == ["ATTACHMENT_NOT_FOUND"]


async def test_a_reaction_is_counted_told_and_taken_back(local: Local, rest: Rest) -> None:
    message = await typed(rest, "Done")
    path = f"{MESSAGES}/{message}/reactions/%F0%9F%91%8D/@me"
    async with raw_client(local) as client:
        await client.identifies(intents=1 << 10)
        await client.hears_event("READY")
        assert (await rest.asks("PUT", path)).status == 204
        added = (await client.hears_event("MESSAGE_REACTION_ADD"))["d"]
        assert (added["user_id"], added["emoji"]["name"], added["guild_id"]) == (BOT_USER, "👍", GUILD)
    (reaction,) = (await rest.asks("GET", f"{MESSAGES}/{message}")).body["reactions"]
    assert (reaction["count"], reaction["me"]) == (1, True)
    givers = await rest.asks("GET", f"{MESSAGES}/{message}/reactions/%F0%9F%91%8D")
    assert [each["id"] for each in givers.body] == [BOT_USER]
    assert [(each.name, each.count) for each in local.server.messages(ANA, CHANNEL)[-1].reactions] == [
        ("👍", 1)
    ]
    soon = await rest.asks("DELETE", path)
    await asyncio.sleep(soon.body["retry_after"])
    assert (await rest.asks("DELETE", path)).status == 204
    assert "reactions" not in (await rest.asks("GET", f"{MESSAGES}/{message}")).body


@pytest.mark.parametrize("emoji", ["x", "stem:5", "%F0%9F%91%8D" * 17])
async def test_what_is_no_emoji_is_unknown(rest: Rest, emoji: str) -> None:
    message = await typed(rest, "Done")
    refused = await rest.asks("PUT", f"{MESSAGES}/{message}/reactions/{emoji}/@me")
    assert (refused.status, refused.code) == (400, 10014)


async def test_a_21st_emoji_is_refused() -> None:
    async with allowed(permissions.APP) as rest:
        message = await typed(rest, "Done")
        emojis = [chr(ord("😀") + number) for number in range(21)]
        told = [await rest.asks("PUT", f"{MESSAGES}/{message}/reactions/{each}/@me") for each in emojis]
    assert [each.status for each in told] == [204] * 20 + [400]
    assert told[-1].code == 30010


async def test_each_act_needs_its_permission() -> None:
    async with allowed(permissions.VIEW_CHANNEL) as rest:
        message = await typed(rest, "Done")
        told = [
            await rest.asks("POST", MESSAGES, {"content": "x"}),
            await rest.asks("POST", f"/channels/{CHANNEL}/typing"),
            await rest.asks("GET", f"{MESSAGES}/{message}"),
            await rest.asks("PUT", f"{MESSAGES}/{message}/reactions/%F0%9F%91%8D/@me"),
            await rest.asks("DELETE", f"{MESSAGES}/{message}"),
            await rest.asks("POST", f"{MESSAGES}/bulk-delete", {"messages": [message, "5"]}),
        ]
        assert [(each.status, each.code) for each in told] == [(403, 50013)] * 6
        assert (await rest.asks("GET", MESSAGES)).body == [], "the history is empty, not refused"
    async with allowed(0) as rest:
        assert (await rest.asks("GET", f"/channels/{CHANNEL}")).code == 50001
    async with allowed(permissions.VIEW_CHANNEL | permissions.SEND_MESSAGES) as rest:
        assert (await rest.asks("POST", MESSAGES, form({}, ("a.txt", b"x")))).code == 50013
        told_all = await rest.asks("POST", MESSAGES, {"content": "@everyone"})
        assert told_all.body["mention_everyone"] is False


async def test_many_messages_are_deleted_at_once_by_who_may() -> None:
    async with allowed(permissions.APP | permissions.MANAGE_MESSAGES) as rest:
        ids = [await typed(rest, f"{number}") for number in range(3)]
        path = f"{MESSAGES}/bulk-delete"
        assert (await rest.asks("POST", path, {"messages": ids[:1]})).code == 50016
        assert (await rest.asks("POST", path, {"messages": ["5", "6"]})).code == 50034
        assert (await rest.asks("POST", path, {"messages": "all"})).wrong_at("messages") == [
            "LIST_TYPE_CONVERT"
        ]
        assert (await rest.asks("POST", path, {"messages": ids[:2]})).status == 204
        assert [each.words for each in rest.server.messages(ANA, CHANNEL)] == ["2"]
        assert (await rest.asks("DELETE", f"{MESSAGES}/{ids[2]}")).status == 204


async def test_an_old_message_is_not_deleted_with_others() -> None:
    async with allowed(permissions.APP | permissions.MANAGE_MESSAGES) as rest:
        old = str(discord.utils.time_snowflake(NOW - timedelta(days=15)))
        fresh = str(discord.utils.time_snowflake(NOW))
        told = await rest.asks("POST", f"{MESSAGES}/bulk-delete", {"messages": [old, fresh]})
        assert told.code == 50034


async def test_only_ones_own_message_is_edited_and_only_its_embeds_flag_comes_and_goes(rest: Rest) -> None:
    theirs = await typed(rest, "mine")
    refused = await rest.asks("PATCH", f"{MESSAGES}/{theirs}", {"content": "yours"})
    assert (refused.status, refused.code) == (403, 50005)
    own = (await rest.asks("POST", MESSAGES, {"content": "x", "flags": 4 | 1 << 6 | 1 << 12})).body
    assert own["flags"] == 4 | 1 << 12, "a message of the channel is never for one person alone"
    changed = (await rest.asks("PATCH", f"{MESSAGES}/{own['id']}", {"flags": 1 << 6})).body
    assert (changed["flags"], changed["content"]) == (1 << 12, "x")


async def test_the_history_around_a_message_has_no_more_than_asked_for(rest: Rest) -> None:
    ids = [await typed(rest, f"{number}") for number in range(7)]
    for limit, expected in ((1, "3"), (3, "432"), (4, "4321"), (5, "54321")):
        told = await rest.asks("GET", f"{MESSAGES}?around={ids[3]}&limit={limit}")
        assert "".join(str(ids.index(each["id"])) for each in told.body) == expected
    assert (await rest.asks("GET", f"{MESSAGES}?limit=101")).wrong_at("limit") == ["NUMBER_TYPE_MAX"]
    assert (await rest.asks("GET", f"{MESSAGES}?before=x")).wrong_at("before") == ["NUMBER_TYPE_COERCE"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", f"/channels/{CHANNEL}/threads"),
        ("GET", f"/channels/{CHANNEL}/pins"),
        ("GET", f"/guilds/{GUILD}/voice-states/@me"),
        ("GET", "/nowhere"),
    ],
)
async def test_what_is_not_emulated_is_an_unknown_address(rest: Rest, method: str, path: str) -> None:
    told = await rest.asks(method, path)
    assert (told.status, told.body) == (404, {"message": "404: Not Found", "code": 0})


async def test_polls_and_stickers_are_refused_and_not_swallowed(rest: Rest) -> None:
    told = await rest.asks("POST", MESSAGES, {"content": "x", "poll": {}, "sticker_ids": ["5"]})
    assert (told.status, told.code) == (400, 50035)
    assert set(told.body["errors"]) == {"poll", "sticker_ids"}


async def test_a_bad_token_and_a_bad_id_get_discords_words(rest: Rest) -> None:
    unknown = await rest.asks("GET", "/users/@me", token="wrong")
    assert (unknown.status, unknown.body) == (401, {"message": "401: Unauthorized", "code": 0})
    told = await rest.asks("GET", "/channels/here")
    assert (told.code, told.wrong_at("channel_id")) == (50035, ["NUMBER_TYPE_COERCE"])


async def test_a_role_is_found_by_its_id(rest: Rest) -> None:
    found = await rest.asks("GET", f"/guilds/{GUILD}/roles/{FACILITATORS}")
    unknown = await rest.asks("GET", f"/guilds/{GUILD}/roles/5")
    assert (found.body["name"], unknown.code) == ("Facilitators", 10011)


async def test_the_guilds_of_an_app_come_in_pages(rest: Rest) -> None:
    assert [each["id"] for each in (await rest.asks("GET", "/users/@me/guilds")).body] == [GUILD]
    assert (await rest.asks("GET", f"/users/@me/guilds?after={GUILD}")).body == []
    assert (await rest.asks("GET", f"/users/@me/guilds?before={GUILD}")).body == []
    counted = await rest.asks("GET", "/users/@me/guilds?with_counts=true")
    assert counted.body[0]["approximate_member_count"] == 3
