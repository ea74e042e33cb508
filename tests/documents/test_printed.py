"""A document as PDF: every word is there, in the order in which it is read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from importlib.resources import as_file, files

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import Phase, given, settings

from bot.chat.cards import Card, Heading, Paragraph, card
from bot.chat.phrases import Phrases
from bot.documents.blocks import Listed
from bot.documents.document import Document
from bot.documents.pdf import write
from bot.documents.printable import printable
from bot.documents.telling import blocks
from tests.documents.any_document import DOCUMENTS, MAP, PICTURE, WEEK, document, png
from tests.documents.pdf_words import pages_of
from tests.documents.test_blocks import lines_of

pytestmark = pytest.mark.unit
# In a line that is read from the right brackets are turned round.
UNSEEN = ("Cf", "Zs", "Zl", "Zp")
TURNED = str.maketrans(")]}>»›", "([{<«‹")
with as_file(files("bot.documents") / "fonts" / "DejaVuSans.ttf") as font, TTFont(font) as opened:
    FONT = frozenset(opened.getBestCmap())


def counted(words: str) -> Counter[str]:
    """How often each character is there; blanks and what steers the direction of others are not seen."""
    seen = (each for each in words.translate(TURNED) if unicodedata.category(each) not in UNSEEN)
    return Counter(each for each in seen if not each.isspace())


# A failing example is not made smaller: each is a whole file.
@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(DOCUMENTS)
def test_every_character_that_a_font_has_is_printed_once(shown: Document) -> None:
    shown, expected = replace(shown, picture=None), Counter[str]()
    for run in (run for line in lines_of(shown) for run in line):
        expected += counted(printable(run.text, FONT))
        if run.kind == "link" and run.target != run.text:
            expected += counted(f"({run.target})")
    expected["•"] += sum(len(each.lines) for each in blocks(shown) if isinstance(each, Listed))
    pages = pages_of(write(shown))
    for number in range(1, len(pages) + 1):
        expected += counted(f"Page {number} of {len(pages)}")
    assert counted("".join(pages)) == expected


def printed(*cards: Card, t: Phrases | None = None) -> str:
    shown = document(*cards, t=t) if t else document(*cards)
    return "\n".join(pages_of(write(shown)))


def test_a_digest_is_printed_with_the_addresses_of_its_links_and_the_number_of_the_page() -> None:
    words = " ".join(" ".join(pages_of(write(document(WEEK, picture=PICTURE), png()))).split())
    assert "Moved • Building the team (EC1.Leaders2) • Partnerships that fit (EC2.Teachers1)" in words
    assert f"Open the map ({MAP})" in words
    assert "Page 1 of 1" in words


def test_the_picture_has_words_for_those_who_cannot_see_it_and_the_document_a_title_and_language() -> None:
    content = write(document(WEEK, picture=PICTURE), png())
    assert b"/Alt (" in content
    assert b"/Lang (en)" in content
    assert b"/Title (" in content
    assert content.count(b"/Subtype /Image") == 1


def test_headings_stand_in_the_outline() -> None:
    assert write(document(WEEK)).count(b"/Type /Outlines") == 1
    assert len(re.findall(rb"/Dest ", write(document(WEEK)))) >= 3


def test_what_needs_several_pages_gets_them_and_says_which_it_is() -> None:
    pages = pages_of(write(document(*(card(Paragraph("Nine and ten. " * 140)),) * 6)))
    assert len(pages) > 2
    assert all(f"Page {number} of" in page for number, page in enumerate(pages, 1))
    assert "".join(pages).replace("\n", " ").count("Nine") == 6 * 140


def test_a_heading_does_not_stand_alone_at_the_foot_of_a_page() -> None:
    for lines in range(35, 60):
        pages = pages_of(
            write(document(card(Paragraph("x\n" * lines), Heading("Heading"), Paragraph("Company"))))
        )
        assert [("Heading" in page) for page in pages] == [("Company" in page) for page in pages]


def test_a_word_as_long_as_a_paragraph_is_broken_and_an_emoji_is_named() -> None:
    words = printed(card(Paragraph("x" * 1900), Paragraph("done 🎉👍🏽")))
    assert words.count("x") == 1900
    assert "done [party popper][thumbs up sign]" in words


def test_hebrew_is_set_from_the_right_and_arabic_letters_are_joined() -> None:
    words = printed(card(Paragraph("שלום 12 (עולם)"), Paragraph("قال لا")), t=Phrases("he"))
    assert "(םלוע) 12 םולש" in words
    assert unicodedata.normalize("NFKC", words.splitlines()[-3]) == "لا لاق"
    assert "ﻻ ﻝﺎﻗ" in words


def test_the_same_document_is_the_same_file() -> None:
    shown = document(WEEK, picture=PICTURE)
    assert write(shown, png()) == write(shown, png())
    assert b"20240229" in write(shown, png())


@pytest.mark.parametrize(("width", "height"), [(900, 3000), (3000, 90), (90, 40)])
def test_a_picture_of_any_shape_fits_its_page(width: int, height: int) -> None:
    about = pages_of(write(document(WEEK, picture=PICTURE), png(width, height)))[-1]
    assert "EC1.Leaders2: 2" in about
