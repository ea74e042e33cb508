"""Components, modals and commands that Discord accepts, for the fuzzer to spoil."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
OPTIONS = [{"label": "One", "value": "1"}, {"label": "Two", "value": "2", "description": "more"}]
BUTTONS: list[Json] = [
    {"type": 2, "style": 1, "label": "Go", "custom_id": "go"},
    {"type": 2, "style": 5, "label": "There", "url": "https://example.org"},
    {"type": 2, "style": 4, "emoji": {"name": "\N{FIRE}"}, "custom_id": "fire", "disabled": True},
]
SELECTS: list[Json] = [
    {"type": 3, "custom_id": "pick", "options": OPTIONS, "min_values": 0, "max_values": 2},
    {"type": 5, "custom_id": "who", "placeholder": "Who"},
    {"type": 6, "custom_id": "role"},
    {"type": 7, "custom_id": "any"},
    {"type": 8, "custom_id": "where", "channel_types": [0]},
]
ROWS: list[Json] = [
    {"type": 1, "components": BUTTONS},
    *({"type": 1, "components": [one]} for one in SELECTS),
]
PICTURE = {"media": {"url": "https://example.org/a.png"}, "description": "a"}
LAYOUT: list[Json] = [
    {"type": 10, "content": "# Check-in\n-# small **bold** <@700000000000000101>"},
    {"type": 9, "components": [{"type": 10, "content": "Moving?"}], "accessory": BUTTONS[0]},
    {"type": 9, "components": [{"type": 10, "content": "Seen?"}], "accessory": {"type": 11, **PICTURE}},
    {"type": 12, "items": [PICTURE]},
    {"type": 14, "divider": True, "spacing": 2},
    {"type": 17, "accent_color": 255, "components": [{"type": 10, "content": "inside"}, ROWS[1]]},
]
EMBED = {
    "title": "T",
    "description": "D",
    "color": 1,
    "fields": [{"name": "n", "value": "v", "inline": True}],
}
FIELDS: list[Json] = [
    {"type": 4, "custom_id": "words", "style": 2, "max_length": 300, "required": False},
    {**SELECTS[0], "custom_id": "level", "required": False},
    {**SELECTS[1], "custom_id": "person", "required": False},
    {"type": 19, "custom_id": "files", "min_values": 0, "max_values": 2, "required": False},
    {"type": 21, "custom_id": "one", "options": OPTIONS, "required": False},
    {"type": 22, "custom_id": "some", "options": OPTIONS, "min_values": 0, "required": False},
    {"type": 23, "custom_id": "tick"},
]
LABELS: list[Json] = [{"type": 18, "label": "Say", "component": field} for field in FIELDS]
MODAL: Json = {
    "title": "Form",
    "custom_id": "form",
    "components": [{"type": 10, "content": "Note"}, *LABELS[:3]],
}
COMMANDS: list[Json] = [
    {
        "name": "stem",
        "description": "STEM",
        "options": [
            {"type": 1, "name": "status", "description": "Where we stand"},
            {
                "type": 1,
                "name": "rate",
                "description": "Rate",
                "options": [
                    {
                        "type": 3,
                        "name": "indicator",
                        "description": "Which",
                        "required": True,
                        "autocomplete": True,
                    },
                    {"type": 4, "name": "level", "description": "How far", "min_value": 1, "max_value": 5},
                    {"type": 6, "name": "person", "description": "Who"},
                    {"type": 5, "name": "quiet", "description": "Quietly"},
                ],
            },
        ],
    },
    {"name": "Look up", "type": 2},
    {"name": "Keep", "type": 3},
]
MESSAGES: list[Json] = [
    {"content": "Hello <@700000000000000101> **there**", "allowed_mentions": {"parse": ["users"]}},
    {"content": "Once", "nonce": "n1", "enforce_nonce": True},
    {"content": "Rows", "components": ROWS[:5]},
    {"flags": 1 << 15, "components": LAYOUT},
    {"embeds": [EMBED]},
    {"content": "File", "attachments": [{"id": 0, "filename": "a.txt", "description": "a"}]},
    {"content": "Reply", "message_reference": {"message_id": "1", "fail_if_not_exists": False}},
]
EVENT: Json = {
    "name": "Meeting",
    "entity_type": 3,
    "privacy_level": 2,
    "scheduled_start_time": "2026-12-09T17:00:00+00:00",
    "scheduled_end_time": "2026-12-09T18:00:00+00:00",
    "entity_metadata": {"location": "Library"},
    "description": "Agenda",
}
