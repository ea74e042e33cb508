from __future__ import annotations

from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.hands import CannotDo
from bot.sandbox.seen import SeenForm, Span
from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.cedar_district import ANA, BEN, CHANNEL, connected, new_app

pytestmark = pytest.mark.wire


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def option(value: str) -> dict[str, Any]:
    return {"text": plain(value.title()), "value": value}


def field(block_id: str, element: dict[str, Any], *, optional: bool = False) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id),
        "element": {"action_id": "a", **element},
        "optional": optional,
    }


LEVELS = [option("low"), option("high")]
FIELDS = [
    field("words", {"type": "plain_text_input", "initial_value": "As before", "max_length": 12}),
    field("level", {"type": "static_select", "options": LEVELS}),
    field("mood", {"type": "radio_buttons", "options": LEVELS, "initial_option": LEVELS[0]}),
    field("who", {"type": "users_select"}),
    field("due", {"type": "datepicker"}, optional=True),
    field("which", {"type": "checkboxes", "options": LEVELS}, optional=True),
    field("link", {"type": "url_text_input"}, optional=True),
    field("mail", {"type": "email_text_input"}, optional=True),
]


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "it",
        "title": plain("Title"),
        "submit": plain("Send"),
        "blocks": list(blocks or FIELDS),
        **more,
    }


@pytest.fixture
def app(client: AsyncWebClient) -> AsyncApp:
    made = new_app(client)

    @made.command("/stem")
    async def ask(ack: Any, body: dict[str, Any]) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal(notify_on_close=True))
        await ack()

    return made


def form_of(server: SlackServer) -> SeenForm:
    form = server.hands.form(ANA)
    assert form is not None
    return form


async def test_every_kind_of_field_arrives_in_its_own_shape(server: SlackServer, app: AsyncApp) -> None:
    views: list[dict[str, Any]] = []

    @app.view("it")
    async def take(ack: Any, view: dict[str, Any]) -> None:
        views.append(view)
        await ack()

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")
        await server.hands.submits(
            ANA,
            {
                "level": "high",
                "who": BEN,
                "due": "2026-12-11",
                "which": "low,high",
                "link": "https://example.org/a",
            },
        )

    values = {block: entry["a"] for block, entry in views[0]["state"]["values"].items()}
    assert values["words"] == {"type": "plain_text_input", "value": "As before"}
    assert values["level"]["selected_option"]["value"] == "high"
    assert values["mood"]["selected_option"] == LEVELS[0]
    assert values["who"]["selected_user"] == BEN
    assert values["due"]["selected_date"] == "2026-12-11"
    assert [one["value"] for one in values["which"]["selected_options"]] == ["low", "high"]
    assert values["link"]["value"] == "https://example.org/a"
    assert values["mail"] == {"type": "email_text_input", "value": None}
    assert (views[0]["callback_id"], views[0]["previous_view_id"]) == ("it", None)


async def test_the_form_shows_its_kinds_and_what_it_starts_with(server: SlackServer, app: AsyncApp) -> None:
    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")

    form = form_of(server)
    assert [(one.id, one.kind) for one in form.fields] == [
        ("words", "text"),
        ("level", "choice"),
        ("mood", "choice"),
        ("who", "person"),
        ("due", "date"),
        ("which", "ticks"),
        ("link", "text"),
        ("mail", "text"),
    ]
    assert [(one.value, one.required) for one in form.fields][:5] == [
        ("As before", True),
        ("", True),
        ("low", True),
        ("", True),
        ("", False),
    ]
    assert (form.title, form.submit, form.fields[0].longest) == ("Title", "Send", 12)


async def test_the_client_itself_refuses_what_cannot_be_sent(server: SlackServer, app: AsyncApp) -> None:
    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")
        await server.hands.submits(ANA, {"words": "far too many words", "link": "nonsense", "mail": "ana"})
        errors = {one.id: one.error for one in form_of(server).fields if one.error}

        with pytest.raises(CannotDo, match="does not offer 'middle'"):
            await server.hands.submits(ANA, {"level": "middle"})
        with pytest.raises(CannotDo, match="no field 'sofa'"):
            await server.hands.submits(ANA, {"sofa": "x"})
        with pytest.raises(CannotDo, match="date"):
            await server.hands.submits(ANA, {"due": "tomorrow"})

    assert errors == {
        "words": "Please enter no more than 12 characters.",
        "level": "Please complete this required field.",
        "who": "Please complete this required field.",
        "link": "Please enter a valid URL.",
        "mail": "Please enter a valid email address.",
    }
    assert server.hands.troubles(ANA) == ()


