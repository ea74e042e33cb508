from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.hands import CannotDo
from bot.sandbox.seen import SeenMenu, SeenRow
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, connected, new_app

pytestmark = pytest.mark.wire


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


OPTIONS = [{"text": plain("An hour"), "value": "1h"}, {"text": plain("A day"), "value": "1d"}]
ACTIONS = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "yes", "text": plain("Yes"), "value": "v1", "style": "primary"},
        {"type": "static_select", "action_id": "when", "placeholder": plain("Later"), "options": OPTIONS},
        {"type": "users_select", "action_id": "who", "placeholder": plain("Who")},
        {"type": "overflow", "action_id": "more", "options": OPTIONS},
    ],
}


@pytest.fixture
def windows() -> Windows:
    return Windows(answer=0.5, response_url_uses=2)


class Heard(list[dict[str, Any]]):
    def into(self, client: AsyncWebClient) -> Any:
        app = new_app(client)

        @app.action({"type": "block_actions", "action_id": "yes"})
        @app.action("when")
        @app.action("who")
        @app.action("more")
        async def hear(ack: Any, body: dict[str, Any]) -> None:
            self.append(body)
            await ack()

        return app


async def test_each_control_says_what_was_chosen_in_its_own_words(
    server: SlackServer, client: AsyncWebClient
) -> None:
    heard = Heard()
    posted = await client.chat_postMessage(channel=CHANNEL, text="Choose", blocks=[ACTIONS])
    (seen,) = server.hands.messages(ANA, CHANNEL)
    async with connected(server, heard.into(client)):
        await server.hands.presses(ANA, seen.id, "yes")
        await server.hands.presses(ANA, seen.id, "when", "1d")
        await server.hands.presses(ANA, seen.id, "who", BEN)
        await server.hands.presses(BEN, seen.id, "more", "1h")

    chosen = [body["actions"][0] for body in heard]
    assert (chosen[0]["value"], chosen[0]["block_id"], chosen[0]["text"]["text"]) == ("v1", "row", "Yes")
    assert chosen[1]["selected_option"]["value"] == "1d"
    assert chosen[2]["selected_user"] == BEN
    assert chosen[3]["selected_option"]["text"]["text"] == "An hour"
    assert [body["user"]["id"] for body in heard] == [ANA, ANA, ANA, BEN]
    assert {body["message"]["ts"] for body in heard} == {posted["ts"]}
    assert heard[0]["team"] == {"id": "T0DISTRICT", "domain": "cedar-district"}
    assert heard[0]["channel"] == {"id": CHANNEL, "name": "stem-team"}


async def test_menus_are_seen_with_what_can_be_chosen(server: SlackServer, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="Choose", blocks=[ACTIONS])

    (row,) = server.hands.messages(ANA, CHANNEL)[0].parts
    assert isinstance(row, SeenRow)
    menus = [control for control in row.controls if isinstance(control, SeenMenu)]
    assert [(menu.placeholder, menu.picks) for menu in menus] == [
        ("Later", "option"),
        ("Who", "person"),
        ("More actions", "option"),
    ]
    assert [one.label for one in menus[0].options] == ["An hour", "A day"]


async def test_only_what_is_on_the_screen_can_be_pressed(server: SlackServer, client: AsyncWebClient) -> None:
    await client.chat_postEphemeral(channel=CHANNEL, user=BEN, text="Choose", blocks=[ACTIONS])
    (seen,) = server.hands.messages(BEN, CHANNEL)

    with pytest.raises(CannotDo):
        await server.hands.presses(ANA, seen.id, "yes")
    with pytest.raises(CannotDo):
        await server.hands.presses(BEN, seen.id, "no")
    with pytest.raises(CannotDo):
        await server.hands.presses(BEN, seen.id, "when", "1y")
    with pytest.raises(CannotDo):
        server.hands.messages("U404", CHANNEL)
    with pytest.raises(CannotDo):
        server.hands.messages(BEN, "C0LOBBY")


async def test_a_press_that_nobody_answers_leaves_a_warning_sign(
    server: SlackServer, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel=CHANNEL, text="Choose", blocks=[ACTIONS])
    (seen,) = server.hands.messages(ANA, CHANNEL)
    await server.hands.presses(ANA, seen.id, "yes")

    assert "warning sign" in server.hands.troubles(ANA)[0].words


async def test_a_response_url_replaces_and_deletes_the_private_message_that_was_pressed(
    server: SlackServer, client: AsyncWebClient
) -> None:
    app = new_app(client)
    changes: list[dict[str, Any]] = [
        {"text": "Changed", "replace_original": True},
        {"delete_original": True},
    ]
    steps = iter(changes)

    @app.action("yes")
    async def change(ack: Any, respond: Any) -> None:
        await ack()
        await respond(**next(steps), blocks=[ACTIONS])

    await client.chat_postEphemeral(channel=CHANNEL, user=ANA, text="Choose", blocks=[ACTIONS])
    (seen,) = server.hands.messages(ANA, CHANNEL)
    async with connected(server, app):
        await server.hands.presses(ANA, seen.id, "yes")
        (changed,) = server.hands.messages(ANA, CHANNEL)
        await server.hands.presses(ANA, seen.id, "yes")

    assert (changed.id, changed.private, changed.edited) == (seen.id, True, True)
    assert server.hands.messages(ANA, CHANNEL) == ()


async def test_a_response_url_is_used_up(server: SlackServer, client: AsyncWebClient) -> None:
    app = new_app(client)
    answers: list[int] = []

    @app.command("/stem")
    async def chat(ack: Any, respond: Any) -> None:
        await ack()
        answers.append((await respond("For you")).status_code)
        answers.append((await respond("For all", response_type="in_channel")).status_code)
        answers.append((await respond("Too many")).status_code)

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")

    assert answers == [200, 200, 404]
    assert [(one.words, one.private) for one in server.hands.messages(ANA, CHANNEL)] == [
        ("For you", True),
        ("For all", False),
    ]
    assert server.traffic.of("response_url")[-1].answer == {"ok": False, "error": "used_url"}


async def test_an_answer_in_the_channel_is_seen_by_everyone_there(
    server: SlackServer, client: AsyncWebClient
) -> None:
    app = new_app(client)

    @app.command("/stem")
    async def chat(ack: Any) -> None:
        await ack(text="All of you", response_type="in_channel")

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")

    assert [one.words for one in server.hands.messages(BEN, CHANNEL)] == ["All of you"]


async def test_watchers_hear_of_changes_until_they_stop(server: SlackServer, client: AsyncWebClient) -> None:
    told: list[int] = []
    stop = server.hands.watches(lambda: told.append(1))
    await client.chat_postMessage(channel=CHANNEL, text="One")
    stop()
    await client.chat_postMessage(channel=CHANNEL, text="Two")

    assert told == [1]


async def test_a_button_in_a_form_says_which_form_and_what_is_entered_there(
    server: SlackServer, client: AsyncWebClient
) -> None:
    heard = Heard()
    view = {
        "type": "modal",
        "title": plain("Title"),
        "blocks": [{"type": "actions", "elements": ACTIONS["elements"][:1]}],
    }
    await client.views_open(trigger_id=server.town.triggers.issue(ANA), view=view)
    form = server.hands.form(ANA)
    assert form is not None
    async with connected(server, heard.into(client)):
        await server.hands.presses(ANA, form.id, "yes")

    assert heard[0]["container"] == {"type": "view", "view_id": form.id}
    assert heard[0]["view"]["id"] == form.id
    assert "response_url" not in heard[0]
