from collections.abc import Mapping
from typing import Any

import pytest

from bot.chat.cards import Paragraph, card
from bot.chat.events import (
    ActionCall,
    CommandCall,
    FormSubmission,
    Happening,
    Joined,
    MessageCall,
    MessageRef,
    Person,
    Place,
    Wrote,
)
from bot.chat.replies import Reply, Say
from bot.chat.router import Router
from bot.chat.routes import Action, Command, MessageShortcut, Submission
from bot.platforms.slack.inbound import Arrival, happening, neutral, read, used_on, where

pytestmark = pytest.mark.unit


def _run(_desk: Any, _call: Any) -> Reply:
    return Say(card(Paragraph("well")))


ROUTER = Router(
    (
        Command("help", _run, "Help", "/stem help"),
        Command("tasks list", _run, "Tasks", "/stem tasks", shorthand="tasks"),
        Command("rate", _run, "Rate", "/stem rate", opens_form=True, private=False),
        Action("done", _run, private=False, opens_form=True, formerly=("finish",)),
        Submission("detail", _run, private=False),
        MessageShortcut("keep", _run, "Keep it…", "Keeps it", opens_form=True),
    )
)
COMMAND = {
    "command": "/stem",
    "team_id": "T1",
    "user_id": "U1",
    "channel_id": "C1",
    "channel_name": "stem",
    "response_url": "https://hooks.example/1",
    "trigger_id": "trigger-1",
}
PRESS = {
    "type": "block_actions",
    "team": {"id": "T1"},
    "user": {"id": "U1", "team_id": "T1"},
    "container": {"type": "message", "message_ts": "17.01", "channel_id": "C1", "is_ephemeral": False},
    "channel": {"id": "C1", "name": "stem"},
    "trigger_id": "trigger-1",
    "response_url": "https://hooks.example/1",
}


def _read(payload: dict[str, Any]) -> Arrival | None:
    return read(payload, where(payload), ROUTER)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("rate EC1.Leaders2 3", "rate", "EC1.Leaders2 3"),
        ("Tasks", "tasks list", ""),
        ("", "help", ""),
        ("no such thing", "", "no such thing"),
    ],
)
def test_a_typed_line_finds_its_command(text: str, path: str, line: str) -> None:
    arrival = _read({**COMMAND, "text": text})

    assert arrival is not None
    assert arrival.call == CommandCall(
        key="slack:trigger-1",
        person=Person("slack", "T1", "U1"),
        place=Place("slack", "T1", "C1"),
        command=path,
        line=line,
    )


def test_the_route_says_who_sees_the_answer_and_whether_a_form_may_open() -> None:
    open_route, unknown = _read({**COMMAND, "text": "rate"}), _read({**COMMAND, "text": "what"})

    assert open_route is not None
    assert unknown is not None
    assert (open_route.private, open_route.opens_form) == (False, True)
    assert (unknown.private, unknown.opens_form) == (True, False)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("add <@U12|ana.ruiz> now", "add @{U12} now"),
        ("<@U12>", "@{U12}"),
        ("in <#C1|stem-team> or <#C2>", "in #stem-team or #C2"),
        ("see <https://example.org/?a=1&amp;b=2>", "see https://example.org/?a=1&b=2"),
        ("<https://example.org|example.org>", "https://example.org"),
        ("<!here> <!subteam^S1|@leads>", "@here @leads"),
        ("a &lt;b&gt; &amp;lt; c", "a <b> &lt; c"),
    ],
)
def test_slacks_escapes_become_what_the_person_typed(text: str, typed: str) -> None:
    assert neutral(text) == typed


@pytest.mark.parametrize("action_id", ["done:7:x", "finish:7:x"])
def test_a_press_is_known_by_its_name_old_or_new(action_id: str) -> None:
    arrival = _read({**PRESS, "actions": [{"type": "button", "action_id": action_id}]})

    assert arrival is not None
    assert arrival.call == ActionCall(
        key="slack:trigger-1",
        person=Person("slack", "T1", "U1"),
        place=Place("slack", "T1", "C1"),
        action=action_id.partition(":")[0],
        argument="7:x",
        message=MessageRef("slack", "T1", "C1", "17.01"),
    )
    assert (arrival.private, arrival.opens_form) == (False, True)


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ({"metadata": {"event_type": "stem_delivery", "event_payload": {"key": "prompt-7"}}}, "prompt-7"),
        ({"metadata": {"event_type": "of_another_sort", "event_payload": {"key": "prompt-7"}}}, ""),
        ({"text": "An answer"}, ""),
    ],
)
def test_a_press_brings_the_key_of_the_delivery_that_it_was_on(message: dict[str, Any], key: str) -> None:
    arrival = _read({**PRESS, "message": message, "actions": [{"type": "button", "action_id": "done:7"}]})

    assert arrival is not None
    assert isinstance(arrival.call, ActionCall)
    assert arrival.call.delivery == key


