import pytest

from bot.chat.cards import (
    Button,
    Buttons,
    Heading,
    Link,
    Menu,
    Option,
    Paragraph,
    Quote,
    Rule,
    SmallPrint,
    card,
)
from bot.chat.text import Markup
from bot.platforms.slack.render import blocks, message
from bot.sandbox.slack.block_kit import checked_blocks

pytestmark = pytest.mark.unit


def _plain(text: str) -> dict[str, object]:
    return {"type": "plain_text", "text": text, "emoji": False}


def test_each_part_becomes_its_block_in_order() -> None:
    drawn = blocks(
        card(
            Heading("Check-in"),
            Paragraph("How *has* it moved?"),
            Paragraph(Markup("**Last time** you wrote:")),
            Quote("Two engineers agreed"),
            Rule(),
            SmallPrint("Seen by your facilitator"),
        )
    )

    assert drawn == [
        {"type": "header", "text": _plain("Check-in")},
        {"type": "section", "text": _plain("How *has* it moved?"), "expand": True},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*Last time* you wrote:", "verbatim": True},
            "expand": True,
        },
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "> Two engineers agreed", "verbatim": True},
            "expand": True,
        },
        {"type": "divider"},
        {"type": "context", "elements": [_plain("Seen by your facilitator")]},
    ]


def test_buttons_links_and_menus_carry_their_wire_ids() -> None:
    drawn = blocks(
        card(
            Buttons(
                (
                    Button("Moving", "moved:7", "main"),
                    Button("Stop", "stop:7", "danger"),
                    Button("Later", "later:7"),
                    Link("Read it", "https://example.org/"),
                )
            ),
            Menu(
                "level:7",
                "Level",
                (Option("1", "Getting started", "first"), Option("2", "Progressing")),
            ),
        )
    )

    assert drawn == [
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": _plain("Moving"), "action_id": "moved:7", "style": "primary"},
                {"type": "button", "text": _plain("Stop"), "action_id": "stop:7", "style": "danger"},
                {"type": "button", "text": _plain("Later"), "action_id": "later:7"},
                {
                    "type": "button",
                    "text": _plain("Read it"),
                    "action_id": "link#3",
                    "url": "https://example.org/",
                },
            ],
        },
        {
            "type": "actions",
            "elements": [
                {
                    "type": "static_select",
                    "action_id": "level:7",
                    "placeholder": _plain("Level"),
                    "options": [
                        {
                            "text": _plain("Getting started"),
                            "value": "1",
                            "description": _plain("first"),
                        },
                        {"text": _plain("Progressing"), "value": "2"},
                    ],
                }
            ],
        },
    ]


def test_a_quote_of_marks_is_shown_as_typed_and_lines_stay_in_the_quote() -> None:
    (typed, lines) = blocks(card(Quote("*sure* `x`"), Quote("one\ntwo")))

    assert typed == {
        "type": "rich_text",
        "elements": [{"type": "rich_text_quote", "elements": [{"type": "text", "text": "*sure* `x`"}]}],
    }
    assert lines["text"]["text"] == "> one\n> two"


def test_a_heading_with_a_person_keeps_the_person_and_the_weight() -> None:
    (drawn,) = blocks(card(Heading(Markup("For @{U0ANA} now"))))

    (section,) = drawn["elements"]
    assert section["elements"] == [
        {"type": "text", "text": "For ", "style": {"bold": True}},
        {"type": "user", "user_id": "U0ANA"},
        {"type": "text", "text": " now", "style": {"bold": True}},
    ]


def test_the_fallback_text_calls_nobody() -> None:
    drawn = message(card(Paragraph("<!channel> & more"), Rule(), SmallPrint("small")))

    assert drawn["text"] == "&lt;!channel&gt; &amp; more\nsmall"


@pytest.mark.parametrize("letter", ["x", "&", "*", "\n>"])
def test_the_longest_parts_of_any_letters_pass_slacks_own_limits(letter: str) -> None:
    words = letter * (2000 // len(letter))
    looks = Markup(f"**a** {letter * 900}")
    shown = checked_blocks(blocks(card(Paragraph(words), Quote(words), SmallPrint(words), Paragraph(looks))))

    assert len(shown) == 4
