from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from copy import deepcopy
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.residents import LocalChannel
from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import ANA, CHANNEL, DISTRICT, LOBBY, MANIFEST, NOON, client_of

pytestmark = pytest.mark.wire

COUNCIL, BOARD = "C0COUNCIL", "C0BOARD"
WITH_PRIVATE = replace(
    DISTRICT,
    channels=(
        *DISTRICT.channels,
        LocalChannel(COUNCIL, "council", (ANA,), private=True),
        LocalChannel(BOARD, "board", (ANA,), has_app=False, private=True),
    ),
)
Granted = Callable[..., AbstractAsyncContextManager[AsyncWebClient]]


@pytest.fixture
def granted(session: aiohttp.ClientSession) -> Granted:
    """A client of an app that was granted these scopes and no others."""

    @asynccontextmanager
    async def with_scopes(*scopes: str) -> AsyncIterator[AsyncWebClient]:
        manifest = deepcopy(MANIFEST)
        manifest["oauth_config"]["scopes"]["bot"] = list(scopes)
        server = SlackServer((WITH_PRIVATE,), lambda: NOON, manifest=manifest)
        await server.start()
        yield client_of(server, session)
        await server.stop()

    return with_scopes


async def refusal(client: AsyncWebClient, method: str, **arguments: Any) -> tuple[str, str, str]:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=arguments)
    answer = refused.value.response
    return str(answer["error"]), str(answer.get("needed", "")), str(answer.get("provided", ""))


@pytest.mark.parametrize(
    ("method", "arguments", "needed"),
    [
        ("chat.postMessage", {"channel": CHANNEL, "text": "x"}, "chat:write"),
        ("users.info", {"user": ANA}, "users:read"),
        ("users.lookupByEmail", {"email": "ana@example.org"}, "users:read.email"),
        ("files.getUploadURLExternal", {"filename": "a.txt", "length": 3}, "files:write"),
        ("reactions.add", {"channel": CHANNEL, "name": "eyes", "timestamp": "1.1"}, "reactions:write"),
        ("usergroups.list", {}, "usergroups:read"),
        ("team.info", {}, "team:read"),
        (
            "conversations.history",
            {"channel": CHANNEL},
            "channels:history,groups:history,mpim:history,im:history",
        ),
        ("conversations.open", {"users": ANA}, "im:write,mpim:write,channels:manage,groups:write"),
    ],
)
async def test_a_call_without_its_scope_is_told_what_is_needed_and_what_there_is(
    granted: Granted, method: str, arguments: dict[str, Any], needed: str
) -> None:
    async with granted("commands", "im:read") as client:
        assert await refusal(client, method, **arguments) == ("missing_scope", needed, "commands,im:read")


async def test_each_kind_of_conversation_has_a_scope_of_its_own(granted: Granted) -> None:
    async with granted("channels:read", "groups:history", "im:write") as client:
        direct = (await client.conversations_open(users=[ANA]))["channel"]["id"]
        assert (await client.conversations_info(channel=CHANNEL))["channel"]["name"] == "stem-team"
        assert (await refusal(client, "conversations.info", channel=COUNCIL))[1] == "groups:read"
        assert (await refusal(client, "conversations.info", channel=direct))[1] == "im:read"
        assert (await client.conversations_history(channel=COUNCIL))["messages"] == []
        assert (await refusal(client, "conversations.history", channel=CHANNEL))[1] == "channels:history"
        assert (await refusal(client, "conversations.list", types="im"))[1] == "im:read"


async def test_a_private_channel_without_the_app_does_not_exist_for_it(granted: Granted) -> None:
    async with granted("channels:read", "groups:read", "chat:write") as client:
        assert await refusal(client, "conversations.info", channel=BOARD) == ("channel_not_found", "", "")
        assert (await refusal(client, "chat.postMessage", channel=BOARD, text="x"))[0] == "channel_not_found"
        assert (await refusal(client, "chat.postMessage", channel="#board", text="x"))[
            0
        ] == "channel_not_found"
        listed = await client.conversations_list(types="public_channel,private_channel")
    assert [(one["name"], one["is_private"]) for one in listed["channels"]] == [
        ("stem-team", False),
        ("lobby", False),
        ("council", True),
    ]


async def test_every_answer_says_which_scopes_there_are_and_which_would_do(granted: Granted) -> None:
    async with granted("chat:write", "team:read") as client:
        headers = (await client.team_info()).headers
        assert headers["X-OAuth-Scopes"] == "chat:write,team:read"
        assert headers["X-Accepted-OAuth-Scopes"] == "team:read"
        with pytest.raises(SlackApiError) as refused:
            await client.users_info(user=ANA)
        assert refused.value.response.headers["x-accepted-oauth-scopes"] == "users:read"


async def test_addresses_names_and_strange_channels_need_scopes_beside_the_methods_own(
    granted: Granted,
) -> None:
    signed = {"channel": CHANNEL, "text": "x", "username": "Robot", "icon_emoji": ":robot_face:"}
    async with granted("chat:write", "users:read") as client:
        plain = (await client.api_call("chat.postMessage", json=signed))["message"]
        assert (await refusal(client, "chat.postMessage", channel=LOBBY, text="x"))[0] == "not_in_channel"
    async with granted("chat:write", "chat:write.customize", "chat:write.public") as client:
        named = (await client.api_call("chat.postMessage", json=signed))["message"]
        assert (await client.chat_postMessage(channel=LOBBY, text="x"))["ok"]

    assert "username" not in plain
    assert (named["username"], named["icons"]) == ("Robot", {"emoji": ":robot_face:"})
