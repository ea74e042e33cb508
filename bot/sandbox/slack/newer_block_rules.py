"""Rules for the blocks that came after the classic ones: tables, charts, cards, alerts, videos and the like.

Source: Slack's reference pages of these blocks. Of their fields only those with a limit are named; others
pass.
"""

from __future__ import annotations

from types import MappingProxyType

from bot.sandbox.slack.rich_text_rules import UNLIMITED
from bot.sandbox.slack.shapes import Flag, Free, Many, Number, One, Rule, Shape, Text, Words

MOST_MARKDOWN = 12_000
MOST_CHARTS = 2
MOST_TABLES = 1
MOST_IN_DATA_TABLE = 20_000

_ID: dict[str, Rule] = {"block_id": Words(255)}
_CARD = Shape(
    {
        **_ID,
        "title": Text(150, markup=True),
        "subtitle": Text(150, markup=True),
        "body": Text(200, markup=True),
        "subtext": Text(200, markup=True),
        "actions": Many("card_action", 3),
    },
    any_field=True,
)

NEWER_BLOCKS = MappingProxyType(
    {
        "alert": Shape(
            {
                "text": Text(200, markup=True),
                "level": Words(10, ("default", "info", "warning", "error", "success")),
            },
            ("text",),
        ),
        "card": _CARD,
        "carousel": Shape({"elements": Many("card", 10)}, ("elements",), any_field=True),
        "container": Shape(
            {
                "title": Text(150, markup=True),
                "subtitle": Text(150, markup=True),
                "child_blocks": Many(Free(), 10),
            },
            ("child_blocks",),
            any_field=True,
        ),
        "context_actions": Shape({"elements": Many("context_action", 5)}, ("elements",)),
        "data_table": Shape(
            {
                "rows": Many(Many("cell", 20), 201, 2),
                "page_size": Number(1, 100),
                "row_header_column_index": Number(0),
            },
            ("rows",),
            any_field=True,
        ),
        "data_visualization": Shape({"title": Words(50), "chart": One("chart")}, ("title", "chart")),
        "file": Shape({"external_id": Words(255), "source": Words(10)}, ("external_id", "source")),
        "plan": Shape({"tasks": Many(Free(), 50)}, any_field=True),
        "table": Shape(
            {"rows": Many(Many("cell", 20), 100), "column_settings": Many("column_setting", 20)}, ("rows",)
        ),
        "task_card": Shape(any_field=True),
        "video": Shape(
            {
                "alt_text": Words(2000),
                "title": Text(200),
                "title_url": Words(2000),
                "author_name": Words(50),
                "description": Text(200),
                "provider_name": Words(50),
                "provider_icon_url": Words(2000),
                "thumbnail_url": Words(3000),
                "video_url": Words(3000),
            },
            ("alt_text", "title", "thumbnail_url", "video_url"),
        ),
    }
)

_FEEDBACK = Shape(
    {"text": Text(75), "value": Words(2000), "accessibility_label": Words(75)}, ("text", "value")
)
_SERIES: dict[str, Rule] = {"series": Many("series", 6), "axis_config": One("axis_config")}
_SERIES_CHART = Shape(_SERIES, ("series", "axis_config"))

NEWER_ELEMENTS = MappingProxyType(
    {
        "card": _CARD,
        "raw_text": Shape({"text": Words(UNLIMITED, least=1)}, ("text",)),
        "raw_number": Shape(any_field=True),
        "rich_text": Shape({**_ID, "elements": Many("rich_text", UNLIMITED)}, ("elements",)),
        "feedback_buttons": Shape(
            {
                "action_id": Words(255),
                "positive_button": One("feedback_button"),
                "negative_button": One("feedback_button"),
            },
            ("positive_button", "negative_button"),
        ),
        "icon_button": Shape(
            {
                "action_id": Words(255),
                "icon": Free(),
                "text": Text(75),
                "value": Words(2000),
                "accessibility_label": Words(75),
                "visible_to_user_ids": Many(Free(), 10),
                "confirm": One("confirm"),
            },
            ("icon", "text"),
        ),
        "pie": Shape({"segments": Many("segment", 6)}, ("segments",)),
        **dict.fromkeys(("bar", "area", "line"), _SERIES_CHART),
    }
)

NEWER_PARTS = MappingProxyType(
    {
        "feedback_button": _FEEDBACK,
        "column_setting": Shape({"align": Words(10, ("left", "center", "right")), "is_wrapped": Flag()}),
        "segment": Shape({"label": Words(20), "value": Number(above=0, whole=False)}, ("label", "value")),
        "series": Shape({"name": Words(20), "data": Many("point", 20)}, ("name", "data")),
        "point": Shape({"label": Words(20), "value": Number(whole=False)}, ("label", "value")),
        "axis_config": Shape(
            {"categories": Many(Words(20), 20), "x_label": Words(50), "y_label": Words(50)}, ("categories",)
        ),
    }
)

NEWER_SETS = MappingProxyType(
    {
        "card": frozenset({"card"}),
        "card_action": frozenset({"button"}),
        "cell": frozenset({"raw_text", "raw_number", "rich_text"}),
        "chart": frozenset({"pie", "bar", "area", "line"}),
        "context_action": frozenset({"feedback_buttons", "icon_button"}),
    }
)
