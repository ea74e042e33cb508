from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.slack.block_kit import checked_blocks, checked_view
from bot.sandbox.slack.refusals import Refused

pytestmark = pytest.mark.unit


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "a", "text": plain("Go"), **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def section(text: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def select(count: int = 1, text: str = "x", **more: Any) -> dict[str, Any]:
    options = [{"text": plain(text), "value": str(number)} for number in range(count)]
    return {"type": "static_select", "action_id": "s", "options": options, **more}


MARKUP = {"type": "mrkdwn", "text": "x"}


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ([{"type": "section"}], "missing required field: text [json-pointer:/blocks/0]"),
        ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "must be a valid text object"),
        ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        ([section(block_id="b"), section(block_id="b")], "`block_id` b already exists"),
        ([actions(button(), button())], "`action_id` a already exists"),
        ([actions(button(text=plain("x" * 76)))], "must be less than 76 characters"),
        ([actions(button(action_id="x" * 256))], "must be less than 256 characters"),
        ([actions(button(value="x" * 2001))], "must be less than 2001 characters"),
        ([actions(button(style="pink"))], "value must be one of: primary, danger"),
        ([actions(button(state="x"))], "invalid additional property: state"),
        ([actions()], "must contain at least 1 items"),
        ([actions(*(button(action_id=str(n)) for n in range(26)))], "no more than 25 items allowed"),
        ([actions(select(101))], "no more than 100 items allowed"),
        ([actions(select(0))], "options"),
        ([actions(select(1, "x" * 76))], "must be less than 76 characters"),
        ([actions(select(1, placeholder=plain("x" * 151)))], "must be less than 151 characters"),
        ([actions(select(initial_option={"text": plain("y"), "value": "9"}))], "initial_option must match"),
        ([actions({"type": "plain_text_input"})], "unsupported type: plain_text_input"),
        ([{"type": "context", "elements": [plain("x")] * 11}], "no more than 10 items allowed"),
        ([{"type": "image", "image_url": "https://example.org/a.png"}], "missing required field: alt_text"),
        ([{"type": "sofa"}], "unsupported type: sofa [json-pointer:/blocks/0/type]"),
        (["text"], "unsupported type: None"),
        ([{"type": ["section"]}], "unsupported type"),
        ([{"type": "actions", "elements": "x"}], "must provide an array"),
        ([section(accessory=[])], "unsupported type"),
        ([{"type": "section", "text": {**MARKUP, "emoji": True}}], "invalid additional property: emoji"),
        ([section(expand="yes")], "must be a boolean"),
        ([actions(button(agent_prompt="x" * 4001))], "must be less than 4001 characters"),
        ([actions({"type": "datepicker", "initial_date": "2026-13-01"})], "must match the format"),
        ([actions({"type": "timepicker", "initial_time": "25:00"})], "must match the format"),
        ([actions({"type": "datetimepicker", "initial_date_time": 7})], "must be greater than"),
        ([actions({"type": "external_select", "min_query_length": -1})], "must be greater than 0"),
        ([actions({"type": "multi_users_select"})], "unsupported type: multi_users_select"),
        ([actions({"type": "conversations_select", "filter": {"include": []}})], "must contain at least 1"),
        ([actions({"type": "users_select", "sofa": 1})], "invalid additional property: sofa"),
        ([section(accessory={"type": "multi_users_select", "max_selected_items": 0})], "greater than 1"),
        ([section(accessory={"type": "datetimepicker"})], "unsupported type: datetimepicker"),
    ],
)
def test_a_message_with_wrong_blocks_is_refused_with_the_reason(blocks: list[Any], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_blocks(blocks)
    assert refused.value.error == "invalid_blocks"
    assert any(reason in message for message in refused.value.messages), refused.value.messages


def view(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("T"), "submit": plain("Send"), "blocks": list(blocks), **more}


def text_field(**more: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain("L"), "element": {"type": "plain_text_input"}, **more}


def typed(**more: Any) -> dict[str, Any]:
    return text_field(element={"type": "plain_text_input", **more})


def grouped(**more: Any) -> dict[str, Any]:
    groups = [{"label": plain("G"), "options": [{"text": plain("x"), "value": "1"}]}]
    return {"type": "static_select", "option_groups": groups, **more}


def ticks(**more: Any) -> dict[str, Any]:
    return {"type": "checkboxes", "options": [{"text": plain("x"), "value": "1"}], **more}


OTHER = {"text": plain("y"), "value": "9"}


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (view(title=plain("x" * 25)), "must be less than 25 characters [json-pointer:/view/title/text]"),
        (view(private_metadata="x" * 3001), "must be less than 3001 characters"),
        (view(*[section()] * 101), "no more than 100 items allowed"),
        (view({"type": "file", "external_id": "x"}), "unsupported type: file"),
        (view(text_field(), submit=None), "missing required field: submit"),
        (view(text_field(element=button())), "unsupported type: button"),
        (view(sofa=1), "invalid additional property: sofa"),
        (view(clear_on_close="yes"), "must be a boolean"),
        (view(typed(max_length=3001)), "must be less than 3000"),
        (view(typed(dispatch_action_config={"trigger_actions_on": ["on_sofa"]})), "value must be one of"),
        (view(text_field(element={"type": "file_input", "max_files": 11})), "must be less than 10"),
        (view(text_field(element={"type": "rich_text_input", "max_lines": 0})), "must be greater than 1"),
        (view(*[typed(focus_on_load=True)] * 2), "only one element can have focus_on_load"),
        (view(text_field(element=select(initial_option=OTHER))), "must match"),
        (view(text_field(element=grouped(initial_option=OTHER))), "must match"),
        (view(text_field(element=ticks(initial_options=[OTHER]))), "must match"),
        ({"type": "modal"}, "missing required field: title"),
        ({"type": "sofa"}, "unsupported type"),
        (None, "unsupported type"),
    ],
)
def test_a_wrong_view_is_refused_with_the_reason(sent: Any, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_view(sent)
    assert refused.value.error == "invalid_arguments"
    assert any(reason in message for message in refused.value.messages), refused.value.messages


def test_what_stands_at_its_limit_passes_and_gets_the_ids_it_lacks() -> None:
    full = [section("x" * 3000), actions({"type": "button", "text": plain("x" * 75)}), *[section()] * 48]

    checked = checked_blocks(full)

    assert len({block["block_id"] for block in checked}) == 50
    assert checked[1]["elements"][0]["action_id"]
    assert "block_id" not in full[0]
    assert checked_view(view(text_field(), title=plain("x" * 24)))["blocks"][0]["element"]["action_id"]
