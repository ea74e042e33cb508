from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.cards import Heading, Paragraph, Quote, SmallPrint, card
from bot.chat.forms import Form, TextField
from bot.chat.text import Markup, escape
from bot.platforms.slack.forms import modal
from bot.platforms.slack.render import message
from bot.sandbox.seen import SeenText, Span, TextKind
from bot.sandbox.slack.block_kit import checked_blocks, checked_view
from bot.sandbox.slack.records import Content, View
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.sight.blocks import seen_parts, words_of
from bot.sandbox.slack.sight.forms import seen_form
from bot.sandbox.slack.sight.rich_text import rich_text_parts

pytestmark = pytest.mark.unit
NAMES = {"U1": "Ana Ruiz", "C1": "stem-team", "T1": "Cedar District"}


def name(identity: str) -> str:
    return NAMES.get(identity, identity)


def text(words: str, **style: bool) -> dict[str, Any]:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def section(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "rich_text_section", "elements": list(elements)}


def listed(*items: str, **more: Any) -> dict[str, Any]:
    elements = [section(text(item)) for item in items]
    return {"type": "rich_text_list", "style": "bullet", "elements": elements, **more}


def rich(*elements: Any) -> dict[str, Any]:
    return {"type": "rich_text", "elements": list(elements)}


@pytest.mark.parametrize(
    ("element", "span"),
    [
        (text("*all* <b> :x:"), Span("*all* <b> :x:")),
        (text("x", bold=True), Span("x", "bold")),
        (text("x", italic=True), Span("x", "italic")),
        (text("x", strike=True), Span("x", "strike")),
        (text("x", bold=True, code=True), Span("x", "code")),
        (text("x", bold=False, underline=True), Span("x")),
        ({"type": "link", "url": "https://e.org", "text": "here"}, Span("here", "link", "https://e.org")),
        ({"type": "link", "url": "https://e.org"}, Span("https://e.org", "link", "https://e.org")),
        ({"type": "user", "user_id": "U1", "style": {"bold": True}}, Span("@Ana Ruiz", "person", "U1")),
        ({"type": "channel", "channel_id": "C1"}, Span("#stem-team", "channel", "C1")),
        ({"type": "usergroup", "usergroup_id": "S1"}, Span("@S1", "person", "S1")),
        ({"type": "team", "team_id": "T1"}, Span("@Cedar District", "person", "T1")),
        ({"type": "broadcast", "range": "here"}, Span("@here", "person", "here")),
        ({"type": "emoji", "name": "wave::skin-tone-2"}, Span(":wave::skin-tone-2:")),
        ({"type": "color", "value": "#F405B3"}, Span("#F405B3")),
        ({"type": "date", "timestamp": 0, "format": "{date}", "fallback": "1 Jan"}, Span("1 Jan")),
        ({"type": "date", "timestamp": 0, "format": "on {date}"}, Span("on {date}")),
        (
            {"type": "date", "timestamp": 0, "format": "{date}", "url": "https://e.org"},
            Span("{date}", "link", "https://e.org"),
        ),
        ({"type": "canvas", "file_id": "F1"}, Span("[canvas]")),
    ],
)
def test_each_element_has_its_look(element: dict[str, Any], span: Span) -> None:
    (block,) = checked_blocks([rich(section(text("a "), element))])

    assert rich_text_parts(block, name) == [SeenText((Span("a "), span))]


