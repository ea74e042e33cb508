import pytest

from bot.chat.cards import (
    Button,
    Buttons,
    Card,
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
from bot.chat.text import Markup, mention
from bot.platforms.discord.mark import carries, key_in
from bot.platforms.discord.render import LETTERS, components, mentioned

pytestmark = pytest.mark.unit


def test_each_part_has_its_look() -> None:
    drawn = components(
        card(
            Heading("Check-in"),
            Paragraph(Markup("How has **it** moved?")),
            Quote("Two engineers\n\nagreed."),
            Rule(),
            SmallPrint("Seen by: your facilitator\nopen until Friday"),
        )
    )
    assert drawn == [
        {"type": 10, "content": "### Check-in"},
        {"type": 10, "content": "How has **it** moved?"},
        {"type": 10, "content": "> Two engineers\n> \n> agreed."},
        {"type": 14, "divider": True, "spacing": 1},
        {"type": 10, "content": "-# Seen by: your facilitator\n-# open until Friday"},
    ]


def test_buttons_and_menus_stand_in_action_rows() -> None:
    drawn = components(
        card(
            Buttons(
                (
                    Button("Moving", "moved:7", "main"),
                    Button("Undo", "undo:7", "danger"),
                    Button("Later", "later:7"),
                )
            ),
            Buttons((Link("Join", "https://meet.example.org"),)),
            Menu("pick:7", "When?", (Option("1", "Tomorrow", "at 9"), Option("2", "On Friday"))),
        )
    )
    assert drawn == [
        {
            "type": 1,
            "components": [
                {"type": 2, "style": 1, "label": "Moving", "custom_id": "moved:7"},
                {"type": 2, "style": 4, "label": "Undo", "custom_id": "undo:7"},
                {"type": 2, "style": 2, "label": "Later", "custom_id": "later:7"},
            ],
        },
        {
            "type": 1,
            "components": [{"type": 2, "style": 5, "label": "Join", "url": "https://meet.example.org"}],
        },
        {
            "type": 1,
            "components": [
                {
                    "type": 3,
                    "custom_id": "pick:7",
                    "placeholder": "When?",
                    "options": [
                        {"label": "Tomorrow", "value": "1", "description": "at 9"},
                        {"label": "On Friday", "value": "2"},
                    ],
                }
            ],
        },
    ]


def test_labels_are_plain_words_because_discord_reads_no_markdown_there() -> None:
    drawn = components(card(Buttons((Button(Markup(r"Record \*3\*"), "record:3"),))))
    assert drawn[0]["components"][0]["label"] == "Record *3*"


def test_a_delivered_card_is_found_by_its_buttons() -> None:
    asked = card(Paragraph("How did it go?"), Buttons((Button("Fine", "fine:1"),)))
    delivered = components(asked, "prompt-7")
    assert delivered[1]["components"][0]["custom_id"] == "fine:1#prompt-7"
    assert carries("prompt-7", delivered)
    assert not carries("rompt-7", delivered)
    assert not carries("prompt-7", components(asked, "prompt-8"))
    assert key_in(delivered) == "prompt-7"
    assert key_in(components(asked)) == ""


def test_a_delivered_card_without_buttons_is_found_by_its_number() -> None:
    told = card(Paragraph("The digest"), Buttons((Link("Read", "https://example.org"),)))
    delivered = components(told, "digest-7")
    assert 0 < delivered[0]["id"] < 2**31
    assert carries("digest-7", delivered)
    assert not carries("digest-8", delivered)
    assert "id" not in components(told)[0]


def test_a_part_without_words_is_left_out_because_discord_refuses_it() -> None:
    assert components(card(Paragraph(""), Paragraph("there"))) == [{"type": 10, "content": "there"}]


def test_words_that_are_all_special_characters_still_fit_and_lose_none() -> None:
    stars = card(Paragraph("*" * 1700), Quote("_\n" * 900))
    drawn = components(stars)
    assert sum(len(one["content"]) for one in drawn) <= LETTERS
    assert drawn[0]["content"] == "＊" * 1700
    assert drawn[1]["content"].count("＿") == 900
    assert drawn[1]["content"].startswith(">>> ")


def test_only_people_mentioned_on_purpose_are_told() -> None:
    assert mentioned(card(Paragraph(mention("42")), Paragraph("@{43} <@44>"), Heading("x"))) == (42,)


def test_an_empty_card_draws_nothing() -> None:
    assert components(Card(()), "key") == []
