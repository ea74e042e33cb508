"""Block Kit's rules for elements, and for the parts that they are made of, as data.

Source: Slack's reference pages of block elements and composition objects.
"""

from __future__ import annotations

from types import MappingProxyType

from bot.sandbox.slack.newer_block_rules import NEWER_ELEMENTS, NEWER_PARTS, NEWER_SETS
from bot.sandbox.slack.rich_text_rules import RICH_TEXT_ELEMENTS, RICH_TEXT_PARTS, RICH_TEXT_SETS
from bot.sandbox.slack.shapes import Flag, Free, Many, Number, One, Rule, Shape, Text, Words

_FREE = Free()
_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_HOUR = r"([01]\d|2[0-3]):[0-5]\d"
_OPTIONS: dict[str, Rule] = {"options": Many("option", 100), "option_groups": Many("option_group", 100)}
_PLACEHOLDER: dict[str, Rule] = {"placeholder": Text(150), "focus_on_load": Flag()}
_ACTION: dict[str, Rule] = {"action_id": Words(255)}
_MENU: dict[str, Rule] = {**_ACTION, **_PLACEHOLDER, "confirm": One("confirm")}
_SEVERAL: dict[str, Rule] = {**_MENU, "max_selected_items": Number(1)}
_TYPED: dict[str, Rule] = {
    **_ACTION,
    **_PLACEHOLDER,
    "initial_value": Words(3000),
    "dispatch_action_config": One("dispatch"),
}
_FEW_OPTIONS: dict[str, Rule] = {
    **_ACTION,
    "options": Many("marked_option", 10),
    "confirm": One("confirm"),
    "focus_on_load": Flag(),
}
_IDS = Many(Words(255), 100, 0)
_WHERE: dict[str, Rule] = {"default_to_current_conversation": Flag(), "filter": One("filter")}
_LATER: dict[str, Rule] = {"response_url_enabled": Flag()}
_SEARCHED: dict[str, Rule] = {"min_query_length": Number(0)}

_CHOOSING = {
    "overflow": Shape({**_ACTION, "options": Many("option", 5), "confirm": One("confirm")}, ("options",)),
    "static_select": Shape({**_MENU, **_OPTIONS, "initial_option": One("option")}),
    "multi_static_select": Shape({**_SEVERAL, **_OPTIONS, "initial_options": Many("option", 100)}),
    "users_select": Shape({**_MENU, "initial_user": Words(255)}),
    "multi_users_select": Shape({**_SEVERAL, "initial_users": _IDS}),
    "conversations_select": Shape({**_MENU, **_WHERE, **_LATER, "initial_conversation": Words(255)}),
    "multi_conversations_select": Shape({**_SEVERAL, **_WHERE, "initial_conversations": _IDS}),
    "channels_select": Shape({**_MENU, **_LATER, "initial_channel": Words(255)}),
    "multi_channels_select": Shape({**_SEVERAL, "initial_channels": _IDS}),
    "external_select": Shape({**_MENU, **_SEARCHED, "initial_option": One("option")}),
    "multi_external_select": Shape({**_SEVERAL, **_SEARCHED, "initial_options": Many("option", 100)}),
    "datepicker": Shape({**_MENU, "initial_date": Words(10, like=_DAY)}),
    "timepicker": Shape({**_MENU, "initial_time": Words(5, like=_HOUR), "timezone": Words(255)}),
    "datetimepicker": Shape(
        {
            **_ACTION,
            "initial_date_time": Number(10**9, 10**10 - 1),
            "confirm": One("confirm"),
            "focus_on_load": Flag(),
        }
    ),
    "radio_buttons": Shape({**_FEW_OPTIONS, "initial_option": One("marked_option")}, ("options",)),
    "checkboxes": Shape({**_FEW_OPTIONS, "initial_options": Many("marked_option", 10)}, ("options",)),
}

_TYPING = {
    "plain_text_input": Shape(
        {**_TYPED, "multiline": Flag(), "min_length": Number(0, 3000), "max_length": Number(1, 3000)}
    ),
    "url_text_input": Shape(_TYPED),
    "email_text_input": Shape(_TYPED),
    "number_input": Shape(
        {**_TYPED, "is_decimal_allowed": Flag(), "min_value": Words(255), "max_value": Words(255)},
        ("is_decimal_allowed",),
    ),
    "rich_text_input": Shape(
        {
            **_ACTION,
            **_PLACEHOLDER,
            "initial_value": _FREE,
            "dispatch_action_config": One("dispatch"),
            "min_lines": Number(1, 100),
            "max_lines": Number(1, 100),
        }
    ),
    "file_input": Shape({**_ACTION, "filetypes": _FREE, "max_files": Number(1, 10)}),
}

ELEMENTS = MappingProxyType(
    {
        "button": Shape(
            {
                **_ACTION,
                "text": Text(75),
                "value": Words(2000),
                "url": Words(3000),
                "style": Words(10, ("primary", "danger")),
                "confirm": One("confirm"),
                "accessibility_label": Words(75),
                "agent_prompt": Words(4000),
            },
            ("text",),
        ),
        "workflow_button": Shape(
            {
                **_ACTION,
                "text": Text(75),
                "workflow": _FREE,
                "style": Words(10, ("primary", "danger")),
                "accessibility_label": Words(75),
            },
            ("text", "workflow"),
        ),
        **_CHOOSING,
        **_TYPING,
        "image": Shape(
            {"image_url": Words(3000), "alt_text": Words(2000), "slack_file": _FREE}, ("alt_text",)
        ),
        "plain_text": Shape({"text": Words(3000, least=1), "emoji": Flag()}, ("text",)),
        "mrkdwn": Shape({"text": Words(3000, least=1), "verbatim": Flag()}, ("text",)),
        **RICH_TEXT_ELEMENTS,
        **NEWER_ELEMENTS,
    }
)

PARTS = MappingProxyType(
    {
        "option": Shape(
            {"text": Text(75), "value": Words(150), "description": Text(75), "url": Words(3000)},
            ("text", "value"),
        ),
        "marked_option": Shape(
            {
                "text": Text(75, markup=True),
                "value": Words(150),
                "description": Text(75, markup=True),
            },
            ("text", "value"),
        ),
        "option_group": Shape({"label": Text(75), "options": Many("option", 100)}, ("label", "options")),
        "confirm": Shape(
            {
                "title": Text(100),
                "text": Text(300, markup=True),
                "confirm": Text(30),
                "deny": Text(30),
                "style": Words(10, ("primary", "danger")),
            },
            ("title", "text"),
        ),
        "dispatch": Shape(
            {"trigger_actions_on": Many(Words(30, ("on_enter_pressed", "on_character_entered")), 2)}
        ),
        "filter": Shape(
            {
                "include": Many(Words(10, ("im", "mpim", "private", "public")), 4),
                "exclude_external_shared_channels": Flag(),
                "exclude_bot_users": Flag(),
            }
        ),
        **RICH_TEXT_PARTS,
        **NEWER_PARTS,
    }
)

_MENUS = frozenset(_CHOOSING.keys() - {"overflow"})
_MULTI = frozenset(kind for kind in _CHOOSING if kind.startswith("multi_"))

SETS = MappingProxyType(
    {
        "action": (_MENUS - _MULTI) | {"button", "overflow", "workflow_button"},
        "accessory": (_MENUS - {"datetimepicker"}) | {"button", "overflow", "workflow_button", "image"},
        "input": _MENUS | frozenset(_TYPING),
        "context": frozenset({"image", "plain_text", "mrkdwn"}),
        **RICH_TEXT_SETS,
        **NEWER_SETS,
    }
)
