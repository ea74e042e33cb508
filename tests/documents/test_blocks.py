"""What a document shows of its cards, however it is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.chat.cards import Buttons, Card, Heading, Link, Paragraph, Quote, SmallPrint, card
from bot.chat.text import Markup, link, mention, plain
from bot.documents.blocks import Block, Line, Listed, Prose, Runs, Shown, Title, words_of
from bot.documents.document import Document
from bot.documents.telling import blocks
from tests.documents.any_document import DOCUMENTS, MENU, PICTURE, WEEK, document

pytestmark = pytest.mark.unit


def lines(block: Block) -> tuple[Runs, ...]:
    match block:
        case Title():
            return (block.words,)
        case Prose() | Listed():
            return block.lines
        case Shown():
            return (block.alternative,)
        case Line():
            return ()


def lines_of(shown: Document) -> list[Runs]:
    """Every line of a document, without what is said when there is no picture."""
    return [line for block in blocks(shown) for line in lines(block)]


def told(shown: Document) -> list[str]:
    return [words_of(line) for line in lines_of(shown)]


def test_a_digest_reads_from_its_headline_to_where_one_can_act() -> None:
    assert told(document(WEEK, picture=PICTURE)) == [
        "Weekly digest",
        "Riverbend High",
        "Two indicators moved, one is stuck; 14 of 17 answered.",
        "9 of 16 indicators are at level 3 or above.",
        "Moved",
        "Building the team (EC1.Leaders2)",
        "Partnerships that fit (EC2.Teachers1)",
        'They said "yes" & <script>alert(1)</script>',
        "See the agenda with somebody in the chat /stem agenda",
        "Open the map",
        "Riverbend High, 15 to 22 Nov.",
        "To act on this, open it in the chat, where the buttons are: /stem digest.",
        "The numbers of the picture",
        "EC1.Leaders1: 3 of 5",
        "EC1.Leaders2: 2",
    ]


def test_a_bold_line_above_others_is_their_heading_and_no_level_is_passed_over() -> None:
    titled = [block.level for block in blocks(document(WEEK)) if isinstance(block, Title)]
    assert titled == [1, 2, 3]
    alone = card(Paragraph(Markup("**Moved**\nOne thing")))
    assert [one.level for one in blocks(document(alone)) if isinstance(one, Title)] == [1, 2]


def test_bold_words_without_lines_below_stay_words() -> None:
    [*_, last] = blocks(document(card(Paragraph(Markup("**Nothing moved**")))))
    assert isinstance(last, Prose)


@pytest.mark.parametrize("parts", [(Paragraph("Quiet."),), (Paragraph(Markup("**Moved**\nOne")),)])
def test_a_picture_never_stands_between_a_heading_and_its_list(parts: tuple[Paragraph, ...]) -> None:
    shown = blocks(document(Card(parts), picture=PICTURE))
    place = next(number for number, one in enumerate(shown) if isinstance(one, Shown))
    assert not isinstance(shown[place + 1], Listed) or not isinstance(shown[place - 1], Title)


def test_who_is_mentioned_is_named_where_it_is_known_and_never_shown_by_id() -> None:
    mentioned = document(card(Paragraph(mention("U0SECRET"))))
    assert "U0SECRET" not in " ".join(told(mentioned))
    assert told(replace(mentioned, names={"U0SECRET": "Ana Rivera"}))[-1] == "Ana Rivera"


def test_where_to_act_is_said_once_and_only_when_something_was_left_out() -> None:
    act = "To act on this, open it in the chat, where the buttons are: /stem digest."
    assert told(document(WEEK, MENU)).count(act) == told(document(MENU)).count(act) == 1
    assert act not in told(document(card(Paragraph("Hello"), Buttons((Link("Map", "https://a.example"),)))))
    assert act not in told(replace(document(WEEK), act=""))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//a.example", "file:///etc"])
def test_an_address_that_is_no_web_address_is_only_shown(address: str) -> None:
    runs = [
        run
        for block in blocks(
            document(card(Paragraph(link("Press", address)), Buttons((Link("Go", address),))))
        )
        if isinstance(block, Prose)
        for line in block.lines
        for run in line
    ]
    assert all(run.kind != "link" for run in runs)
    assert any(address.replace("(", "%28").replace(")", "%29") in run.text for run in runs)


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_no_word_of_a_card_is_lost(shown: Document) -> None:
    everything = letters("".join(told(shown)))
    for message in shown.cards:
        for part in message.parts:
            if isinstance(part, Heading | Paragraph | Quote | SmallPrint):
                assert letters(plain(part.words)) in everything


def letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))
