from dataclasses import replace
from typing import Any

import pytest

from bot.chat.cards import Card
from bot.chat.events import CommandCall, MessageCall, MessageRef, Person, Place
from bot.chat.replies import Reply, Say
from bot.chat.router import Router
from bot.chat.routes import Action, Command, MessageShortcut, Submission
from bot.platforms.discord.inbound import (
    Origin,
    action,
    command,
    half_typed,
    is_on_message,
    on_message,
    origin,
    read,
    submission,
)
from bot.platforms.discord.terms import Terms, terms

pytestmark = pytest.mark.unit
MESSAGE = MessageRef("discord", "20", "30", "60")
START = Origin("discord:9", Person("discord", "", "40"), Place("discord", "20", "30"), "en-US", MESSAGE)
DIRECT = Origin("discord:9", Person("discord", "", "40"), Place("discord", "", "31", direct=True), "es-ES")


def _run(_desk: Any, _call: Any) -> Reply:
    return Say(Card(()))


ROUTER = Router(
    [
        Command("tasks add", _run, "Adds", "/stem tasks add"),
        Command("shout", _run, "Shouts", "/stem shout", private=False, opens_form=True),
        Action("fine", _run, private=False, opens_form=True),
        Submission("sent", _run, private=False),
        MessageShortcut("keep", _run, "Keep it…", "Keeps it", opens_form=True),
    ]
)
TASKS_ADD = {
    "name": "stem",
    "options": [
        {
            "type": 2,
            "name": "tasks",
            "options": [
                {
                    "type": 1,
                    "name": "add",
                    "options": [
                        {"type": 3, "name": "what", "value": "paint it"},
                        {"type": 6, "name": "who", "value": "41"},
                    ],
                }
            ],
        }
    ],
}


def test_a_nested_command_is_its_path_and_options() -> None:
    assert command(START, TASKS_ADD, ROUTER) == CommandCall(
        "discord:9", START.person, START.place, "tasks add", "", {"what": "paint it", "who": "@{41}"}, "en-US"
    )


def test_a_command_that_nobody_declares_loses_nothing() -> None:
    call = command(START, TASKS_ADD, Router([]))
    assert (call.command, call.line, call.options) == ("", "tasks add what:paint it who:@{41}", {})


def test_the_value_under_the_cursor_is_apart_from_the_others() -> None:
    options = [
        {"type": 3, "name": "level", "value": "3"},
        {"type": 3, "name": "in", "value": "EC", "focused": True},
    ]
    half = half_typed(START, {"name": "stem", "options": [{"type": 1, "name": "rate", "options": options}]})
    assert (half.call.command, half.call.options, half.parameter, half.typed) == (
        "rate",
        {"level": "3"},
        "in",
        "EC",
    )


@pytest.mark.parametrize(("custom_id", "key"), [("fine:7:8", ""), ("fine:7:8#prompt-7", "prompt-7")])
def test_a_press_is_its_route_and_argument_and_the_deliverys_key_apart(custom_id: str, key: str) -> None:
    call = action(START, {"custom_id": custom_id, "component_type": 2}, MESSAGE)
    assert (call.action, call.argument, call.value, call.message) == ("fine", "7:8", "", MESSAGE)
    assert call.delivery == key


def test_a_choice_from_a_menu_is_its_value() -> None:
    assert (
        action(START, {"custom_id": "later:7", "component_type": 3, "values": ["mon"]}, MESSAGE).value
        == "mon"
    )


def test_a_form_keeps_its_message_only_if_that_can_be_edited_later() -> None:
    data = {
        "custom_id": "sent:7",
        "components": [{"type": 18, "component": {"custom_id": "a", "value": "b"}}],
    }
    call = submission(START, data)
    assert (call.form, call.argument, call.values, call.message) == ("sent", "7", {"a": "b"}, MESSAGE)
    ephemeral = Origin(START.key, START.person, START.place, START.locale, MESSAGE, lasting=False)
    assert submission(ephemeral, data).message is None


