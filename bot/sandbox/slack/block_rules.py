"""Block Kit's rules for blocks and views as data: which fields they have, and how long these may be.

Source: Slack's reference pages of blocks and views.
"""

from __future__ import annotations

from types import MappingProxyType

from bot.sandbox.slack.newer_block_rules import MOST_MARKDOWN, NEWER_BLOCKS
from bot.sandbox.slack.rich_text_rules import UNLIMITED
from bot.sandbox.slack.shapes import Flag, Free, Many, One, Shape, Text, Words

_FREE = Free()

BLOCKS = MappingProxyType(
    {
        "section": Shape(
            {
                "text": Text(3000, markup=True),
                "fields": Many(Text(2000, markup=True), 10),
                "accessory": One("accessory"),
                "expand": Flag(),
            }
        ),
        "header": Shape({"text": Text(150), "level": _FREE}, ("text",)),
        "divider": Shape(),
        "context": Shape({"elements": Many("context", 10)}, ("elements",)),
        "actions": Shape({"elements": Many("action", 25)}, ("elements",)),
        "image": Shape(
            {
                "image_url": Words(3000),
                "alt_text": Words(2000),
                "title": Text(2000),
                "slack_file": _FREE,
            },
            ("alt_text",),
        ),
        "input": Shape(
            {
                "label": Text(2000),
                "element": One("input"),
                "hint": Text(2000),
                "optional": Flag(),
                "dispatch_action": Flag(),
            },
            ("label", "element"),
        ),
        "markdown": Shape({"text": Words(MOST_MARKDOWN, least=1)}, ("text",)),
        "rich_text": Shape({"elements": Many("rich_text", UNLIMITED)}, ("elements",)),
        **NEWER_BLOCKS,
    }
)

MODAL = Shape(
    {
        "title": Text(24),
        "submit": Text(24),
        "close": Text(24),
        "private_metadata": Words(3000),
        "callback_id": Words(255),
        "external_id": Words(255),
        "clear_on_close": Flag(),
        "notify_on_close": Flag(),
        "submit_disabled": Flag(),
        "blocks": _FREE,
    },
    ("title", "blocks"),
)

HOME = Shape(
    {"private_metadata": Words(3000), "callback_id": Words(255), "external_id": Words(255), "blocks": _FREE},
    ("blocks",),
)

NOT_IN_MESSAGES = frozenset({"alert"})
NOT_IN_MODALS = frozenset(
    {
        *("carousel", "container", "context_actions", "data_table", "data_visualization", "file"),
        *("markdown", "plan", "table", "task_card"),
    }
)
NOT_IN_HOMES = frozenset({"alert", "context_actions", "file", "markdown", "plan", "task_card"})
