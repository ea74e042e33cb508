from __future__ import annotations

from io import BytesIO
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import LARGEST_REQUEST, SlackServer
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, LOBBY, client_of

pytestmark = pytest.mark.wire


async def error_of(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=arguments)
    return str(refused.value.response["error"])


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C404", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "U1CY", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": LOBBY, "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": CHANNEL}, "no_text"),
        ("chat.postMessage", {"channel": CHANNEL, "text": " "}, "no_text"),
        ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": CHANNEL, "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": CHANNEL, "blocks": "{"}, "invalid_blocks_format"),
        ("chat.postMessage", {"channel": CHANNEL, "blocks": [{"type": "sofa"}]}, "invalid_blocks"),
        (
            "chat.postMessage",
            {"channel": CHANNEL, "text": "x", "metadata": {"a": 1}},
            "invalid_metadata_format",
        ),
        ("chat.update", {"channel": CHANNEL, "ts": "1.000001", "text": "x"}, "message_not_found"),
        ("chat.delete", {"channel": CHANNEL, "ts": "1.000001"}, "message_not_found"),
        ("chat.postEphemeral", {"channel": CHANNEL, "user": "U404", "text": "x"}, "user_not_in_channel"),
        ("conversations.history", {"channel": LOBBY}, "not_in_channel"),
        ("conversations.history", {"channel": CHANNEL, "oldest": "soon"}, "invalid_ts_oldest"),
        ("conversations.history", {"channel": CHANNEL, "cursor": "soon"}, "invalid_cursor"),
        ("conversations.history", {"channel": CHANNEL, "limit": "few"}, "invalid_limit"),
        ("conversations.replies", {"channel": CHANNEL, "ts": "1.000001"}, "thread_not_found"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U404"}, "user_not_found"),
        ("conversations.list", {"types": "sofa"}, "invalid_types"),
        ("users.info", {"user": "U404"}, "user_not_found"),
        ("users.lookupByEmail", {"email": "ana@example.org"}, "users_not_found"),
        ("bots.info", {"bot": "B404"}, "bot_not_found"),
        ("views.open", {"trigger_id": "1.2.3", "view": {"type": "modal"}}, "invalid_arguments"),
        ("views.update", {"view_id": "V404", "view": "nonsense"}, "invalid_arguments"),
        ("files.completeUploadExternal", {"files": [{"id": "F404"}]}, "file_not_found"),
        ("sofas.list", {}, "unknown_method"),
    ],
)
async def test_each_wrong_call_is_refused_in_slacks_own_words(
    client: AsyncWebClient, method: str, arguments: dict[str, Any], error: str
) -> None:
    assert await error_of(client, method, **arguments) == error


async def test_a_missing_argument_is_named(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call("chat.update", json={"channel": CHANNEL})
    assert refused.value.response["response_metadata"]["messages"] == ["[ERROR] missing required field: ts"]


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("xoxb-other", "auth.test", "invalid_auth"),
        ("xapp-local-1", "auth.test", "not_allowed_token_type"),
        ("xoxb-local-1", "apps.connections.open", "not_allowed_token_type"),
        ("", "auth.test", "not_authed"),
    ],
)
async def test_a_token_opens_only_what_it_is_for(
    server: SlackServer, session: aiohttp.ClientSession, token: str, method: str, error: str
) -> None:
    assert await error_of(client_of(server, session, token), method) == error


async def test_an_archived_channel_and_a_disabled_person_cannot_be_written_to(
    server: SlackServer, client: AsyncWebClient
) -> None:
    (cedar, _) = server.town.workspaces
    direct = (await client.conversations_open(users=[BEN]))["channel"]["id"]
    cedar.change_channel(CHANNEL, archived=True)
    cedar.disabled.add(BEN)

    assert await error_of(client, "chat.postMessage", channel=CHANNEL, text="x") == "is_archived"
    assert await error_of(client, "chat.postMessage", channel=direct, text="x") == "user_disabled"
    assert await error_of(client, "conversations.open", users=BEN) == "user_disabled"


