"""Slack's rules for rich text as data: what may stand in what, and which fields it has.

Source: Slack's reference pages of the rich text block and of the elements in it.
"""

from __future__ import annotations

import sys
from types import MappingProxyType

from bot.sandbox.slack.shapes import Flag, Free, Many, Number, One, Rule, Shape, Words

# Slack documents no most for the parts of a rich text, and none for its words.
UNLIMITED = sys.maxsize

_SOME_WORDS = Words(UNLIMITED, least=1)
_INLINE: dict[str, Rule] = {"elements": Many("inline", UNLIMITED)}
_BORDER: dict[str, Rule] = {"border": Number(0, 1)}
_UNSAFE: dict[str, Rule] = {"unsafe": Flag()}
_STYLE: dict[str, Rule] = {"style": One("style")}
# Slack refuses the look of code on a mention.
_MENTION_STYLE: dict[str, Rule] = {"style": One("mention_style")}
_LOOKS: dict[str, Rule] = {
    look: Flag()
    for look in ("bold", "italic", "strike", "underline", "highlight", "client_highlight", "unlink")
}
_KNOWN_BY_NAME_ONLY = frozenset(
    {
        *("attachment_mention", "canvas", "canvas_user_mention", "canvas_message_unfurl", "citation"),
        *("file", "list_record", "message_mention", "salesforce_data_field", "tag"),
        *("work_object_mention", "workflow_mention"),
    }
)

_CONTAINERS = {
    "rich_text_section": Shape(_INLINE, ("elements",)),
    "rich_text_quote": Shape({**_INLINE, **_BORDER}, ("elements",)),
    "rich_text_preformatted": Shape(
        {"elements": Many("preformatted", UNLIMITED), **_BORDER, "language": Words(UNLIMITED)}, ("elements",)
    ),
    "rich_text_list": Shape(
        {
            "elements": Many("list_item", UNLIMITED),
            "style": Words(UNLIMITED, ("bullet", "ordered")),
            "indent": Number(0, 8),
            "offset": Number(0),
            **_BORDER,
        },
        ("elements", "style"),
    ),
}
_INLINES = {
    "text": Shape({"text": _SOME_WORDS, **_STYLE, **_UNSAFE}, ("text",)),
    "link": Shape({"url": _SOME_WORDS, "text": _SOME_WORDS, **_STYLE, **_UNSAFE}, ("url",)),
    "user": Shape({"user_id": _SOME_WORDS, **_MENTION_STYLE}, ("user_id",)),
    "usergroup": Shape({"usergroup_id": _SOME_WORDS, **_MENTION_STYLE}, ("usergroup_id",)),
    "channel": Shape({"channel_id": _SOME_WORDS, **_MENTION_STYLE}, ("channel_id",)),
    "team": Shape({"team_id": _SOME_WORDS, **_MENTION_STYLE}, ("team_id",)),
    "broadcast": Shape(
        {"range": Words(UNLIMITED, ("here", "channel", "everyone")), **_MENTION_STYLE}, ("range",)
    ),
    "emoji": Shape(
        {"name": _SOME_WORDS, "unicode": Words(UNLIMITED), "url": Free(), "skin_tone": Free(), **_STYLE},
        ("name",),
    ),
    "color": Shape({"value": _SOME_WORDS, **_STYLE}, ("value",)),
    "date": Shape(
        {
            "timestamp": Number(),
            "format": _SOME_WORDS,
            "timezone": Words(UNLIMITED),
            "url": Words(UNLIMITED),
            "fallback": Words(UNLIMITED),
            **_STYLE,
        },
        ("timestamp", "format"),
    ),
    **{kind: Shape(any_field=True) for kind in _KNOWN_BY_NAME_ONLY},
}

RICH_TEXT_ELEMENTS = MappingProxyType({**_CONTAINERS, **_INLINES})

RICH_TEXT_PARTS = MappingProxyType(
    {"style": Shape({**_LOOKS, "code": Flag()}), "mention_style": Shape(_LOOKS)}
)

RICH_TEXT_SETS = MappingProxyType(
    {
        "rich_text": frozenset(_CONTAINERS),
        "list_item": frozenset({"rich_text_section"}),
        "inline": frozenset(_INLINES),
        "preformatted": frozenset({"text", "link"}),
    }
)
