"""Menus of every kind, in messages, forms and the home, and the choices that come from the app."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.hands import CannotDo
from bot.sandbox.residents import LocalFile
from bot.sandbox.seen import SeenMenu, SeenOption, SeenPart, SeenRow
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, DISTRICT, until
from tests.sandbox.slack.listening import Listener, listening

pytestmark = pytest.mark.wire


@pytest.fixture
def windows() -> Windows:
    return Windows(answer=0.4, trigger=30)


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    return {"text": plain(value.title()), "value": value}


def question(name: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    made = {"type": "input", "block_id": name, "label": plain(name.title()), **more}
    return made | {"element": element | {"action_id": f"{name}-field"}}


def form(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("Form"), "submit": plain("Send"), "blocks": list(blocks), **more}


def menus(parts: tuple[SeenPart, ...] | Any) -> list[SeenMenu]:
    rows = [part for part in parts if isinstance(part, SeenRow)]
    return [one for row in rows for one in row.controls if isinstance(one, SeenMenu)]


async def opened(server: SlackServer, client: AsyncWebClient, view: dict[str, Any]) -> None:
    await client.views_open(trigger_id=server.town.triggers.issue(ANA), view=view)


async def submitted(server: SlackServer, app: Listener, values: dict[str, str], **files: LocalFile) -> Any:
    await server.hands.submits(ANA, values, {name: [file] for name, file in files.items()})
    return app.payloads[-1]["view"]["state"]["values"]


async def test_a_searched_menu_of_a_message_offers_what_the_app_gives(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    menu = {"type": "external_select", "action_id": "pick", "placeholder": plain("Find")}
    blocks = [{"type": "actions", "block_id": "row", "elements": [menu]}]
    ts = (await client.chat_postMessage(channel=CHANNEL, text="Find", blocks=blocks))["ts"]
    (seen,) = server.hands.messages(ANA, CHANNEL)
    assert menus(seen.parts)[0].picks == "search"

    async with listening(server, session) as app:
        assert await server.hands.searches(ANA, ts, "pick", "ab") == ()
        assert app.payloads == []
        app.answers.append({"option_groups": [{"label": plain("All"), "options": [option("abacus")]}]})
        assert await server.hands.searches(ANA, ts, "pick", "aba") == (SeenOption("abacus", "Abacus"),)
        with pytest.raises(CannotDo, match="no option 'abbot'"):
            await server.hands.presses(ANA, ts, "pick", "abbot")
        await server.hands.presses(ANA, ts, "pick", "abacus")

    asked, pressed = app.payloads
    assert (asked["type"], asked["value"], asked["block_id"]) == ("block_suggestion", "aba", "row")
    assert asked["container"]["message_ts"] == ts
    assert pressed["actions"][0]["selected_option"] == option("abacus")
    assert pressed["state"]["values"]["row"]["pick"]["selected_option"] == option("abacus")


@pytest.mark.parametrize(
    "answer", [None, {"options": [{"value": "no text"}]}, {"options": "x"}, {"text": "no"}]
)
async def test_choices_that_cannot_be_shown_leave_the_menu_empty_and_a_word(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession, answer: Any
) -> None:
    await opened(server, client, form(question("who", {"type": "external_select", "min_query_length": 0})))
    async with listening(server, session) as app:
        app.answers.append(answer)
        assert await server.hands.searches(ANA, "", "who", "") == ()

    assert "could not be loaded" in server.hands.troubles(ANA)[0].words


async def test_a_searched_field_of_a_form_is_sent_as_the_option_that_the_app_gave(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    await opened(server, client, form(question("who", {"type": "external_select", "min_query_length": 1})))
    async with listening(server, session) as app:
        with pytest.raises(CannotDo, match="does not offer 'ana'"):
            await server.hands.submits(ANA, {"who": "ana"})
        app.answers.append({"options": [option("ana"), option("ben")]})
        found = await server.hands.searches(ANA, "", "who", "a")
        values = await submitted(server, app, {"who": "ben"})

    assert [one.id for one in found] == ["ana", "ben"]
    assert values["who"]["who-field"] == {"type": "external_select", "selected_option": option("ben")}


async def test_a_field_shows_where_its_choices_come_from_and_how_many_fit(
    server: SlackServer, client: AsyncWebClient
) -> None:
    view = form(
        question("people", {"type": "multi_users_select", "max_selected_items": 2, "initial_users": [BEN]}),
        question("room", {"type": "channels_select"}),
        question("talk", {"type": "conversations_select"}),
        question("find", {"type": "external_select"}),
        question("level", {"type": "multi_static_select", "options": [option("low"), option("high")]}),
        question("proof", {"type": "file_input", "max_files": 3}),
    )
    await opened(server, client, view)
    fields = {one.id: one for one in (server.hands.form(ANA) or pytest.fail("no form")).fields}

    assert {name: (one.kind, one.most, one.searches) for name, one in fields.items()} == {
        "people": ("person", 2, False),
        "room": ("choice", 1, False),
        "talk": ("choice", 1, False),
        "find": ("choice", 1, True),
        "level": ("ticks", 100, False),
        "proof": ("file", 3, False),
    }
    assert fields["people"].value == BEN
    assert [(one.id, one.label) for one in fields["room"].options] == [
        (CHANNEL, "#stem-team"),
        ("C0LOBBY", "#lobby"),
    ]


async def test_several_people_channels_and_options_are_sent_as_lists(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    view = form(
        question("people", {"type": "multi_users_select", "max_selected_items": 2}),
        question("room", {"type": "channels_select"}),
        question("level", {"type": "multi_static_select", "options": [option("low"), option("high")]}),
    )
    await opened(server, client, view)
    async with listening(server, session) as app:
        with pytest.raises(CannotDo, match="at most 2 choices"):
            await server.hands.submits(ANA, {"people": f"{ANA},{BEN},{ANA}"})
        with pytest.raises(CannotDo, match="does not offer 'C9'"):
            await server.hands.submits(ANA, {"room": "C9"})
        sent = {"people": f"{ANA},{BEN}", "room": CHANNEL, "level": "high,low"}
        values = await submitted(server, app, sent)

    assert values["people"]["people-field"]["selected_users"] == [ANA, BEN]
    assert values["room"]["room-field"] == {"type": "channels_select", "selected_channel": CHANNEL}
    chosen = values["level"]["level-field"]["selected_options"]
    assert {one["value"] for one in chosen} == {"low", "high"}


async def test_a_file_is_sent_as_slack_describes_it_and_only_the_app_reads_it(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    await opened(server, client, form(question("proof", {"type": "file_input", "filetypes": ["csv"]})))
    table = LocalFile("people & roles.csv", "text/csv", b"name,role\n")
    async with listening(server, session) as app:
        with pytest.raises(CannotDo, match=r"takes csv, not 'photo.png'"):
            await submitted(server, app, {}, proof=LocalFile("photo.png", "image/png", b"x"))
        await server.hands.submits(ANA, {})
        form_now = server.hands.form(ANA)
        assert form_now is not None
        assert form_now.fields[0].error == "Please complete this required field."
        values = await submitted(server, app, {}, proof=table)

    (file,) = values["proof"]["proof-field"]["files"]
    assert (file["name"], file["size"], file["mimetype"]) == (table.name, 10, "text/csv")
    assert (file["user"], file["filetype"], file["mode"]) == (ANA, "csv", "hosted")
    bearer = {"Authorization": f"Bearer {DISTRICT.app.bot_token}"}
    async with session.get(file["url_private"], headers=bearer) as answer:
        assert await answer.read() == table.content
    async with session.get(file["url_private"], allow_redirects=False) as answer:
        assert answer.status != 200 or await answer.read() != table.content


async def test_a_menu_of_the_home_is_pressed_with_the_view_as_its_place(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    with pytest.raises(CannotDo, match="still empty"):
        await server.hands.presses(ANA, "home", "pick", "low")
    menu = {"type": "static_select", "action_id": "pick", "options": [option("low"), option("high")]}
    section = {"type": "section", "block_id": "s", "text": plain("Level"), "accessory": menu}
    await client.views_publish(user_id=ANA, view={"type": "home", "blocks": [section]})
    async with listening(server, session) as app:
        await server.hands.presses(ANA, "home", "pick", "high")

    (pressed,) = app.payloads
    assert pressed["container"] == {"type": "view", "view_id": pressed["view"]["id"]}
    assert pressed["view"]["type"] == "home"
    assert pressed["view"]["state"]["values"]["s"]["pick"]["selected_option"] == option("high")
    assert menus(server.hands.home(ANA))[0].options == (SeenOption("low", "Low"), SeenOption("high", "High"))


async def test_a_stack_that_is_cleared_is_told_view_by_view_to_an_app_that_asked(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    field = question("words", {"type": "plain_text_input"}, optional=True)
    await opened(server, client, form(field, notify_on_close=True, callback_id="under"))
    await client.views_push(
        trigger_id=server.town.triggers.issue(ANA),
        view=form(field, notify_on_close=True, clear_on_close=True, callback_id="over"),
    )
    async with listening(server, session) as app:
        await server.hands.dismisses(ANA)
        await opened(server, client, form(field, notify_on_close=True, callback_id="alone"))
        await server.hands.dismisses(ANA)
        await until(lambda: len(app.payloads) == 3)

    closed = [(one["view"]["callback_id"], one["is_cleared"]) for one in app.payloads]
    assert sorted(closed) == [("alone", False), ("over", True), ("under", True)]


async def test_another_form_clears_the_one_that_was_open(
    server: SlackServer, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    field = question("words", {"type": "plain_text_input"}, optional=True)
    await opened(server, client, form(field, notify_on_close=True, callback_id="first"))
    async with listening(server, session) as app:
        await opened(server, client, form(field, callback_id="second"))
        await server.hands.submits(ANA, {})
        await until(lambda: len(app.payloads) == 2)

    kinds = [(one["type"], one["view"]["callback_id"], one.get("is_cleared")) for one in app.payloads]
    assert sorted(kinds) == [("view_closed", "first", True), ("view_submission", "second", None)]


async def test_a_thread_holds_the_replies_and_the_channel_only_what_was_broadcast(
    server: SlackServer, client: AsyncWebClient
) -> None:
    parent = (await client.chat_postMessage(channel=CHANNEL, text="How was it?"))["ts"]
    await server.hands.types(BEN, CHANNEL, "Fine", thread=parent)
    await client.chat_postMessage(channel=CHANNEL, text="Thanks", thread_ts=parent, reply_broadcast=True)
    await client.chat_postEphemeral(channel=CHANNEL, user=ANA, text="For Ana", thread_ts=parent)

    assert [one.words for one in server.hands.messages(ANA, CHANNEL)] == ["How was it?", "Thanks"]
    thread = server.hands.thread(BEN, CHANNEL, parent)
    assert [(one.words, one.thread) for one in thread] == [
        ("How was it?", ""),
        ("Fine", parent),
        ("Thanks", parent),
    ]
    assert server.hands.messages(BEN, CHANNEL)[0].replies == 2
    assert server.hands.messages(ANA, CHANNEL)[0].replies == 3
    message = (await client.conversations_history(channel=CHANNEL))["messages"][-1]
    assert (message["reply_count"], message["reply_users"]) == (2, [BEN, DISTRICT.app.bot_user])


async def test_a_command_in_a_thread_is_refused_as_slack_refuses_it(
    server: SlackServer, client: AsyncWebClient
) -> None:
    parent = str((await client.chat_postMessage(channel=CHANNEL, text="How was it?"))["ts"])
    await server.hands.types(ANA, CHANNEL, "/stem help", thread=parent)

    assert [one.words for one in server.hands.troubles(ANA)] == ["/stem is not supported in threads. Sorry!"]
    with pytest.raises(CannotDo):
        await server.hands.types(ANA, CHANNEL, "Hello", thread="1.1")
