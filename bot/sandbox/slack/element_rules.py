"""Block Kit's rules for elements, and for the parts that they are made of, as data.

Source: Slack's reference pages of block elements and composition objects.
"""

from __future__ import annotations

from types import MappingProxyType

from bot.sandbox.slack.rich_text_rules import RICH_TEXT_ELEMENTS, RICH_TEXT_PARTS, RICH_TEXT_SETS
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
        **RICH_TEXT_ELEMENTS,
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
        **RICH_TEXT_PARTS,
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
        **RICH_TEXT_SETS,
    }
)
