"""How long what Slack hands out is good for, and what it refuses afterwards."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.tickets import KEPT
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, DISTRICT, NOON
from tests.sandbox.slack.listening import listening

pytestmark = pytest.mark.wire


@pytest.fixture
def windows() -> Windows:
    return Windows(answer=0.4, response_url=0.3, response_url_uses=2)


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


BUTTON = {"type": "actions", "elements": [{"type": "button", "action_id": "go", "text": plain("Go")}]}


async def pressed(server: SlackServer, session: aiohttp.ClientSession, ts: str) -> dict[str, Any]:
    async with listening(server, session) as app:
        await server.hands.presses(ANA, ts, "go")
    payload: dict[str, Any] = app.payloads[0]
    return payload


async def posts(session: aiohttp.ClientSession, url: str, **body: Any) -> tuple[int, str]:
    async with session.post(url, json=body) as answer:
        return answer.status, await answer.text()


async def test_a_response_url_is_over_after_its_uses(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    ts = str((await client.chat_postMessage(channel=CHANNEL, text="Go", blocks=[BUTTON]))["ts"])
    url = (await pressed(server, session, ts))["response_url"]

    assert (await posts(session, url, text="For you"))[0] == 200
    assert (await posts(session, url, text="Changed", replace_original=True))[0] == 200
    status, words = await posts(session, url, text="Too much")
    assert status == 404
    assert "used_url" in words
    seen = [(one.words, one.private, one.edited) for one in server.hands.messages(ANA, CHANNEL)]
    assert seen == [("Changed", False, True), ("For you", True, False)]
    assert [one.words for one in server.hands.messages(BEN, CHANNEL)] == ["Changed"]


async def test_a_response_url_is_over_after_its_time(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    ts = str((await client.chat_postMessage(channel=CHANNEL, text="Go", blocks=[BUTTON]))["ts"])
    url = (await pressed(server, session, ts))["response_url"]
    await asyncio.sleep(0.35)

    status, words = await posts(session, url, text="Late")
    assert status == 404
    assert "expired_url" in words


async def test_a_response_stays_in_the_thread_that_it_names(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    parent = str((await client.chat_postMessage(channel=CHANNEL, text="Question"))["ts"])
    reply = await client.chat_postMessage(channel=CHANNEL, text="Go", blocks=[BUTTON], thread_ts=parent)
    payload = await pressed(server, session, str(reply["ts"]))
    await posts(session, payload["response_url"], text="Here", thread_ts=parent)

    assert payload["container"]["thread_ts"] == parent
    assert [one.words for one in server.hands.messages(ANA, CHANNEL)] == ["Question"]
    assert [one.words for one in server.hands.thread(ANA, CHANNEL, parent)][-1] == "Here"


async def test_an_ephemeral_message_can_be_deleted_through_its_response_url(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    answer = await client.chat_postEphemeral(channel=CHANNEL, user=ANA, text="Go", blocks=[BUTTON])
    payload = await pressed(server, session, str(answer["message_ts"]))
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    await posts(session, payload["response_url"], delete_original=True)

    assert server.hands.messages(ANA, CHANNEL) == ()


async def test_two_open_views_cannot_have_one_external_id(
    server: SlackServer, client: AsyncWebClient
) -> None:
    view = {"type": "modal", "title": plain("A"), "blocks": [{"type": "divider"}], "external_id": "one"}

    def trigger(user: str) -> str:
        return server.town.triggers.issue(user)

    await client.views_open(trigger_id=trigger(ANA), view=view)
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await client.views_push(trigger_id=trigger(ANA), view=view)
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await client.views_open(trigger_id=trigger(BEN), view=view)
    await client.views_open(trigger_id=trigger(ANA), view=view)
    await client.views_update(external_id="one", view=view | {"title": plain("B")})
    form = server.hands.form(ANA)
    assert form is not None
    assert form.title == "B"


async def test_of_very_many_triggers_only_the_latest_are_known(server: SlackServer) -> None:
    first = server.town.triggers.issue(ANA)
    for _ in range(KEPT):
        last = server.town.triggers.issue(ANA)

    assert server.town.triggers.exchange(last) == ANA
    with pytest.raises(Exception, match="invalid_trigger_id"):
        server.town.triggers.exchange(first)


async def test_nobody_writes_to_an_app_that_takes_no_messages() -> None:
    home = {"messages_tab_enabled": True, "messages_tab_read_only_enabled": True}
    manifest = {"features": {"app_home": home}, "settings": {"socket_mode_enabled": True}}
    server = SlackServer((DISTRICT,), lambda: NOON, manifest=manifest)
    direct = server.hands.places(ANA)[-1].id
    await server.hands.types(ANA, direct, "Hello")

    assert server.hands.messages(ANA, direct) == ()
    assert [one.words for one in server.hands.troubles(ANA)] == [
        "Sending messages to this app has been turned off."
    ]