async def test_a_persons_own_message_can_be_neither_changed_nor_deleted(
    server: SlackServer, client: AsyncWebClient
) -> None:
    await server.hands.types(ANA, CHANNEL, "Good morning")
    (spoken,) = server.hands.messages(ANA, CHANNEL)

    assert (
        await error_of(client, "chat.update", channel=CHANNEL, ts=spoken.id, text="x")
        == "cant_update_message"
    )
    assert await error_of(client, "chat.delete", channel=CHANNEL, ts=spoken.id) == "cant_delete_message"


@pytest.mark.parametrize(
    ("content_type", "body", "error"),
    [
        ("application/json", b"{nonsense", "invalid_json"),
        ("application/json", b"\xff\xfe", "invalid_json"),
        ("application/json", b"[1]", "json_not_object"),
        ("application/json", b'"text"', "json_not_object"),
        ("text/plain", b"hello", "invalid_post_type"),
        ("multipart/form-data", b"no boundary", "invalid_form_data"),
        ("multipart/form-data; boundary=b", b"--b\r\nbroken", "invalid_form_data"),
        ("application/json", b'{"channel": {"a": []}, "text": [1], "blocks": 7}', "invalid_blocks_format"),
        ("application/json", b'{"a":' * 5000 + b"1" + b"}" * 5000, "invalid_json"),
        ("application/json", b'{"channel": ' + b"[" * 200 + b"]" * 200 + b"}", "invalid_json"),
        ("application/json; charset=sofa", b"{}", "invalid_charset"),
        ("application/x-www-form-urlencoded", b"channel=C0TEAM&blocks=%5B%5B", "invalid_blocks_format"),
    ],
)
async def test_a_malformed_body_gets_an_answer_and_never_a_500(
    server: SlackServer, session: aiohttp.ClientSession, content_type: str, body: bytes, error: str
) -> None:
    headers = {"Content-Type": content_type, "Authorization": "Bearer xoxb-local-1"}
    async with session.post(server.address + "/api/chat.postMessage", data=body, headers=headers) as answer:
        assert answer.status == 200
        told = await answer.json()
    assert told["ok"] is False
    assert told["error"] in {error, "channel_not_found"}


async def test_a_body_of_no_type_is_refused(server: SlackServer, session: aiohttp.ClientSession) -> None:
    headers = {"Authorization": "Bearer xoxb-local-1"}
    url, no_type = server.address + "/api/auth.test", ["Content-Type"]
    async with session.post(url, data=b"hello", headers=headers, skip_auto_headers=no_type) as answer:
        assert (await answer.json())["error"] == "missing_post_type"


@pytest.mark.parametrize(
    ("content_type", "warning"),
    [
        ("application/json", "missing_charset"),
        ("application/json; charset=utf-8", None),
        ("application/x-www-form-urlencoded", None),
        ("application/x-www-form-urlencoded; charset=utf-8", "superfluous_charset"),
    ],
)
async def test_slacks_remark_about_the_charset_stands_beside_the_answer(
    server: SlackServer, session: aiohttp.ClientSession, content_type: str, warning: str | None
) -> None:
    headers = {"Content-Type": content_type, "Authorization": "Bearer xoxb-local-1"}
    body = b"{}" if "json" in content_type else b"a=b"
    async with session.post(server.address + "/api/auth.test", data=body, headers=headers) as answer:
        told = await answer.json()
    assert (told["ok"], told.get("warning")) == (True, warning)
    assert told.get("response_metadata", {"warnings": [None]})["warnings"] == [warning]


async def test_a_body_that_is_too_large_is_turned_away(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    headers = {"Content-Type": "application/json", "Authorization": "Bearer xoxb-local-1"}
    body = BytesIO(b" " * (LARGEST_REQUEST + 1))
    async with session.post(server.address + "/api/auth.test", data=body, headers=headers) as answer:
        assert answer.status == 413


async def test_tokens_stand_in_no_remembered_request(
    server: SlackServer, session: aiohttp.ClientSession
) -> None:
    async with session.post(server.address + "/api/auth.test", data={"token": "xoxb-local-1"}) as answer:
        assert (await answer.json())["user_id"] == "U0STEM"

    (asked,) = server.traffic.of("auth.test")
    assert "xoxb" not in str(asked)
    assert asked.answer["team_id"] == "T0DISTRICT"
