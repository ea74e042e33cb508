from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.seen import SeenPicture, SeenRow, SeenRule, SeenText, Span
from bot.sandbox.slack.records import Content
from bot.sandbox.slack.sight.blocks import seen_parts, words_of
from bot.sandbox.slack.sight.mrkdwn import escape, paragraphs, spans, unescape

pytestmark = pytest.mark.unit
NAMES = {"U1": "Ana Ruiz", "C1": "stem-team"}


def name(identity: str) -> str:
    return NAMES.get(identity, identity)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [Span("plain")]),
        ("a *b* c", [Span("a "), Span("b", "bold"), Span(" c")]),
        ("_it is_ ~gone~", [Span("it is", "italic"), Span(" "), Span("gone", "strike")]),
        ("`a *b* &lt;c`", [Span("a *b* <c", "code")]),
        ("*_both_*", [Span("both", "bold")]),
        ("*bold `code`*", [Span("bold ", "bold"), Span("code", "code")]),
        ("snake_case_name 2*3*4", [Span("snake_case_name 2*3*4")]),
        ("* not bold * _", [Span("* not bold * _")]),
        ("*two\nlines*", [Span("*two\nlines*")]),
        ("a &amp; &lt;b&gt;", [Span("a & <b>")]),
        ("<https://e.org/a_b_c|the *page*>", [Span("the *page*", "link", "https://e.org/a_b_c")]),
        ("<https://e.org>", [Span("https://e.org", "link", "https://e.org")]),
        ("<@U1>: hi", [Span("@Ana Ruiz", "person", "U1"), Span(": hi")]),
        ("<#C1>", [Span("#stem-team", "channel", "C1")]),
        ("<#C1|old-name>", [Span("#old-name", "channel", "C1")]),
        ("<!here>", [Span("@here", "person", "here")]),
        ("&lt;@U1&gt;", [Span("<@U1>")]),
        ("", []),
    ],
)
def test_marks_become_looks(text: str, expected: list[Span]) -> None:
    assert list(spans(text, name)) == expected


def test_quotes_and_fences_are_paragraphs_of_their_own() -> None:
    seen = paragraphs("One\ntwo\n> said *so*\n&gt; again\nthree\n```\n*raw*\n```", name)

    assert [(part.kind, "".join(span.text for span in part.spans)) for part in seen] == [
        ("text", "One\ntwo"),
        ("quote", "said so\nagain"),
        ("text", "three"),
        ("code", "*raw*"),
    ]


@given(st.text())
def test_what_a_person_types_is_read_back_as_it_was(typed: str) -> None:
    assert unescape(escape(typed)) == typed


@given(st.text(alphabet="ab *_~`<>|&\n@#!", max_size=40))
def test_any_text_can_be_drawn(text: str) -> None:
    assert all(span.text for part in paragraphs(text, name) for span in part.spans if span.kind == "plain")


def mrkdwn(text: str) -> dict[str, str]:
    return {"type": "mrkdwn", "text": text}


def test_every_kind_of_block_is_seen() -> None:
    picture = {"type": "image", "image_url": "https://e.org/a.png", "alt_text": "A bar chart"}
    button = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Go"}}
    blocks = (
        {"type": "header", "text": {"type": "plain_text", "text": "Digest *1*"}},
        {"type": "section", "text": mrkdwn("Two *moved*"), "accessory": button},
        {
            "type": "section",
            "fields": [{"type": "mrkdwn", "text": "left"}, {"type": "plain_text", "text": "_r_"}],
        },
        {"type": "divider"},
        picture,
        {"type": "context", "elements": [mrkdwn("small"), picture]},
        {"type": "table", "rows": []},
    )

    parts = seen_parts(Content("fallback", blocks), name)

    assert [type(part) for part in parts] == [
        SeenText,
        SeenText,
        SeenRow,
        SeenText,
        SeenText,
        SeenRule,
        SeenPicture,
        SeenText,
        SeenPicture,
    ]
    assert words_of(parts) == "Digest *1*\nTwo moved\nleft\n_r_\nsmall"
    assert [part.kind for part in parts if isinstance(part, SeenText)] == [
        "heading",
        "text",
        "text",
        "text",
        "small",
    ]


def test_blocks_that_cannot_be_drawn_leave_the_text() -> None:
    assert words_of(seen_parts(Content("fallback", ({"type": "table", "rows": []},)), name)) == "fallback"
