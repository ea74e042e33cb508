"""How lines are broken, joined and ordered before they are printed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.text import Span
from bot.documents.arabic import joined
from bot.documents.blocks import Runs, words_of
from bot.documents.directions import direction_of
from bot.documents.document import Direction
from bot.documents.printable import UNKNOWN, printable
from bot.documents.visual import visual
from bot.documents.wrapping import wrapped

pytestmark = pytest.mark.unit
EVERY = range(0x110000)
LATIN = range(0x20, 0x7F)
RUNS = st.lists(st.builds(Span, st.text("ab c", min_size=1, max_size=12), st.sampled_from(["plain", "bold"])))


def measure(run: Span) -> float:
    """Bold letters are twice as wide."""
    return len(run.text) * (2 if run.kind == "bold" else 1)


@given(RUNS, st.integers(2, 15))
def test_lines_hold_every_letter_in_its_look_and_none_is_too_wide(runs: list[Span], width: int) -> None:
    lines = wrapped(tuple(runs), width, measure)
    for look in ("plain", "bold"):
        given_letters = "".join(run.text for run in runs if run.kind == look).replace(" ", "")
        kept = "".join(run.text for line in lines for run in line if run.kind == look).replace(" ", "")
        assert kept == given_letters
    assert all(sum(map(measure, line)) <= width for line in lines)


@pytest.mark.parametrize(
    ("words", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("a  wide  gap", 6, ["a", "wide", "gap"]),
        ("unbreakable word", 5, ["unbre", "akabl", "e", "word"]),
        ("", 5, [""]),
    ],
)
def test_lines_are_broken_at_blanks_and_words_only_where_they_must_be(
    words: str, width: int, lines: list[str]
) -> None:
    runs = (Span(words),) if words else ()
    assert [words_of(line) for line in wrapped(runs, width, measure)] == lines


def test_a_word_of_two_looks_is_not_broken_between_them() -> None:
    lines = wrapped((Span("see ("), Span("now", "bold"), Span(") or")), 11, measure)
    assert [words_of(line) for line in lines] == ["see", "(now) or"]


@pytest.mark.parametrize(
    ("word", "shapes"),
    [
        ("قال", "ﻗﺎﻝ"),  # initial, final, then a letter that nothing joins
        ("بيت", "ﺑﻴﺖ"),  # initial, medial, final
        ("لا", "ﻻ"),  # two letters that are written as one
        ("بَيت", "ﺑَﻴﺖ"),  # a mark does not part the letters
        ("ب ت", "ﺏ ﺕ"),  # a blank does
        ("Ana 3", "Ana 3"),
    ],
)
def test_arabic_letters_take_the_shape_of_their_place(word: str, shapes: str) -> None:
    assert joined(word, EVERY) == shapes


@given(st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=20))
def test_joining_changes_shapes_and_no_letter(word: str) -> None:
    assert unicodedata.normalize("NFKC", joined(word, EVERY)) == unicodedata.normalize("NFKC", word)


@pytest.mark.parametrize(
    ("line", "direction", "seen"),
    [
        ("see שלום: EC1", "ltr", "see םולש: EC1"),
        ("שלום 12", "rtl", "12 םולש"),
        ("see (שלום) now", "ltr", "see (םולש) now"),
        ("(שלום)", "rtl", "(םולש)"),
        ("plain words", "ltr", "plain words"),
        ("soft\u200ehyphen", "ltr", "softhyphen"),
    ],
)
def test_a_line_is_set_from_left_to_right_as_it_is_read(line: str, direction: Direction, seen: str) -> None:
    assert words_of(visual((Span(line),), direction)) == seen


def test_each_letter_keeps_its_look_when_a_line_is_turned_round() -> None:
    runs = (Span("שלום "), Span("עולם", "bold"))
    assert visual(runs, "rtl") == (Span("םלוע", "bold"), Span(" םולש"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("done 🎉", "done [party popper]"),
        ("👍🏽", "[thumbs up sign]"),
        ("ﬁne", "fine"),
        ("漢", UNKNOWN),
        ("a\u00a0b\u00adc", "a bc"),
    ],
)
def test_what_a_font_lacks_is_named_or_written_more_plainly(text: str, shown: str) -> None:
    assert printable(text, LATIN) == shown


@pytest.mark.parametrize(
    ("words", "usual", "direction"),
    [
        ("שלום EC1", "ltr", "rtl"),
        ("שלום and more", "rtl", "ltr"),
        ("3 / 9", "rtl", "rtl"),
        ("3 / 9", "ltr", "ltr"),
    ],
)
def test_a_line_is_read_the_way_of_most_of_its_letters(words: str, usual: Direction, direction: str) -> None:
    line: Runs = (Span(words),)
    assert direction_of([line], usual) == direction
