from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.seen import SeenButton, SeenRow
from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, connected, new_app, until

pytestmark = pytest.mark.wire


async def test_a_commands_answer_is_seen_by_the_person_who_typed_it_only(
    server: SlackServer, client: AsyncWebClient
) -> None:
    app = new_app(client)
    heard: list[dict[str, Any]] = []

    @app.command("/stem")
    async def answer(ack: Any, command: dict[str, Any]) -> None:
        heard.append(command)
        await ack("You asked for *help*")

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem help me")

    (seen,) = server.hands.messages(ANA, CHANNEL)
    assert (seen.words, seen.private, seen.from_app) == ("You asked for help", True, True)
    assert server.hands.messages(BEN, CHANNEL) == ()
    assert heard[0]["text"] == "help me"
    assert (heard[0]["user_id"], heard[0]["channel_id"]) == (ANA, CHANNEL)


async def test_a_pressed_button_changes_its_message(server: SlackServer, client: AsyncWebClient) -> None:
    app = new_app(client)
    button = {"type": "button", "action_id": "done:7", "text": {"type": "plain_text", "text": "Done"}}
    heard: list[dict[str, Any]] = []

    @app.action("done:7")
    async def done(ack: Any, body: dict[str, Any]) -> None:
        heard.append(body)
        await ack()
        await client.chat_update(channel=body["channel"]["id"], ts=body["message"]["ts"], text="It is done")

    async with connected(server, app):
        posted = await client.chat_postMessage(
            channel=ANA, text="A task", blocks=[{"type": "actions", "elements": [button]}]
        )
        place = posted["channel"]
        (before,) = server.hands.messages(ANA, place)
        assert before.parts == (SeenRow((SeenButton("done:7", "Done"),)),)
        await server.hands.presses(ANA, before.id, "done:7")
        await until(lambda: server.hands.messages(ANA, place)[0].words == "It is done")

    (after,) = server.hands.messages(ANA, place)
    assert (after.id, after.edited) == (before.id, True)
    assert heard[0]["message"]["blocks"][0]["elements"][0]["action_id"] == "done:7"
    assert heard[0]["container"] == {
        "type": "message",
        "message_ts": before.id,
        "channel_id": place,
        "is_ephemeral": False,
    }


MODAL = {
    "type": "modal",
    "callback_id": "rate",
    "title": {"type": "plain_text", "text": "Rate an indicator"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {"type": "section", "block_id": "words", "text": {"type": "mrkdwn", "text": "*Level* by level"}},
        {
            "type": "input",
            "block_id": "note",
            "label": {"type": "plain_text", "text": "Evidence"},
            "element": {"type": "plain_text_input", "action_id": "typed"},
        },
    ],
}


async def test_a_refused_form_shows_the_error_at_its_field_and_closes_when_it_is_mended(
    server: SlackServer, client: AsyncWebClient
) -> None:
    app = new_app(client)
    sent: list[str] = []

    @app.command("/stem")
    async def ask(ack: Any, body: dict[str, Any]) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        await ack()

    @app.view("rate")
    async def rated(ack: Any, view: dict[str, Any]) -> None:
        sent.append(view["state"]["values"]["note"]["typed"]["value"])
        if sent == ["no"]:
            await ack(response_action="errors", errors={"note": "Say a little more."})
        else:
            await ack()

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem rate")
        form = server.hands.form(ANA)
        assert form is not None
        assert [(field.id, field.kind) for field in form.fields] == [("words", "note"), ("note", "text")]

        await server.hands.submits(ANA, {})
        form = server.hands.form(ANA)
        assert form is not None
        assert form.fields[1].error == "Please complete this required field."
        assert sent == []

        await server.hands.submits(ANA, {"note": "no"})
        form = server.hands.form(ANA)
        assert form is not None
        assert (form.fields[1].error, form.fields[1].value) == ("Say a little more.", "no")

        await server.hands.submits(ANA, {"note": "Two new seats"})
        assert server.hands.form(ANA) is None

    assert sent == ["no", "Two new seats"]
