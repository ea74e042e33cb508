from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.records import Draft, Message
from bot.sandbox.discord.sight.markdown import paragraphs
from bot.sandbox.discord.sight.messages import seen_message
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.discord.snowflakes import Snowflakes, made_at
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.seen import SeenButton, SeenMenu, SeenOption, SeenRow, SeenRule, SeenText, Span

pytestmark = pytest.mark.unit
NOW = datetime(2026, 12, 8, 20, 0, tzinfo=UTC)
WORKSPACE = LocalWorkspace(
    "100",
    "Lincoln",
    LocalApp("900", "901", "stem-bot", "token"),
    (LocalPerson("1", "Ana Ruiz", "America/Denver"),),
    (LocalChannel("11", "slt", ("1",)),),
)


@pytest.fixture
def viewer() -> Viewer:
    return Viewer(Directory([WORKSPACE], Snowflakes(lambda: NOW)), "America/Denver", NOW)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "**bold** and *slanted* _too_",
            [("bold", "bold"), (" and ", "plain"), ("slanted", "italic"), (" ", "plain"), ("too", "italic")],
        ),
        ("~~gone~~ `a*b*`", [("gone", "strike"), (" ", "plain"), ("a*b*", "code")]),
        ("__under__ snake_case_name", [("under snake_case_name", "plain")]),
        (r"\*not bold\* 2 \* 3", [("*not bold* 2 * 3", "plain")]),
        (r"**a \* b**", [("a * b", "bold")]),
        ("<@1> in <#11>", [("@Ana Ruiz", "person"), (" in ", "plain"), ("#slt", "channel")]),
        ("<t:1796756400:f>", [("December 8, 2026 12:00 PM", "plain")]),
        ("<t:1796763600:R>", [("in 1 hour", "plain")]),
        ("**[guide](https://example.org/a)** done", [("guide", "link"), (" done", "plain")]),
    ],
)
def test_inline_markdown_becomes_looks(viewer: Viewer, text: str, spans: list[tuple[str, str]]) -> None:
    (paragraph,) = paragraphs(text, viewer)
    assert [(span.text, span.kind) for span in paragraph.spans] == spans


def test_lines_become_paragraphs_by_kind(viewer: Viewer) -> None:
    text = "## Check-in\nFirst\nsecond\n\nThird\n> said\n-# small print\n```\nx = 1\n```\n- one\n- two"
    shown = [(part.kind, "".join(span.text for span in part.spans)) for part in paragraphs(text, viewer)]
    assert shown == [
        ("heading", "Check-in"),
        ("text", "First\nsecond"),
        ("text", "Third"),
        ("quote", "said"),
        ("small", "small print"),
        ("code", "x = 1"),
        ("text", "• one\n• two"),
    ]


def test_a_layout_is_drawn_from_top_to_bottom(viewer: Viewer) -> None:
    press = {"type": 2, "style": 3, "label": "Done", "custom_id": "done:1", "id": 4}
    choose = {
        "type": 3,
        "custom_id": "later",
        "placeholder": "Later",
        "options": [{"label": "In an hour", "value": "1h", "description": "today"}],
    }
    components = (
        {
            "type": 17,
            "components": [
                {"type": 9, "components": [{"type": 10, "content": "Poster"}], "accessory": press},
                {"type": 14},
                {"type": 1, "components": [choose]},
            ],
        },
    )
    message = Message("5", "11", "901", Draft(components=components), NOW)
    seen = seen_message(message, viewer)
    assert seen.parts == (
        SeenText((Span("Poster"),)),
        SeenRow((SeenButton("done:1", "Done", "main"),)),
        SeenRule(),
        SeenRow((SeenMenu("later", "Later", (SeenOption("1h", "In an hour", "today"),)),)),
    )
    assert seen.words == "Poster"


def test_ids_grow_while_the_clock_stands_still_or_goes_back() -> None:
    times = iter([NOW, NOW, datetime(2020, 1, 1, tzinfo=UTC)])
    ids = Snowflakes(lambda: next(times))
    first, second, third = (int(ids.make()) for _ in range(3))
    assert first < second < third
    assert made_at(str(first)) == NOW
