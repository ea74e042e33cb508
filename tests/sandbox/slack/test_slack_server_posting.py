from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, DISTRICT, MANIFEST, NOON, client_of

pytestmark = pytest.mark.wire


async def error_of(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=arguments)
    return str(refused.value.response["error"])


def key(payload: Any = None) -> dict[str, Any]:
    return {"event_type": "delivery", "event_payload": payload or {"key": "k-17"}}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"metadata": key({"key": "x" * 20_000})}, "metadata_too_large"),
        ({"metadata": "nonsense"}, "invalid_metadata_format"),
        ({"metadata": [1]}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "a", "event_payload": 3}}, "invalid_metadata_schema"),
        ({"attachments": [{"text": "x"}] * 101}, "too_many_attachments"),
        ({"attachments": [3]}, "invalid_attachments"),
        ({"attachments": [{"blocks": [{"type": "sofa"}]}]}, "invalid_blocks"),
        ({"markdown_text": "**x**"}, "markdown_text_conflict"),
        ({"thread_ts": "soon"}, "invalid_thread_ts"),
        ({"thread_ts": "1.000001"}, "thread_not_found"),
        ({"blocks": [{"type": "markdown", "text": "x" * 7000}] * 2}, "invalid_blocks"),
        (
            {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2900}}] * 5},
            "msg_blocks_too_long",
        ),
        ({"blocks": {"type": "divider"}}, "invalid_blocks_format"),
    ],
)
async def test_what_slack_would_not_post_is_refused(
    client: AsyncWebClient, arguments: dict[str, Any], error: str
) -> None:
    assert await error_of(client, "chat.postMessage", channel=CHANNEL, text="x", **arguments) == error


async def test_an_answer_shows_the_message_as_slack_stored_it(client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(
        channel="#stem-team", text="Hello", blocks=[{"type": "divider"}], metadata=key()
    )

    message = posted["message"]
    assert posted["channel"] == CHANNEL
    assert (message["type"], message["user"], message["bot_id"], message["app_id"], message["team"]) == (
        *("message", "U0STEM", "B0STEM", "A0STEM", "T0DISTRICT"),
    )
    assert (message["ts"], message["metadata"]) == (posted["ts"], key())
    assert message["blocks"][0]["block_id"]


async def test_a_reply_to_a_reply_joins_its_thread_and_may_be_shown_in_the_channel_too(
    client: AsyncWebClient,
) -> None:
    parent = (await client.chat_postMessage(channel=CHANNEL, text="Question"))["ts"]
    reply = (await client.chat_postMessage(channel=CHANNEL, text="One", thread_ts=parent))["ts"]
    await client.chat_postMessage(channel=CHANNEL, text="Two", thread_ts=reply, reply_broadcast=True)

    history = (await client.conversations_history(channel=CHANNEL))["messages"]
    thread = (await client.conversations_replies(channel=CHANNEL, ts=reply))["messages"]
    assert [message["text"] for message in history] == ["Two", "Question"]
    assert (history[0]["subtype"], history[0]["thread_ts"]) == ("thread_broadcast", parent)
    assert [message["text"] for message in thread] == ["Question", "One", "Two"]
    assert (thread[0]["reply_count"], thread[0]["latest_reply"]) == (2, thread[2]["ts"])
    assert thread[1]["parent_user_id"] == "U0STEM"
    link = (await client.chat_getPermalink(channel=CHANNEL, message_ts=reply))["permalink"]
    assert link.endswith(f"?thread_ts={parent}&cid={CHANNEL}")


async def test_an_update_can_take_metadata_and_blocks_away(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="One", metadata=key()))["ts"]
    await client.chat_update(channel=CHANNEL, ts=ts, text="Two", metadata={}, blocks=[])

    (message,) = (await client.conversations_history(channel=CHANNEL, include_all_metadata=True))["messages"]
    assert "metadata" not in message
    assert message["edited"]["user"] == "U0STEM"


async def test_an_update_is_shorter_than_a_post_and_not_for_archived_channels(
    server: SlackServer, client: AsyncWebClient
) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="x" * 4001))["ts"]
    assert await error_of(client, "chat.update", channel=CHANNEL, ts=ts, text="x" * 4001) == "msg_too_long"
    server.town.workspaces[0].change_channel(CHANNEL, archived=True)
    assert await error_of(client, "chat.update", channel=CHANNEL, ts=ts, text="x") == "is_inactive"


@pytest.mark.parametrize(
    "method", ["chat.update", "chat.delete", "conversations.history", "conversations.info"]
)
async def test_names_and_people_stand_for_a_channel_only_where_one_posts(
    client: AsyncWebClient, method: str
) -> None:
    more = {"ts": "1.000001", "text": "x"}
    assert await error_of(client, method, channel=ANA, **more) == "channel_not_found"
    assert await error_of(client, method, channel="#stem-team", **more) == "channel_not_found"


async def test_text_without_markup_is_seen_as_it_was_written(
    server: SlackServer, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="2 *3* 4", mrkdwn=False)
    await client.chat_postMessage(channel=CHANNEL, markdown_text="Plain words")

    assert [seen.words for seen in server.hands.messages(ANA, CHANNEL)] == ["2 *3* 4", "Plain words"]


async def test_an_app_without_its_messages_tab_cannot_write_to_people(
    session: aiohttp.ClientSession,
) -> None:
    manifest = deepcopy(MANIFEST)
    manifest["features"]["app_home"] = {"messages_tab_enabled": False, "home_tab_enabled": False}
    server = SlackServer((DISTRICT,), lambda: NOON, manifest=manifest)
    await server.start()
    client = client_of(server, session)
    home = {"type": "home", "blocks": [{"type": "divider"}]}

    assert await error_of(client, "chat.postMessage", channel=ANA, text="x") == "messages_tab_disabled"
    assert await error_of(client, "views.publish", user_id=ANA, view=home) == "not_enabled"
    await server.stop()


async def test_a_home_is_published_against_the_version_that_the_app_knows(client: AsyncWebClient) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = (await client.views_publish(user_id=BEN, view=home))["view"]
    again = {"user_id": BEN, "view": json.dumps(home), "hash": first["hash"]}
    second = (await client.api_call("views.publish", data=again))["view"]

    assert second["id"] == first["id"]
    assert (
        await error_of(client, "views.publish", user_id=BEN, view=home, hash=first["hash"]) == "hash_conflict"
    )
    large = {"type": "home", "blocks": [], "private_metadata": "x" * 260_000}
    assert await error_of(client, "views.publish", user_id=BEN, view=large) == "view_too_large"


async def test_an_emoji_is_given_once_and_taken_back_once(client: AsyncWebClient) -> None:
    ts = (await client.chat_postMessage(channel=CHANNEL, text="x"))["ts"]
    eyes = {"channel": CHANNEL, "timestamp": ts, "name": "eyes"}
    await client.reactions_add(**eyes)

    assert await error_of(client, "reactions.add", **eyes) == "already_reacted"
    assert await error_of(client, "reactions.add", **{**eyes, "name": "no such!"}) == "invalid_name"
    assert await error_of(client, "reactions.add", **{**eyes, "timestamp": "soon"}) == "bad_timestamp"
    assert await error_of(client, "reactions.add", **{**eyes, "timestamp": "1.2"}) == "message_not_found"
    await client.reactions_remove(**eyes)
    assert await error_of(client, "reactions.remove", **eyes) == "no_reaction"
