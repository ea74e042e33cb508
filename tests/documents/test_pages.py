"""A document as an HTML page, as the body of an e-mail and as text."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from bot.chat.cards import Buttons, Heading, Link, Paragraph, Quote, SmallPrint, card
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, bold, escape, link
from bot.documents.data import from_data, to_data
from bot.documents.document import Document, Picture
from bot.documents.html import html_body, write
from bot.documents.text import in_text
from bot.language.catalogue import phrases_in
from tests.documents.any_document import DOCUMENTS, MAP, PICTURE, WEEK, document, png
from tests.documents.test_blocks import lines_of, told

pytestmark = pytest.mark.unit
OF_PAGES = set("html head meta title style body main div h1 h2 h3 p ul li".split())  # noqa: SIM905 - reads better
OF_LINES = {"span", "b", "i", "code", "a", "br", "hr", "blockquote", "img"}
ATTRIBUTES = {
    "lang",
    "dir",
    "class",
    "style",
    "role",
    "href",
    "src",
    "alt",
    "charset",
    "name",
    "content",
    "http-equiv",
}
VOID = {"meta", "br", "hr", "img"}


class Reading(HTMLParser):
    """What a browser takes from a page: elements with their attributes, and the words that it shows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.words += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def squeezed(words: str) -> str:
    return "".join(words.split())


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_every_word_stands_in_the_page_and_in_the_e_mail_and_means_nothing_else(shown: Document) -> None:
    everything = squeezed("".join(told(shown)))
    page, mail = Reading(write(shown, png()).decode()), Reading(html_body(shown, "picture"))
    alternative = page.of("img")[0]["alt"] or ""
    without = everything.replace(squeezed(alternative), "", 1)
    assert squeezed(page.words) == squeezed(mail.words) == without
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "div",
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
    }
    allowed |= {"span", "b", "i", "code", "a", "br", "hr", "blockquote", "img"}
    assert {tag for tag, _ in (*page.elements, *mail.elements)} <= allowed


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_every_word_stands_in_the_text(shown: Document) -> None:
    text, before = squeezed(in_text(shown)), 0
    for run in (run for line in lines_of(shown) for run in line):
        before = text.index(squeezed(run.text), before)


def test_the_text_reads_like_a_letter() -> None:
    assert (
        in_text(document(WEEK, picture=PICTURE))
        == """\
Weekly digest
=============

Riverbend High

Two indicators moved, one is stuck; 14 of 17 answered.
------------------------------------------------------

9 of 16 indicators are at level 3 or above.

Moved
- Building the team (EC1.Leaders2)
- Partnerships that fit (EC2.Teachers1)

> They said "yes" & <script>alert(1)</script>

------------------------------------------------------------------------

See the agenda <https://example.org/map?a=1&b=2> with somebody in the chat /stem agenda

Open the map <https://example.org/map?a=1&b=2>

Riverbend High, 15 to 22 Nov.

To act on this, open it in the chat, where the buttons are: /stem digest.

The numbers of the picture
- EC1.Leaders1: 3 of 5
- EC1.Leaders2: 2
"""
    )


def test_nothing_that_anybody_typed_becomes_a_part_of_the_page() -> None:
    bad = "\"><script>alert(1)</script><b title='&amp;"
    runs = Markup("").join(
        (escape(bad), bold(bad), Markup("`<i>`"), link(bad, 'https://a.example/"onclick="x'))
    )
    shown = document(
        card(Heading(bad), Paragraph(runs), Paragraph(f"{bad}\n{bad}"), Quote(bad), SmallPrint(bad)),
        card(
            Paragraph(Markup(f"**Moved**\n{escape(bad)}")),
            Buttons((Link("<i>Go</i>", "https://a.example/<i>"),)),
        ),
        title=bad,
        picture=Picture(bad, (bad,)),
    )
    shown = replace(shown, about=bad, act=bad)
    for text in (
        write(shown, png()).decode(),
        write(shown).decode(),
        html_body(shown, '"><i>'),
        html_body(shown),
    ):
        page = Reading(text)
        assert page.of("script") == page.of("i") == []
        assert {name for _, has in page.elements for name in has} <= ATTRIBUTES
        assert page.words.count(bad) >= 9


def test_links_are_kept_and_are_all_that_leads_anywhere() -> None:
    shown = document(WEEK, picture=PICTURE)
    for page in (Reading(write(shown, png()).decode()), Reading(html_body(shown, "picture@bot"))):
        assert [link["href"] for link in page.of("a")] == [MAP, MAP]
        addresses = [value for _, has in page.elements for value in has.values() if "://" in (value or "")]
        assert addresses == [MAP, MAP]


def test_the_picture_travels_in_the_page_and_beside_the_e_mail() -> None:
    shown = document(WEEK, picture=PICTURE)
    [picture] = Reading(write(shown, png()).decode()).of("img")
    assert picture == {
        "src": "data:image/png;base64," + b64encode(png()).decode(),
        "alt": PICTURE.alternative,
    }
    [picture] = Reading(html_body(shown, "picture@bot")).of("img")
    assert (picture["src"], picture["alt"]) == ("cid:picture@bot", PICTURE.alternative)


def test_without_the_picture_it_says_so_and_what_the_picture_tells() -> None:
    shown = document(WEEK, picture=PICTURE)
    for page in (Reading(write(shown).decode()), Reading(html_body(shown))):
        assert page.of("img") == []
        assert f"The picture could not be drawn. This is what it tells: {PICTURE.alternative}" in page.words


def test_an_e_mail_needs_no_stylesheet_and_chooses_no_colour_of_letters() -> None:
    mail = html_body(document(WEEK, picture=PICTURE), "picture")
    assert "<style" not in mail
    assert set(re.findall(r"(?<![-\w])(?:color|background)(?!-scheme)[^;\"]*", mail)) == {"color:inherit"}


def test_headings_come_in_order() -> None:
    page = Reading(write(document(WEEK, picture=PICTURE)).decode())
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert levels == [1, 2, 3, 3]


def test_language_and_direction_are_the_readers_and_a_line_in_another_script_has_its_own() -> None:
    hebrew = Phrases("he")
    words = (Paragraph("פגישה 3 מתוך 9"), Paragraph("Building the team (EC1.Leaders2)"))
    page = Reading(write(document(card(*words), t=hebrew)).decode())
    assert page.of("html") == [{"lang": "he", "dir": "rtl"}]
    assert [paragraph.get("dir") for paragraph in page.of("p")] == ["ltr", None, "ltr"]
    spanish = Reading(write(document(card(*words), t=phrases_in("es"))).decode())
    assert spanish.of("html") == [{"lang": "es", "dir": "ltr"}]
    assert [paragraph.get("dir") for paragraph in spanish.of("p")] == [None, "rtl", None]


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS)
def test_a_document_comes_back_from_its_data_and_looks_the_same_byte_for_byte(shown: Document) -> None:
    again = from_data(json.loads(json.dumps(to_data(shown))))
    assert write(again, png()) == write(shown, png())
    assert html_body(again) == html_body(shown)
