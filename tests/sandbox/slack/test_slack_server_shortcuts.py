from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.manifest_data import ManifestError
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, DISTRICT, LOBBY, MANIFEST, NOON, client_of
from tests.sandbox.slack.listening import Listener, listening

QUOTE = {"name": "Quote it", "type": "message", "callback_id": "quote", "description": "Say it once more"}
START = {"name": "Start a round", "type": "global", "callback_id": "start", "description": "Begin"}
WITH_SHORTCUTS = {**MANIFEST, "features": {**MANIFEST["features"], "shortcuts": [QUOTE, START]}}


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    made = SlackServer((DISTRICT,), lambda: NOON, manifest=WITH_SHORTCUTS, windows=Windows(answer=0.6))
    await made.start()
    yield made
    await made.stop()


@pytest.fixture
async def app(server: SlackServer, session: aiohttp.ClientSession) -> AsyncIterator[Listener]:
    async with listening(server, session) as listener:
        yield listener


async def said(server: SlackServer, place: str = CHANNEL) -> str:
    await server.hands.types(ANA, place, "Two seats are filled")
    return server.hands.messages(ANA, place)[-1].id


@pytest.mark.wire
async def test_a_shortcut_of_a_message_is_told_with_the_message_and_a_trigger(
    server: SlackServer, app: Listener, client: AsyncWebClient
) -> None:
    message = await said(server)

    await server.hands.uses_on_message(BEN, message, "Quote it")

    (told,) = app.payloads
    assert (told["type"], told["callback_id"], told["message_ts"]) == ("message_action", "quote", message)
    assert (told["user"]["id"], told["channel"]["id"]) == (BEN, CHANNEL)
    assert told["message"]["text"] == "Two seats are filled"
    blocks = [{"type": "section", "text": {"type": "plain_text", "text": "For what?"}}]
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Save"}, "blocks": blocks}
    await client.views_open(trigger_id=told["trigger_id"], view=view)
    form = server.hands.form(BEN)
    assert form is not None
    assert form.title == "Save"


@pytest.mark.wire
async def test_only_the_shortcuts_of_messages_are_offered_and_known(
    server: SlackServer, app: Listener
) -> None:
    message = await said(server)

    assert [one.label for one in server.hands.shortcuts(ANA, CHANNEL)] == ["Quote it"]
    with pytest.raises(CannotDo, match="there is Quote it"):
        await server.hands.uses_on_message(ANA, message, "Start a round")
    assert app.payloads == []


@pytest.mark.wire
async def test_a_message_that_one_person_sees_has_no_shortcuts(
    server: SlackServer, app: Listener, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel=CHANNEL, user=ANA, text="Only you")
    own = server.hands.messages(ANA, CHANNEL)[-1]

    with pytest.raises(CannotDo, match="only one person sees"):
        await server.hands.uses_on_message(ANA, own.id, "Quote it")
    assert app.payloads == []


@pytest.mark.wire
async def test_a_shortcut_that_nobody_acknowledges_is_shown_to_have_failed(
    server: SlackServer, app: Listener
) -> None:
    app.acknowledges = False

    await server.hands.uses_on_message(ANA, await said(server), "Quote it")

    assert [one.words for one in server.hands.troubles(ANA)] == [
        "The shortcut did not work: the app did not respond."
    ]


@pytest.mark.wire
async def test_where_a_message_is_read_is_told_to_an_app_that_can_be_there(
    server: SlackServer, app: Listener, session: aiohttp.ClientSession
) -> None:
    message, elsewhere = await said(server), await said(server, LOBBY)
    client = client_of(server, session)

    there = await client.chat_getPermalink(channel=CHANNEL, message_ts=message)
    assert str(there["permalink"]).endswith(f"/archives/{CHANNEL}/p{message.replace('.', '')}")
    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.chat_getPermalink(channel=CHANNEL, message_ts=elsewhere)
    await asyncio.sleep(0)
    assert app.payloads == []


@pytest.mark.unit
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "Save this as a piece of evidence"}, "1 to 24 characters"),
        ({"description": ""}, "1 to 150 characters"),
        ({"type": "command"}, "one of: message, global"),
    ],
)
def test_a_shortcut_that_slack_would_not_take_is_refused(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ManifestError, match=words):
        AppManifest.read({"features": {"shortcuts": [{**QUOTE, **wrong}]}})


@pytest.mark.unit
def test_more_than_ten_shortcuts_are_refused() -> None:
    with pytest.raises(ManifestError, match="10 are allowed"):
        AppManifest.read({"features": {"shortcuts": [QUOTE] * 11}})