def test_a_choice_brings_its_value_and_an_unknown_name_still_arrives() -> None:
    chosen = {"type": "static_select", "action_id": "gone:1", "selected_option": {"value": "3"}}
    arrival = _read({**PRESS, "actions": [chosen]})

    assert arrival is not None
    assert isinstance(arrival.call, ActionCall)
    assert (arrival.call.action, arrival.call.value, arrival.private) == ("gone", "3", True)


@pytest.mark.parametrize(
    "payload",
    [
        {**PRESS, "actions": [{"type": "button", "action_id": "link#2", "url": "https://example.org"}]},
        {**PRESS, "container": {"type": "view"}, "actions": [{"type": "button", "action_id": "done:7"}]},
        {"type": "view_closed", "view": {}, "user": {"id": "U1"}},
    ],
)
def test_what_nobody_waits_for_is_no_call(payload: dict[str, Any]) -> None:
    assert _read(payload) is None


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        ('{"channel":"C1","message":"17.01"}', MessageRef("slack", "T1", "C1", "17.01")),
        ('{"channel":"C1","message":"17.01","ephemeral":true}', None),
        ('{"channel":"C1"}', None),
    ],
)
def test_a_form_brings_its_values_and_the_message_that_can_be_edited(
    metadata: str, message: MessageRef | None
) -> None:
    view = {
        "callback_id": "detail:7",
        "private_metadata": metadata,
        "state": {"values": {"what": {"value": {"type": "plain_text_input", "value": "a & b"}}}},
    }
    arrival = _read(
        {
            "type": "view_submission",
            "team": {"id": "T1"},
            "user": {"id": "U1"},
            "trigger_id": "trigger-9",
            "view": view,
        }
    )

    assert arrival is not None
    assert arrival.call == FormSubmission(
        key="slack:trigger-9",
        person=Person("slack", "T1", "U1"),
        place=Place("slack", "T1", "C1"),
        form="detail",
        argument="7",
        values={"what": "a & b"},
        message=message,
    )
    assert not arrival.private


def happened(event: Mapping[str, object]) -> Happening | None:
    """What an event says; the bot itself is U0BOT."""
    authorizations = [{"user_id": "U0BOT", "is_bot": True}]
    return happening(
        {
            "type": "event_callback",
            "team_id": "T0DISTRICT",
            "event_id": "Ev1",
            "event": event,
            "authorizations": authorizations,
        }
    )


def test_who_joined_a_channel_or_wrote_directly_is_told_without_what_they_wrote() -> None:
    joined = {"type": "member_joined_channel", "user": "U0ANA", "channel": "C0SLT", "channel_type": "C"}
    wrote = {"type": "message", "user": "U0ANA", "channel": "D1", "channel_type": "im", "text": "secret"}
    ana = Person("slack", "T0DISTRICT", "U0ANA")
    assert happened(joined) == Joined("slack:Ev1", ana, Place("slack", "T0DISTRICT", "C0SLT"))
    assert happened(wrote) == Wrote("slack:Ev1", ana, Place("slack", "T0DISTRICT", "D1", direct=True))


@pytest.mark.parametrize(
    "event",
    [
        {"type": "member_joined_channel", "user": "U0BOT", "channel": "C0SLT", "channel_type": "C"},
        {"type": "message", "user": "U0ANA", "bot_id": "B1", "channel": "D1", "channel_type": "im"},
        {"type": "message", "user": "U0ANA", "channel": "C0SLT", "channel_type": "channel"},
        {"type": "message", "subtype": "message_changed", "channel": "D1", "channel_type": "im"},
    ],
)
def test_what_the_bot_or_a_program_did_or_others_said_is_let_go(event: Mapping[str, object]) -> None:
    assert happened(event) is None


def test_a_message_in_whose_menu_something_was_chosen_is_told_by_its_ids_alone() -> None:
    payload = {
        "type": "message_action",
        "callback_id": "keep",
        "team": {"id": "T1"},
        "user": {"id": "U1"},
        "channel": {"id": "C1", "name": "stem"},
        "trigger_id": "trigger-1",
        "response_url": "https://hooks.example/1",
        "message_ts": "17.02",
        "message": {"type": "message", "ts": "17.02", "user": "U2", "text": "We filled a seat"},
    }
    message = MessageRef("slack", "T1", "C1", "17.02")
    arrival = _read(payload)
    assert arrival is not None
    assert arrival.call == MessageCall(
        key="slack:trigger-1",
        person=Person("slack", "T1", "U1"),
        place=Place("slack", "T1", "C1"),
        shortcut="keep",
        message=message,
        link="",
    )
    assert (arrival.private, arrival.opens_form, used_on(payload)) == (True, True, message)
    # What is answered later must not take the place of somebody's message.
    assert arrival.reach.message == ""
    assert used_on(PRESS) is None


def test_a_shortcut_that_nobody_declares_is_answered_privately() -> None:
    arrival = _read({**PRESS, "type": "message_action", "callback_id": "old", "message_ts": "17.02"})
    assert arrival is not None
    assert (arrival.private, arrival.opens_form) == (True, False)
