from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.slack.block_kit import checked_blocks
from bot.sandbox.slack.refusals import Refused

pytestmark = pytest.mark.unit

WORD = {"type": "text", "text": "x"}
RICH = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [WORD]}]}
BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def raw(text: str) -> dict[str, str]:
    return {"type": "raw_text", "text": text}


def table(rows: int = 1, columns: int = 1, cell: Any = None, **more: Any) -> dict[str, Any]:
    return {"type": "table", "rows": [[cell or raw("x")] * columns] * rows, **more}


def data_table(text: str, rows: int = 2) -> dict[str, Any]:
    return {"type": "data_table", "rows": [[raw(text)]] * rows}


def pie(*values: float) -> dict[str, Any]:
    segments = [{"label": "x" * 20, "value": value} for value in values]
    return {"type": "data_visualization", "title": "x", "chart": {"type": "pie", "segments": segments}}


def bars(**more: Any) -> dict[str, Any]:
    series = [{"name": "x", "data": [{"label": "a", "value": -1.5}]}]
    axes = {"categories": ["a"], "x_label": "Week"}
    chart = {"type": "bar", "series": series, "axis_config": axes, **more}
    return {"type": "data_visualization", "title": "x" * 50, "chart": chart}


def feedback(text: str) -> dict[str, Any]:
    one = {"text": plain(text), "value": "x"}
    return {"type": "feedback_buttons", "positive_button": one, "negative_button": one}


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ([table(101)], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
        ([table(1, 21)], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
        ([table(cell=plain("x"))], "unsupported type: plain_text [json-pointer:/blocks/0/rows/0/0/type]"),
        ([table(cell=raw(""))], "must be more than 0 characters"),
        ([table(column_settings=[{"align": "top"}])], "value must be one of: left, center, right"),
        ([{"type": "table", "rows": "x"}], "must provide an array"),
        ([{"type": "table", "rows": ["x"]}], "must provide an array"),
        ([data_table("x", 1)], "must contain at least 2 items"),
        ([data_table("x" * 10_001)], "no more than 20000 characters"),
        ([{"type": "alert", "text": plain("x")}], "unsupported type: alert"),
        ([{"type": "card", "title": plain("x" * 151)}], "must be less than 151 characters"),
        ([{"type": "carousel", "elements": [{"type": "card"}] * 11}], "no more than 10 items allowed"),
        ([{"type": "container", "child_blocks": []}], "must contain at least 1 items"),
        ([{"type": "context_actions", "elements": [BUTTON]}], "unsupported type: button"),
        ([{"type": "context_actions", "elements": [feedback("x" * 76)]}], "less than 76 characters"),
        ([pie(0)], "must be greater than 0"),
        ([pie(*range(1, 8))], "no more than 6 items allowed"),
        ([pie(0.5)] * 3, "no more than 2 data_visualization blocks"),
        ([bars(series=[])], "must contain at least 1 items"),
        ([bars(axis_config=None)], "missing required field: axis_config"),
        ([bars(type="doughnut")], "unsupported type: doughnut"),
        ([{"type": "markdown", "text": "x" * 6001}] * 2, "no more than 12000 characters of markdown"),
        ([{"type": "video", "alt_text": "x"}], "missing required field: video_url"),
        ([{"type": "file", "external_id": "x"}], "missing required field: source"),
    ],
)
def test_a_newer_block_beyond_its_limits_is_refused_with_the_reason(blocks: list[Any], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_blocks(blocks)
    assert refused.value.error == "invalid_blocks"
    assert any(reason in message for message in refused.value.messages), refused.value.messages


def test_a_second_table_is_refused_in_slacks_own_way() -> None:
    with pytest.raises(Refused) as refused:
        checked_blocks([table(), table()])
    assert (refused.value.error, refused.value.messages) == (
        "invalid_attachments",
        ("only_one_table_allowed",),
    )


def test_newer_blocks_at_their_limits_pass() -> None:
    blocks = [
        table(100, 20, RICH, column_settings=[{"align": "right", "is_wrapped": True}]),
        data_table("x" * 99, 201),
        {"type": "card", "title": plain("x" * 150), "actions": [BUTTON]},
        {"type": "carousel", "elements": [{"type": "card", "body": plain("x" * 200)}] * 10},
        {"type": "container", "child_blocks": [{"type": "divider"}] * 10},
        {"type": "context_actions", "elements": [feedback("x" * 75)]},
        pie(0.1, 2, 3, 4, 5, 6),
        bars(),
    ]
    assert len(checked_blocks(blocks)) == len(blocks)