def test_terms_are_the_routes_own() -> None:
    assert terms(command(START, TASKS_ADD, ROUTER), ROUTER) == Terms(
        private=True, opens_form=False, shared=True
    )
    pressed = action(START, {"custom_id": "fine:7"}, MESSAGE)
    assert terms(pressed, ROUTER) == Terms(private=False, opens_form=True, shared=True)
    assert terms(submission(START, {"custom_id": "sent:7"}), ROUTER) == Terms(
        private=False, opens_form=False, shared=True
    )


def test_in_a_direct_message_nothing_needs_to_be_hidden() -> None:
    assert terms(command(DIRECT, TASKS_ADD, ROUTER), ROUTER) == Terms(
        private=False, opens_form=False, shared=False
    )


def test_what_no_route_declares_is_answered_privately() -> None:
    unknown = Terms(private=True, opens_form=False, shared=True)
    assert terms(command(START, TASKS_ADD, Router([])), Router([])) == unknown
    assert terms(action(START, {"custom_id": "gone:1"}, MESSAGE), ROUTER) == unknown
    assert terms(submission(START, {"custom_id": "gone:1"}), ROUTER) == unknown


def test_a_message_in_whose_menu_something_was_chosen_is_told_by_its_ids_alone() -> None:
    words = {"messages": {"77": {"id": "77", "channel_id": "31", "content": "We filled a seat"}}}
    data = {"type": 3, "name": "Keep it…", "target_id": "77", "resolved": words}
    call = on_message(START, data, ROUTER)
    assert is_on_message(data)
    assert not is_on_message(TASKS_ADD)
    assert call == MessageCall(
        key="discord:9",
        person=START.person,
        place=START.place,
        shortcut="keep",
        message=MessageRef("discord", "20", "31", "77"),
        link="https://discord.com/channels/20/31/77",
        locale="en-US",
    )
    assert terms(call, ROUTER) == Terms(private=True, opens_form=True, shared=True)


def test_what_is_chosen_under_a_label_that_is_gone_is_answered_privately() -> None:
    words = {"messages": {"77": {"id": "77", "channel_id": "30"}}}
    call = on_message(START, {"type": 3, "name": "Old", "target_id": "77", "resolved": words}, ROUTER)
    assert terms(call, ROUTER) == Terms(private=True, opens_form=False, shared=True)


THREAD = {"id": "31", "type": 11, "parent_id": "30"}
IN_A_SERVER = {
    "id": "9",
    "type": 2,
    "guild_id": "20",
    "channel": {"id": "30", "type": 0, "parent_id": "5"},
    "member": {"user": {"id": "40"}},
    "locale": "en-US",
    "data": TASKS_ADD,
}


def test_a_thread_is_in_the_channel_that_it_belongs_to() -> None:
    thread = origin({**IN_A_SERVER, "channel": THREAD, "message": {"id": "60"}})
    assert thread.place == Place("discord", "20", "30")
    assert thread.message == MessageRef("discord", "20", "31", "60")


def test_who_is_in_a_channel_of_a_server_and_who_writes_directly() -> None:
    assert read(IN_A_SERVER, ROUTER) == command(replace(START, message=None), TASKS_ADD, ROUTER)
    direct = {"id": "9", "channel": {"id": "31", "type": 1}, "user": {"id": "40"}, "locale": "es-ES"}
    assert origin(direct) == DIRECT


@pytest.mark.parametrize(
    ("flags", "lasting"), [({}, True), ({"flags": 32768}, True), ({"flags": 32832}, False)]
)
def test_a_message_for_one_person_alone_cannot_be_edited_later(flags: dict[str, int], lasting: bool) -> None:
    assert origin({**IN_A_SERVER, "message": {"id": "60", **flags}}).lasting is lasting


def test_what_the_bot_has_no_use_for_is_no_call() -> None:
    assert read({**IN_A_SERVER, "type": 1}, ROUTER) is None
    assert read({**IN_A_SERVER, "type": 3, "data": {"custom_id": "fine:7"}}, ROUTER) is None
