"""Block Kit that Slack accepts, one of nearly everything, for the fuzzer to spoil."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def marked(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str) -> Json:
    return {"value": value, "text": plain(value)}


OPTIONS = [option("one"), option("two"), option("three")]
ASKED_FIRST = {
    "title": plain("Sure?"),
    "text": plain("It stays."),
    "confirm": plain("Yes"),
    "deny": plain("No"),
}
ACTIONS: list[Json] = [
    {"type": "button", "action_id": "go", "text": plain("Go"), "value": "1", "confirm": ASKED_FIRST},
    {"type": "button", "action_id": "site", "text": plain("Site"), "url": "https://example.org"},
    {"type": "static_select", "action_id": "pick", "placeholder": plain("Pick"), "options": OPTIONS},
    {"type": "overflow", "action_id": "more", "options": OPTIONS},
    {"type": "users_select", "action_id": "who"},
    {"type": "channels_select", "action_id": "where"},
    {"type": "external_select", "action_id": "search", "min_query_length": 0},
    {"type": "datepicker", "action_id": "day", "initial_date": "2026-12-08"},
    {"type": "timepicker", "action_id": "hour", "initial_time": "10:30"},
    {"type": "radio_buttons", "action_id": "one_of", "options": OPTIONS},
    {"type": "checkboxes", "action_id": "some_of", "options": OPTIONS, "initial_options": OPTIONS[:1]},
]
INPUTS: list[Json] = [
    *ACTIONS[2:3],
    *ACTIONS[4:5],
    *ACTIONS[6:],
    {"type": "plain_text_input", "action_id": "words", "multiline": True, "max_length": 300},
    {"type": "number_input", "action_id": "count", "is_decimal_allowed": False, "min_value": "1"},
    {"type": "email_text_input", "action_id": "mail"},
    {"type": "url_text_input", "action_id": "link"},
    {"type": "multi_static_select", "action_id": "several", "options": OPTIONS, "max_selected_items": 2},
    {"type": "multi_users_select", "action_id": "people"},
    {"type": "file_input", "action_id": "files", "max_files": 2},
]
RICH_TEXT: Json = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "bold", "style": {"bold": True}},
                {"type": "user", "user_id": "U0ANA"},
                {"type": "link", "url": "https://example.org", "text": "there"},
                {"type": "emoji", "name": "tada"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
            ],
        },
    ],
}
BLOCKS: list[Json] = [
    {"type": "header", "text": plain("Check-in")},
    {"type": "section", "text": marked("How has *it* moved, <@U0ANA>?"), "accessory": ACTIONS[0]},
    {"type": "section", "fields": [marked("one"), plain("two")]},
    {"type": "divider"},
    {"type": "context", "elements": [marked("small"), plain("words")]},
    {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a"},
    {"type": "actions", "elements": ACTIONS[:5]},
    {"type": "actions", "elements": ACTIONS[5:]},
    RICH_TEXT,
]
INPUT_BLOCKS: list[Json] = [
    {"type": "input", "block_id": element["action_id"], "label": plain("Say"), "element": element}
    for element in INPUTS
]
MODAL: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Form"),
    "submit": plain("Send"),
    "close": plain("Close"),
    "notify_on_close": True,
    "private_metadata": "1",
}
HOME: Json = {"type": "home", "blocks": BLOCKS}
