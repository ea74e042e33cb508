"""Block Kit's rules as data: which fields each block and element has, and how long they may be.

Source: Slack's reference pages of blocks, elements and composition objects.
"""

from __future__ import annotations

from types import MappingProxyType

from bot.sandbox.slack.shapes import Free, Many, One, Rule, Shape, Text, Words

_FREE = Free()
_OPTIONS: dict[str, Rule] = {"options": Many("option", 100), "option_groups": Many("option_group", 100)}
_PLACEHOLDER: dict[str, Rule] = {"placeholder": Text(150), "focus_on_load": _FREE}
_ACTION: dict[str, Rule] = {"action_id": Words(255)}
_MENU: dict[str, Rule] = {**_ACTION, **_PLACEHOLDER, "confirm": One("confirm")}
_TYPED: dict[str, Rule] = {
    **_ACTION,
    **_PLACEHOLDER,
    "initial_value": Words(3000),
    "dispatch_action_config": _FREE,
}
_FEW_OPTIONS: dict[str, Rule] = {"options": Many("marked_option", 10), "confirm": One("confirm")}

BLOCKS = MappingProxyType(
    {
        "section": Shape(
            {
                "text": Text(3000, markup=True),
                "fields": Many(Text(2000, markup=True), 10),
                "accessory": One("accessory"),
                "expand": _FREE,
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
                "optional": _FREE,
                "dispatch_action": _FREE,
            },
            ("label", "element"),
        ),
        "markdown": Shape({"text": Words(12000)}, ("text",)),
        "rich_text": Shape({"elements": _FREE}, ("elements",)),
        **{
            kind: Shape(any_field=True)
            for kind in ("card", "carousel", "container", "context_actions", "data_table", "file", "plan")
        },
        **{
            kind: Shape(any_field=True)
            for kind in ("alert", "data_visualization", "table", "task_card", "video")
        },
    }
)

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
            },
            ("text",),
        ),
        "overflow": Shape({**_ACTION, "options": Many("option", 5), "confirm": One("confirm")}, ("options",)),
        "static_select": Shape({**_MENU, **_OPTIONS, "initial_option": One("option")}),
        "multi_static_select": Shape(
            {**_MENU, **_OPTIONS, "initial_options": Many("option", 100), "max_selected_items": _FREE}
        ),
        "users_select": Shape({**_MENU, "initial_user": _FREE}),
        "multi_users_select": Shape({**_MENU, "initial_users": _FREE, "max_selected_items": _FREE}),
        "conversations_select": Shape(_MENU, any_field=True),
        "channels_select": Shape(_MENU, any_field=True),
        "external_select": Shape(_MENU, any_field=True),
        "datepicker": Shape({**_MENU, "initial_date": Words(10)}),
        "timepicker": Shape({**_MENU, "initial_time": Words(5), "timezone": _FREE}),
        "radio_buttons": Shape(
            {**_ACTION, **_FEW_OPTIONS, "initial_option": One("marked_option"), "focus_on_load": _FREE},
            ("options",),
        ),
        "checkboxes": Shape(
            {
                **_ACTION,
                **_FEW_OPTIONS,
                "initial_options": Many("marked_option", 10),
                "focus_on_load": _FREE,
            },
            ("options",),
        ),
        "plain_text_input": Shape({**_TYPED, "multiline": _FREE, "min_length": _FREE, "max_length": _FREE}),
        "url_text_input": Shape(_TYPED),
        "email_text_input": Shape(_TYPED),
        "number_input": Shape(
            {**_TYPED, "is_decimal_allowed": _FREE, "min_value": _FREE, "max_value": _FREE},
            ("is_decimal_allowed",),
        ),
        "file_input": Shape({**_ACTION, "filetypes": _FREE, "max_files": _FREE}),
        "image": Shape(
            {"image_url": Words(3000), "alt_text": Words(2000), "slack_file": _FREE}, ("alt_text",)
        ),
        "plain_text": Shape({"text": Words(3000), "emoji": _FREE}, ("text",)),
        "mrkdwn": Shape({"text": Words(3000), "verbatim": _FREE}, ("text",)),
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
    }
)

_MENUS = frozenset(
    {
        *("static_select", "users_select", "conversations_select", "channels_select", "external_select"),
        *("datepicker", "timepicker", "radio_buttons", "checkboxes"),
    }
)
_MULTI = frozenset({"multi_static_select", "multi_users_select"})
_TYPED_KINDS = frozenset({"plain_text_input", "url_text_input", "email_text_input", "number_input"})

SETS = MappingProxyType(
    {
        "action": _MENUS | {"button", "overflow"},
        "accessory": _MENUS | _MULTI | {"button", "overflow", "image"},
        "input": _MENUS | _MULTI | _TYPED_KINDS | {"file_input"},
        "context": frozenset({"image", "plain_text", "mrkdwn"}),
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
        "clear_on_close": _FREE,
        "notify_on_close": _FREE,
        "submit_disabled": _FREE,
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