@pytest.mark.parametrize(
    ("answer", "titles_left"),
    [
        ({}, []),
        ({"response_action": "clear"}, []),
        ({"response_action": "update", "view": modal(title=plain("Next"))}, ["Next"]),
        ({"response_action": "push", "view": modal(title=plain("On top"))}, ["On top", "Title"]),
    ],
)
async def test_the_answer_to_a_form_closes_changes_or_covers_it(
    server: SlackServer, app: AsyncApp, answer: dict[str, Any], titles_left: list[str]
) -> None:
    closed: list[str] = []

    @app.view("it")
    async def take(ack: Any) -> None:
        await ack(**answer)

    @app.view_closed("it")
    async def close(ack: Any, view: dict[str, Any]) -> None:
        closed.append(view["title"]["text"])
        await ack()

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")
        await server.hands.submits(ANA, {"level": "low", "who": ANA})
        titles = []
        while (form := server.hands.form(ANA)) is not None:
            titles.append(form.title)
            await server.hands.dismisses(ANA)

    assert titles == titles_left
    assert closed == [title for title in titles_left if title == "Title"]


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"sofa": "No such field"}},
        {"response_action": "update", "view": modal(title=plain("x" * 25))},
        {"response_action": "dance"},
    ],
)
async def test_a_wrong_answer_to_a_form_is_a_trouble_and_leaves_it_open(
    server: SlackServer, app: AsyncApp, answer: dict[str, Any]
) -> None:
    @app.view("it")
    async def take(ack: Any) -> None:
        await ack(**answer)

    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")
        await server.hands.submits(ANA, {"level": "low", "who": ANA})

    assert form_of(server).title == "Title"
    assert [one.words for one in server.hands.troubles(ANA)] == ["We had some trouble connecting. Try again?"]


async def test_views_are_updated_by_id_and_hash_and_stack_three_deep(
    server: SlackServer, client: AsyncWebClient
) -> None:
    def trigger() -> str:
        return server.town.triggers.issue(ANA)

    first = (await client.views_open(trigger_id=trigger(), view=modal(external_id="mine")))["view"]
    await client.views_update(external_id="mine", hash=first["hash"], view=modal(title=plain("Two")))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=first["id"], hash=first["hash"], view=modal())
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id="V404", view=modal())

    pushed = (await client.views_push(trigger_id=trigger(), view=modal()))["view"]
    await client.views_push(trigger_id=trigger(), view=modal())
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await client.views_push(trigger_id=trigger(), view=modal())
    assert (pushed["root_view_id"], pushed["previous_view_id"]) == (first["id"], first["id"])


async def test_an_updated_form_keeps_what_was_entered_in_fields_that_stay(
    server: SlackServer, client: AsyncWebClient, app: AsyncApp
) -> None:
    async with connected(server, app):
        await server.hands.types(ANA, CHANNEL, "/stem")
        await server.hands.submits(ANA, {"words": "Kept"})
        await client.views_update(view_id=form_of(server).id, view=modal(*FIELDS[:2]))

    assert [(one.id, one.value, one.error) for one in form_of(server).fields] == [
        ("words", "Kept", ""),
        ("level", "", ""),
    ]


async def test_text_between_fields_is_a_note_and_a_home_is_published(
    server: SlackServer, client: AsyncWebClient
) -> None:
    section = {"type": "section", "block_id": "n", "text": {"type": "mrkdwn", "text": "*Low*: first"}}
    view = modal(section, FIELDS[0])
    await client.views_open(trigger_id=server.town.triggers.issue(ANA), view=view)
    await client.views_publish(user_id=ANA, view={"type": "home", "blocks": [section]})

    (note, _) = form_of(server).fields
    assert (note.kind, note.spans) == ("note", (Span("Low", "bold"), Span(": first")))
    assert server.town.modals.homes[ANA].sent["blocks"][0]["block_id"] == "n"
