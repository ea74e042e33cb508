"""Bodies that are nearly right: sound ones of every sort, with junk somewhere in them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Json = dict[str, Any]

KEYS = st.sampled_from(
    [
        *("type", "id", "custom_id", "components", "component", "accessory", "options", "choices", "items"),
        *("name", "value", "label", "url", "media", "text", "users", "parse", "location", "_errors"),
    ]
)
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, 1, 2, 3, 9, 17, 1 << 15, 1 << 63, 10**400, -1]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=4),
    st.sampled_from(["\ud800", "2026-10-01T10:00:00Z", "attachment://a", "5", "<@5>", "x" * 5000, "²"]),
)
JUNK = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)

BUTTON = {"type": 2, "style": 1, "label": "Go", "custom_id": "go", "emoji": {"name": "👍"}}
LINK = {"type": 2, "style": 5, "label": "Read", "url": "https://example.org"}
OPTION = {"label": "One", "value": "1", "description": "First", "default": True}
SELECT = {"type": 3, "custom_id": "pick", "options": [OPTION], "min_values": 0, "max_values": 1}
PEOPLE = {"type": 5, "custom_id": "who", "default_values": [{"id": "5", "type": "user"}]}
MEDIA = {"url": "https://example.org/a.png"}
EMBED: Json = {
    "title": "T",
    "description": "D",
    "timestamp": "2026-10-01T10:00:00Z",
    "footer": {"text": "F"},
    "author": {"name": "A"},
    "image": MEDIA,
    "fields": [{"name": "N", "value": "V", "inline": True}],
}
PLAIN: Json = {
    "content": "hello <@5>",
    "nonce": "n",
    "enforce_nonce": True,
    "flags": 4,
    "embeds": [EMBED],
    "allowed_mentions": {"parse": ["roles"], "users": ["5"], "replied_user": True},
    "message_reference": {"message_id": "5", "fail_if_not_exists": False},
    "components": [{"type": 1, "components": [BUTTON, LINK]}, {"type": 1, "components": [SELECT]}],
    "attachments": [],
}
LAYOUT: Json = {
    "flags": 1 << 15,
    "components": [
        {"type": 10, "content": "# Title"},
        {
            "type": 17,
            "accent_color": 5,
            "components": [
                {"type": 9, "components": [{"type": 10, "content": "x"}], "accessory": BUTTON},
                {"type": 12, "items": [{"media": MEDIA, "description": "a chart"}]},
                {"type": 14, "divider": True, "spacing": 1},
                {"type": 1, "components": [PEOPLE]},
            ],
        },
    ],
}
MODAL: Json = {
    "title": "Tell us",
    "custom_id": "form",
    "components": [
        {"type": 18, "label": "L", "component": {"type": 4, "custom_id": "a", "style": 2, "max_length": 9}},
        {"type": 18, "label": "L", "description": "D", "component": SELECT},
        {"type": 18, "label": "L", "component": {"type": 19, "custom_id": "f", "max_values": 2}},
        {
            "type": 18,
            "label": "L",
            "component": {"type": 21, "custom_id": "r", "options": [OPTION, {"label": "2", "value": "2"}]},
        },
        {"type": 1, "components": [{"type": 4, "custom_id": "o", "style": 1, "label": "Old"}]},
    ],
}
COMMAND: Json = {
    "name": "stem",
    "type": 1,
    "description": "Ask",
    "name_localizations": {"de": "mint"},
    "default_member_permissions": "8",
    "contexts": [0, 1],
    "options": [
        {
            "type": 2,
            "name": "tasks",
            "description": "Tasks",
            "options": [
                {
                    "type": 1,
                    "name": "add",
                    "description": "Add",
                    "options": [
                        {"type": 4, "name": "level", "description": "L", "required": True, "min_value": 1},
                        {
                            "type": 3,
                            "name": "word",
                            "description": "W",
                            "choices": [{"name": "a", "value": "a"}],
                        },
                    ],
                }
            ],
        }
    ],
}
EVENT: Json = {
    "name": "Fair",
    "privacy_level": 2,
    "entity_type": 3,
    "scheduled_start_time": "2026-10-01T10:00:00Z",
    "scheduled_end_time": "2026-10-01T12:00:00+02:00",
    "entity_metadata": {"location": "Gym"},
    "description": "All welcome",
}
ANSWERS = [
    {"type": 4, "data": PLAIN},
    {"type": 4, "data": LAYOUT},
    {"type": 5, "data": {"flags": 64}},
    {"type": 6},
    {"type": 7, "data": PLAIN},
    {"type": 8, "data": {"choices": [{"name": "a", "value": "a"}]}},
    {"type": 9, "data": MODAL},
    {"type": 12},
]
SOUND = [
    PLAIN,
    LAYOUT,
    COMMAND,
    [COMMAND],
    EVENT,
    {"messages": ["5", "6"]},
    {"recipient_id": "5"},
    {"status": 2},
    *ANSWERS,
]


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """Draw a sound body with one of its parts replaced by junk, taken away or joined by another."""
    return _spoiled(draw, draw(st.sampled_from(SOUND)), draw(st.integers(0, 8)))


def _spoiled(draw: st.DrawFn, body: Any, depth: int) -> Any:
    if not depth or not body or not isinstance(body, dict | list):
        return draw(JUNK)
    if isinstance(body, list):
        place = draw(st.integers(0, len(body) - 1))
        return [_spoiled(draw, each, depth - 1) if n == place else each for n, each in enumerate(body)]
    key = draw(st.sampled_from(sorted(body)))
    return {**body, key: _spoiled(draw, body[key], depth - 1)}
