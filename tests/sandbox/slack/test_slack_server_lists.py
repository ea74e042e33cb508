from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.residents import LocalChannel, LocalGroup, LocalPerson
from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, DISTRICT, LOBBY, MANIFEST, NOON, client_of

pytestmark = pytest.mark.wire

BIG = replace(
    DISTRICT,
    people=(LocalPerson(ANA, "Ana Ruiz", email="Ana.Ruiz@cedar.example"), *DISTRICT.people[1:]),
    channels=(*DISTRICT.channels, *(LocalChannel(f"C0{n}", f"room-{n}", (ANA,)) for n in range(5))),
    groups=(LocalGroup("S0COACHES", "Site Coaches", (ANA, BEN)),),
)


@pytest.fixture
async def big(session: aiohttp.ClientSession) -> AsyncIterator[AsyncWebClient]:
    server = SlackServer((BIG,), lambda: NOON, manifest=MANIFEST)
    await server.start()
    yield client_of(server, session)
    await server.stop()


async def error_of(client: AsyncWebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, params=arguments)
    return str(refused.value.response["error"])


async def test_a_long_list_comes_in_pages_until_the_cursor_is_empty(big: AsyncWebClient) -> None:
    names: list[str] = []
    async for part in await big.conversations_list(limit=3):
        names += [channel["name"] for channel in part["channels"]]

    assert names == ["stem-team", "lobby", "room-0", "room-1", "room-2", "room-3", "room-4"]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"limit": 1000}, "invalid_limit"),
        ({"limit": -1}, "invalid_limit"),
        ({"limit": "many"}, "invalid_limit"),
        ({"cursor": "bmV4dDo5OQ=="}, "invalid_cursor"),
        ({"cursor": "bmV4dDotMQ=="}, "invalid_cursor"),
        ({"types": "public_channel,sofa"}, "invalid_types"),
    ],
)
async def test_a_page_that_there_cannot_be_is_refused(
    big: AsyncWebClient, arguments: dict[str, Any], error: str
) -> None:
    assert await error_of(big, "conversations.list", **arguments) == error


async def test_only_the_asked_kinds_are_listed_and_the_archived_left_out_on_request(
    server: SlackServer, client: AsyncWebClient
) -> None:
    server.town.workspaces[0].change_channel(LOBBY, archived=True)

    direct = (await client.conversations_list(types="im"))["channels"]
    living = (await client.conversations_list(exclude_archived=True))["channels"]
    own = (await client.users_conversations())["channels"]
    assert {channel["user"] for channel in direct} == {ANA, BEN}
    assert [channel["id"] for channel in living] == [CHANNEL]
    assert [channel["id"] for channel in own] == [CHANNEL]


async def test_people_are_found_by_their_address_in_any_letters(big: AsyncWebClient) -> None:
    found = (await big.users_lookupByEmail(email="ana.ruiz@CEDAR.example"))["user"]

    assert (found["id"], found["profile"]["email"]) == (ANA, "Ana.Ruiz@cedar.example")
    assert await error_of(big, "users.lookupByEmail", email="nobody@cedar.example") == "users_not_found"


async def test_groups_name_their_people_only_when_asked(big: AsyncWebClient) -> None:
    (plain,) = (await big.usergroups_list())["usergroups"]
    (full,) = (await big.usergroups_list(include_users=True, include_count=True))["usergroups"]

    assert (plain["id"], plain["name"], plain["handle"]) == ("S0COACHES", "Site Coaches", "site-coaches")
    assert "users" not in plain
    assert (full["users"], full["user_count"]) == ([ANA, BEN], 2)
    assert (await big.usergroups_users_list(usergroup="S0COACHES"))["users"] == [ANA, BEN]
    assert await error_of(big, "usergroups.users.list", usergroup="S404") == "no_such_subteam"


async def test_an_app_goes_into_a_public_channel_by_itself(session: aiohttp.ClientSession) -> None:
    server = SlackServer((DISTRICT,), lambda: NOON)
    await server.start()
    client = client_of(server, session)
    first = await client.conversations_join(channel=LOBBY)
    again = await client.conversations_join(channel=LOBBY)
    await server.stop()

    assert first["channel"]["is_member"]
    assert again["warning"] == "already_in_channel"


async def test_members_are_counted_only_when_asked(client: AsyncWebClient) -> None:
    plain = (await client.conversations_info(channel=CHANNEL))["channel"]
    counted = (await client.conversations_info(channel=CHANNEL, include_num_members=True))["channel"]

    assert "num_members" not in plain
    assert counted["num_members"] == 3
