from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import (
    ANA,
    CHANNEL,
    DISTRICT,
    NOON,
    SCHOOL,
    client_of,
    connected,
    new_app,
)

pytestmark = pytest.mark.wire
TOKEN = DISTRICT.app.app_token


@pytest.fixture
def windows() -> Windows:
    return Windows(answer=0.6, redelivery=0.1, trigger=1.0)


async def test_a_command_that_nobody_answers_in_time_fails_in_slacks_words(
    server: SlackServer, client: AsyncWebClient
) -> None:
    app = new_app(client)

    @app.command("/stem")
    async def late(ack: Any) -> None:
        await asyncio.sleep(1.0)
        await ack("Too late")

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem help")
        await asyncio.sleep(0.6)

    (trouble,) = server.hands.troubles(ANA)
    assert trouble.words == '/stem failed with the error "operation_timeout"'
    assert server.hands.messages(ANA, CHANNEL) == ()


async def test_a_command_to_an_app_that_is_away_fails_at_once(server: SlackServer) -> None:
    await server.hands.types(ANA, CHANNEL, "/stem help")

    assert [trouble.words for trouble in server.hands.troubles(ANA)] == [
        '/stem failed with the error "dispatch_failed"'
    ]


async def test_a_command_of_no_app_is_explained_by_slack(server: SlackServer) -> None:
    await server.hands.types(ANA, CHANNEL, "/sofa help")

    assert server.hands.troubles(ANA)[0].words.startswith("/sofa is not a valid command.")


async def test_only_the_command_name_is_completed(server: SlackServer) -> None:
    (offer,) = await server.hands.suggests(ANA, CHANNEL, "/st")

    assert (offer.text, offer.label) == ("/stem ", "/stem [rate|status|help]")
    assert await server.hands.suggests(ANA, CHANNEL, "/stem ra") == ()
    assert await server.hands.suggests(ANA, CHANNEL, "hello") == ()


async def test_a_trigger_opens_one_form_and_only_for_a_short_while(
    server: SlackServer, client: AsyncWebClient
) -> None:
    app = new_app(client)
    view = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": []}
    triggers: list[str] = []

    @app.command("/stem")
    async def keep(ack: Any, body: dict[str, Any]) -> None:
        triggers.append(body["trigger_id"])
        await ack()

    async def error_with(trigger: str) -> str:
        with pytest.raises(SlackApiError) as refused:
            await client.views_open(trigger_id=trigger, view=view)
        return str(refused.value.response["error"])

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")
        await server.hands.types(ANA, CHANNEL, "/stem")
    await client.views_open(trigger_id=triggers[0], view=view)

    assert await error_with(triggers[0]) == "exchanged_trigger_id"
    await asyncio.sleep(1.05)
    assert await error_with(triggers[1]) == "expired_trigger_id"
    assert await error_with("1.2.3") == "invalid_trigger_id"


async def test_names_in_a_command_arrive_as_ids_when_the_manifest_asks_for_it(
    session: aiohttp.ClientSession,
) -> None:
    server = SlackServer((DISTRICT,), lambda: NOON, manifest=slack_manifest())
    await server.start()
    app = new_app(client_of(server, session))
    heard: list[str] = []

    @app.command("/stem")
    async def hear(ack: Any, command: dict[str, Any]) -> None:
        heard.append(command["text"])
        await ack()

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem tasks @Ben Okafor @ana.ruiz #stem-team @Ben Okafors")
    await server.stop()

    assert heard == ["tasks <@U0BEN|ben.okafor> <@U0ANA|ana.ruiz> <#C0TEAM|stem-team> @Ben Okafors"]


async def test_one_app_in_two_workspaces_hears_of_both_over_its_one_token(
    session: aiohttp.ClientSession,
) -> None:
    sister = replace(SCHOOL, app=replace(SCHOOL.app, app_token=TOKEN))
    server = SlackServer((DISTRICT, sister), lambda: NOON)
    await server.start()
    app = new_app(client_of(server, session))
    heard: list[str] = []

    @app.command("/stem")
    async def hear(ack: Any, command: dict[str, Any]) -> None:
        heard.append(command["team_id"])
        await ack("ok")

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")
        await server.hands.types("U1CY", "C1TEAM", "/stem")
    await server.stop()

    assert heard == ["T0DISTRICT", "T0SCHOOL"]
    assert [seen.words for seen in server.hands.messages("U1CY", "C1TEAM")] == ["ok"]
