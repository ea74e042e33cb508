"""The small markup: what people type shows as typed, what we mean as a look has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.phrases import Phrases
from bot.chat.text import Markup, Span, bold, escape, join, mention, packed, plain, shorten, spans

pytestmark = pytest.mark.unit
t = Phrases()
anything = st.text(st.characters(codec="utf-8"), min_size=1)
# Text that is full of what the markup knows.
marked = st.text(r"*_`[]()@{}\ ab", min_size=1)
typed = st.one_of(anything, marked)


@given(typed)
def test_whatever_people_type_shows_as_typed(text: str) -> None:
    assert spans(escape(text)) == (Span(text),)
    assert plain(escape(text)) == plain(text) == text


@given(typed, typed)
def test_what_is_filled_into_a_sentence_is_never_markup(one: str, other: str) -> None:
    assert plain(t("{one} and {other}", one=one, other=other)) == f"{one} and {other}"


@given(typed, typed)
def test_a_look_around_what_people_typed_stays_around_it(one: str, other: str) -> None:
    assert spans(t("{one}**{other}**", one=one, other=other)) == (Span(one), Span(other, "bold"))
    assert spans(t("__{one}__", one=one)) == (Span(one, "italic"),)
    assert spans(t("`{one}`", one=one)) == (Span(one, "code"),)
    assert spans(t("[{one}](https://example.org)", one=one)) == (Span(one, "link", "https://example.org"),)


@given(typed)
def test_text_that_is_not_markup_is_never_read_as_markup(text: str) -> None:
    assert spans(text) == (Span(text),)


@given(st.text(r"*_`{}@\ab" + "\n"))
def test_no_markup_however_broken_loses_a_letter(text: str) -> None:
    shown = "".join(span.text for span in spans(Markup(text)))
    assert [letter for letter in shown if letter in "ab"] == [letter for letter in text if letter in "ab"]
    assert set(shown) <= set(text)


def test_every_look_is_told_apart() -> None:
    text = Markup("**Bold**, __slanted__, `code`, [words](https://example.org) for @{U0ANA}.")
    assert spans(text) == (
        Span("Bold", "bold"),
        Span(", "),
        Span("slanted", "italic"),
        Span(", "),
        Span("code", "code"),
        Span(", "),
        Span("words", "link", "https://example.org"),
        Span(" for "),
        Span("U0ANA", "person", "U0ANA"),
        Span("."),
    )
    assert plain(text) == "Bold, slanted, code, words for @U0ANA."


@pytest.mark.parametrize(
    "text", ["**open", "__open", "`open", "[words]", "[words](two words)", "@{two words}", "****", "3 * 4"]
)
def test_what_is_not_closed_is_not_a_look(text: str) -> None:
    assert plain(Markup(text)) == text


@pytest.mark.parametrize("address", ["https://example.org/a_b", "https://example.org/?q=[a]@*"])
def test_an_address_that_is_filled_in_leads_where_it_should(address: str) -> None:
    assert spans(t("[notes]({address})", address=address)) == (Span("notes", "link", address),)


def test_nothing_has_no_runs() -> None:
    assert spans("") == spans(Markup("")) == spans(bold("")) == ()


def test_pieces_are_joined_each_as_what_it_is() -> None:
    joined = join(" · ", ["*typed*", bold("ours"), mention("U0ANA")])
    assert plain(joined) == "*typed* · ours · @U0ANA"
    assert [span.kind for span in spans(joined)] == ["plain", "bold", "plain", "person"]


@given(st.integers())
def test_numbers_are_escaped_like_words(number: int) -> None:
    assert plain(t("{number}", number=number)) == str(number)


@pytest.mark.parametrize(("count", "words"), [(1, "1 task for *Ana*"), (2, "2 tasks for *Ana*")])
def test_a_sentence_fits_its_number(count: int, words: str) -> None:
    said = t.plural("{count} task for {who}", "{count} tasks for {who}", count, who="*Ana*")
    assert plain(said) == words


@given(st.text(), st.integers(1, 60))
def test_shortened_text_fits_and_begins_as_it_did(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert len(short) <= limit
    if len(text) <= limit:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("Two engineers agreed to judge", 29, "Two engineers agreed to judge"),
        ("Two engineers agreed to judge", 28, "Two engineers agreed to…"),
        ("Two engineers, agreed", 18, "Two engineers…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("A Donaudampfschifffahrt", 12, "A Donaudamp…"),
    ],
)
def test_text_is_cut_at_a_word_where_there_is_one(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


def test_lines_are_packed_into_few_texts_and_none_is_cut() -> None:
    assert packed(["one", "two", "three", "a long line"], 9) == ["one\ntwo", "three", "a long line"]
    assert packed(["one", "two", "*"], 8, ", ") == ["one, two", r"\*"]
    assert packed([], 9) == []