@pytest.mark.parametrize(
    ("element", "seen"),
    [
        ({"type": "rich_text_quote", "elements": [text("said")]}, [("quote", (Span("said"),))]),
        (
            {
                "type": "rich_text_preformatted",
                "elements": [text("a\nb", bold=True), {"type": "link", "url": "https://e.org"}],
                "border": 0,
                "language": "python",
            },
            [("code", (Span("a\nb", "code"), Span("https://e.org", "link", "https://e.org")))],
        ),
        (listed("one", "two"), [("text", (Span("• "), Span("one"))), ("text", (Span("• "), Span("two")))]),
        (listed("deep", indent=1, border=1), [("quote", (Span("    ◦ "), Span("deep")))]),
        (listed("deeper", indent=3), [("text", (Span("            • "), Span("deeper")))]),
        (
            listed("one", "two", style="ordered"),
            [("text", (Span("1. "), Span("one"))), ("text", (Span("2. "), Span("two")))],
        ),
        (
            listed("five", style="ordered", offset=4, indent=1),
            [("text", (Span("    5. "), Span("five")))],
        ),
    ],
)
def test_quotes_code_and_lists_are_paragraphs_of_their_kind(
    element: dict[str, Any], seen: list[tuple[TextKind, tuple[Span, ...]]]
) -> None:
    (block,) = checked_blocks([rich(element)])

    assert [(part.kind, part.spans) for part in rich_text_parts(block, name)] == seen


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ({"type": "rich_text"}, "missing required field: elements [json-pointer:/blocks/0]"),
        (rich(), "must contain at least 1 items [json-pointer:/blocks/0/elements]"),
        (rich(text("x")), "unsupported type: text [json-pointer:/blocks/0/elements/0/type]"),
        (rich({"type": "rich_text_sofa"}), "unsupported type: rich_text_sofa"),
        (rich("x"), "unsupported type: None"),
        (rich(section()), "must contain at least 1 items [json-pointer:/blocks/0/elements/0/elements]"),
        (
            rich(section({"type": "mrkdwn", "text": "x"})),
            "unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/elements/0/type]",
        ),
        (rich(section({"type": "text"})), "missing required field: text"),
        (
            rich(section(text(""))),
            "must be more than 0 characters [json-pointer:/blocks/0/elements/0/elements/0/text]",
        ),
        (rich(section({"type": "text", "text": 7})), "must provide a string"),
        (rich(section({**text("x"), "sofa": 1})), "invalid additional property: sofa"),
        (rich(section({**text("x"), "style": "bold"})), "must provide an object"),
        (rich(section({**text("x"), "style": {"bold": "yes"}})), "must be a boolean"),
        (rich(section({**text("x"), "style": {"wavy": True}})), "invalid additional property: wavy"),
        (
            rich(section({"type": "user", "user_id": "U1", "style": {"code": True}})),
            "invalid additional property: code",
        ),
        (rich(section({"type": "link", "text": "x"})), "missing required field: url"),
        (rich(section({"type": "link", "url": "https://e.org", "text": ""})), "must be more than 0"),
        (rich(section({"type": "broadcast", "range": "all"})), "value must be one of: here, channel"),
        (rich(section({"type": "date", "timestamp": "0", "format": "x"})), "must provide an integer"),
        (rich({**listed("x"), "elements": [text("x")]}), "unsupported type: text"),
        (rich({**listed("x"), "style": None}), "missing required field: style"),
        (rich(listed("x", style="check")), "value must be one of: bullet, ordered"),
        (rich(listed("x", indent=9)), "must be less than 8 [json-pointer:/blocks/0/elements/0/indent]"),
        (rich(listed("x", offset=-1)), "must be greater than 0"),
        (rich(listed("x", border=True)), "must provide an integer"),
        (
            rich({"type": "rich_text_preformatted", "elements": [{"type": "user", "user_id": "U1"}]}),
            "unsupported type: user",
        ),
    ],
)
def test_wrong_rich_text_is_refused_with_the_reason(block: dict[str, Any], reason: str) -> None:
    with pytest.raises(Refused) as refused:
        checked_blocks([block])
    assert refused.value.error == "invalid_blocks"
    assert any(reason in message for message in refused.value.messages), refused.value.messages


def without_blanks(words: str) -> str:
    return "".join(words.split())


TYPED = st.text(alphabet=st.sampled_from("aZ9 *_~`<>|&\n@#!:-[]()\\"), min_size=1, max_size=30).filter(
    str.strip
)


@given(TYPED)
def test_all_that_the_bot_draws_for_typed_words_is_seen(typed: str) -> None:
    named = Markup("**Ana** wrote `EC2` to @{U1}: ") + escape(typed)
    linked = Markup("[the notes](https://e.org) ") + escape(typed)
    drawn = message(
        card(
            Heading(Markup(linked)),
            Paragraph(typed),
            Paragraph(Markup(named)),
            Quote(typed),
            Quote(Markup(named)),
            SmallPrint(Markup(linked)),
        )
    )

    parts = seen_parts(Content(drawn["text"], checked_blocks(drawn["blocks"])), name)

    said = "Ana wrote EC2 to @Ana Ruiz: "
    assert without_blanks(words_of(parts)) == without_blanks(
        f"the notes {typed}{typed}{said}{typed}{typed}{said}{typed}the notes {typed}"
    )
    assert sum(isinstance(part, SeenText) and part.kind == "quote" for part in parts) == 2


def test_words_that_only_rich_text_can_show_are_a_note_in_a_form() -> None:
    words = Markup("**Level 2**: " + escape("3 * 4 and `x"))
    form = Form("rate", "Rate", (TextField("why", "Why"),), intro=(words,))
    sent = checked_view(modal(form, ""))

    note = seen_form(View("V1", "U1", sent, "", "V1"), name).fields[0]

    assert sent["blocks"][0]["type"] == "rich_text"
    assert (note.kind, note.spans) == ("note", (Span("Level 2", "bold"), Span(": 3 * 4 and `x")))
