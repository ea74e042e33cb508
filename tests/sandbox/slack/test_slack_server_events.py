from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.residents import LocalChannel
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, DISTRICT, LOBBY, NOON, client_of, until
from tests.sandbox.slack.listening import listening

pytestmark = pytest.mark.wire
BOT = DISTRICT.app.bot_user
STAFF = "G0STAFF"
WITH_STAFF = (*DISTRICT.channels, LocalChannel(STAFF, "staff", (ANA,), private=True))
HOME = {"type": "home", "blocks": [{"type": "divider"}]}


@pytest.fixture
async def server() -> Any:
    """One that sends every event, and has a private channel."""
    made = SlackServer((_with_staff(),), lambda: NOON, windows=Windows(redelivery=0.2, redeliveries=9))
    await made.start()
    yield made
    await made.stop()


def _with_staff() -> Any:
    return type(DISTRICT)(DISTRICT.id, DISTRICT.name, DISTRICT.app, DISTRICT.people, WITH_STAFF)


async def test_a_message_in_a_channel_has_slacks_wrapper(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    async with listening(server, session) as app:
        await server.hands.types(ANA, CHANNEL, "Hello")
        event = await app.event("message")
        (payload,) = app.payloads

    assert (event["text"], event["user"], event["channel_type"]) == ("Hello", ANA, "channel")
    assert event["ts"] == event["event_ts"]
    assert payload["event_context"] == f"1-message-{DISTRICT.id}-{CHANNEL}"
    assert payload["event_time"] == int(NOON.timestamp())
    assert payload["authorizations"][0] == {
        "enterprise_id": None,
        "team_id": DISTRICT.id,
        "user_id": BOT,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    assert payload["is_ext_shared_channel"] is False


async def test_a_mention_comes_twice_as_slack_sends_it(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    async with listening(server, session) as app:
        await server.hands.types(ANA, CHANNEL, "Good day @stem-bot & all")
        mention = await app.event("app_mention")
        await app.event("message")

    assert mention["text"] == f"Good day <@{BOT}> &amp; all"
    assert "channel_type" not in mention
    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["Good day @stem-bot & all"]


async def test_direct_and_private_messages_have_their_own_names(session: aiohttp.ClientSession) -> None:
    manifest = {
        "settings": {"socket_mode_enabled": True, "event_subscriptions": {"bot_events": ["message.groups"]}}
    }
    server = SlackServer((_with_staff(),), lambda: NOON, manifest=manifest)
    await server.start()
    async with listening(server, session) as app:
        await server.hands.types(ANA, server.hands.places(ANA)[-1].id, "Direct")
        await server.hands.types(ANA, CHANNEL, "In public")
        await server.hands.types(ANA, STAFF, "Among us")
        await app.event("message")
    await server.stop()

    assert [(one["text"], one["channel_type"]) for one in app.events] == [("Among us", "group")]


async def test_a_reply_names_its_thread_and_who_began_it(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    parent = (await client.chat_postMessage(channel=CHANNEL, text="How was it?"))["ts"]
    async with listening(server, session) as app:
        await server.hands.types(BEN, CHANNEL, "Fine", thread=parent)
        event = await app.event("message")

    assert (event["thread_ts"], event["parent_user_id"]) == (parent, BOT)


async def test_the_apps_own_messages_edits_and_deletions_are_events_too(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    async with listening(server, session) as app:
        ts = (await client.chat_postMessage(channel=CHANNEL, text="First"))["ts"]
        await client.chat_update(channel=CHANNEL, ts=ts, text="Second")
        await client.chat_delete(channel=CHANNEL, ts=ts)
        await until(lambda: len(app.events) == 3)

    assert [one.get("subtype") for one in app.events] == [None, "message_changed", "message_deleted"]
    assert app.events[0]["bot_id"] == "B0STEM"
    assert app.events[1]["message"]["text"] == "Second"
    assert app.events[1]["previous_message"]["text"] == "First"
    assert app.events[2]["deleted_ts"] == ts


async def test_what_an_app_does_that_does_not_listen_is_not_kept_for_it(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="Nobody listens"))["ts"]
    await client.reactions_add(channel=CHANNEL, timestamp=ts, name="tada")
    await server.hands.types(ANA, CHANNEL, "But this is kept")
    async with listening(server, session) as app:
        await until(lambda: app.events)

    assert [one.get("text") for one in app.events] == ["But this is kept"]


async def test_a_reaction_is_told_once(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="Done"))["ts"]
    async with listening(server, session) as app:
        await client.reactions_add(channel=CHANNEL, timestamp=ts, name="tada")
        event = await app.event("reaction_added")

    assert event["item"] == {"type": "message", "channel": CHANNEL, "ts": ts}
    assert (event["reaction"], event["user"], event["item_user"]) == ("tada", BOT, BOT)
    (seen,) = server.hands.messages(ANA, CHANNEL)
    assert [(one.name, one.count) for one in seen.reactions] == [("tada", 1)]


async def test_an_invited_app_hears_that_it_joined_and_may_post(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    async with listening(server, session) as app:
        await server.hands.types(ANA, LOBBY, "Nobody hears this")
        await server.hands.types(ANA, LOBBY, "/invite @stem-bot")
        event = await app.event("member_joined_channel")

    assert (event["user"], event["channel"], event["inviter"]) == (BOT, LOBBY, ANA)
    assert app.events == [event]
    await client.chat_postMessage(channel=LOBBY, text="Here I am")


async def test_an_app_that_joins_by_itself_hears_of_it_once(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    async with listening(server, session) as app:
        await client.conversations_join(channel=LOBBY)
        await client.conversations_join(channel=LOBBY)
        event = await app.event("member_joined_channel")

    assert app.events == [event]
    assert "inviter" not in event


async def test_a_home_that_is_opened_is_told_with_what_stands_there(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    assert server.hands.home(ANA) == ()
    async with listening(server, session) as app:
        await server.hands.opens_home(ANA)
        first = await app.event("app_home_opened")
        await client.views_publish(user_id=ANA, view=HOME)
        app.frames.clear()
        await server.hands.opens_home(ANA)
        second = await app.event("app_home_opened")

    direct = server.hands.places(ANA)[-1].id
    assert (first["user"], first["tab"], first["channel"]) == (ANA, "home", direct)
    assert "view" not in first
    assert second["view"]["type"] == "home"
    assert [part.type for part in server.hands.home(ANA) or ()] == ["rule"]


async def test_what_the_manifest_does_not_ask_for_is_not_sent(session: aiohttp.ClientSession) -> None:
    manifest = {
        "oauth_config": {"scopes": {"bot": ["chat:write"]}},
        "settings": {"socket_mode_enabled": True, "event_subscriptions": {"bot_events": ["app_mention"]}},
    }
    server = SlackServer((DISTRICT,), lambda: NOON, manifest=manifest)
    await server.start()
    async with listening(server, session) as app:
        await server.hands.types(ANA, CHANNEL, "Hello")
        await client_of(server, session).chat_postMessage(channel=CHANNEL, text="Hello")
        await server.hands.types(ANA, CHANNEL, "@stem-bot?")
        await app.event("app_mention")
    await server.stop()

    assert len(app.events) == 1


async def test_what_goes_to_the_app_is_remembered_with_its_answer(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    async with listening(server, session) as app:
        app.answers.append({"text": "ok"})
        await server.hands.types(ANA, CHANNEL, "/stem")

    (exchange,) = server.traffic.of("slash_commands")
    assert exchange.direction == "to the app"
    assert exchange.sent["payload"]["command"] == "/stem"
    assert exchange.sent["payload"]["token"] != "local-verification"
    assert exchange.answer == {"text": "ok"}
