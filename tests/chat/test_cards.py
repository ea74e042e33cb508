"""Cards: nothing that is too long is made, what is too much is split, and stored cards come back whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat import limits
from bot.chat.card_data import card_from_data, card_to_data
from bot.chat.cards import (
    Button,
    Buttons,
    Card,
    Heading,
    Link,
    Menu,
    Option,
    Paragraph,
    Part,
    Quote,
    Rule,
    SmallPrint,
    Wordy,
    card,
    in_plain_words,
    split,
)
from bot.chat.limits import TooLong, TooMany
from bot.chat.text import Markup, escape, plain, spans
from bot.platforms.discord.render import components
from bot.platforms.slack.render import blocks
from tests.chat.any_cards import CARDS

pytestmark = pytest.mark.unit
OPTION = Option("1", "One")


def letters(message: Card) -> int:
    return sum(len(plain(part.words)) for part in message.parts if isinstance(part, Wordy))


def pieces(message: Card) -> int:
    """Components as Discord counts them, those inside others included."""
    return sum(1 + len(one.get("components", ())) for one in components(message))


@given(CARDS)
@settings(max_examples=150, deadline=None)
def test_a_split_card_holds_everything_in_order_and_each_part_fits_a_message(message: Card) -> None:
    cards = split(message)
    assert tuple(part for one in cards for part in one.parts) == message.parts
    for one in cards:
        assert letters(one) <= limits.CARD_TEXT
        assert pieces(one) <= 40
        assert len(blocks(one)) <= 50


@given(CARDS)
@settings(max_examples=100, deadline=None)
def test_a_card_is_only_split_where_two_would_not_fit_together(message: Card) -> None:
    cards = split(message)
    for one, following in pairwise(cards):
        together = Card((*one.parts, *following.parts))
        assert letters(together) > limits.CARD_TEXT or pieces(together) + 1 >= limits.CARD_PIECES


def test_controls_stay_with_the_text_above_and_a_heading_with_what_it_heads() -> None:
    long = Paragraph("x" * 2000)
    head, asked = Heading("Second"), Paragraph("y" * 1600)
    row = Buttons((Button("Moving", "moved:1"),))
    assert split(card(long, head, asked, row)) == (card(long), card(head, asked, row))


def test_more_controls_than_a_message_holds_go_into_the_next_one() -> None:
    rows = [Buttons(tuple(Button("b", f"press:{row}:{number}") for number in range(5))) for row in range(10)]
    cards = split(card(Paragraph("Choose"), *rows))
    assert [len(one.parts) for one in cards] == [7, 4]


def test_a_menu_counts_as_the_two_components_that_it_is() -> None:
    menus = [Menu(f"choose:{number}", "Choose", (OPTION,)) for number in range(30)]
    cards = split(card(Paragraph("Choose"), *menus))
    assert [pieces(one) for one in cards] == [37, 24]


def test_a_small_card_stays_one_and_an_empty_one_too() -> None:
    small = card(Heading("Hello"), None, Rule())
    assert small.parts == (Heading("Hello"), Rule())
    assert split(small) == (small,)
    assert split(Card(())) == (Card(()),)


@given(CARDS)
@settings(max_examples=100, deadline=None)
def test_a_card_comes_back_from_the_database_as_it_went_in(message: Card) -> None:
    data = card_to_data(message)
    back = card_from_data(json.loads(json.dumps(data)))
    assert _shown(back) == _shown(message)
    assert card_to_data(back) == data
    assert in_plain_words(back) == in_plain_words(message)


def _shown(message: Card) -> list[Any]:
    return [_shown_part(part) for part in message.parts]


def _shown_part(part: Part) -> Any:
    match part:
        case Buttons():
            return [replace(button, label=plain(button.label)) for button in part.buttons]
        case Menu():
            options = [(one.id, plain(one.label), plain(one.description)) for one in part.options]
            return part.wire, plain(part.placeholder), options
        case Rule():
            return Rule
        case _:
            return type(part), spans(part.words)


def test_a_card_of_an_unknown_version_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="version 2 was stored, this program reads 1"):
        card_from_data({"version": 2, "parts": []})


def test_the_plain_words_are_those_that_are_read_aloud() -> None:
    message = card(
        Heading("Check-in"), Paragraph(Markup("**How** is it?")), Buttons((Button("Fine", "f"),)), Quote("")
    )
    assert in_plain_words(message) == "Check-in\nHow is it?"


def test_a_wire_id_stands_once_in_a_card() -> None:
    row = Buttons((Button("One", "press:1"),))
    with pytest.raises(ValueError, match="press:1"):
        card(row, Menu("press:1", "Choose", (OPTION,)))


@pytest.mark.parametrize(
    ("make", "limit"),
    [
        (Heading, limits.HEADING),
        (Paragraph, limits.PART_TEXT),
        (Quote, limits.PART_TEXT),
        (SmallPrint, limits.PART_TEXT),
        (lambda words: Button(words, "press"), limits.BUTTON_LABEL),
        (lambda words: Link(words, "https://example.org"), limits.BUTTON_LABEL),
        (lambda words: Option("1", words), limits.OPTION_LABEL),
        (lambda words: Option("1", "One", words), limits.OPTION_LABEL),
        (lambda words: Menu("press", words, (OPTION,)), limits.PLACEHOLDER),
    ],
)
def test_what_is_too_long_to_show_is_not_made(make: Callable[[str], object], limit: int) -> None:
    make("*" * limit)
    make(escape("*" * limit))
    with pytest.raises(TooLong):
        make("*" * (limit + 1))


@pytest.mark.parametrize(
    ("make", "limit"),
    [
        (lambda text: Button("One", text), limits.WIRE_ID),
        (lambda text: Menu(text, "Choose", (OPTION,)), limits.WIRE_ID),
        (lambda text: Option(text, "One"), limits.OPTION_ID),
    ],
)
def test_an_id_that_is_too_long_is_refused_and_never_cut(make: Callable[[str], object], limit: int) -> None:
    make("x" * limit)
    with pytest.raises(TooLong):
        make("x" * (limit + 1))


def test_five_buttons_stand_in_a_row_and_25_options_in_a_menu() -> None:
    buttons = tuple(Button("b", f"press:{number}") for number in range(6))
    Buttons(buttons[:5])
    with pytest.raises(TooMany):
        Buttons(buttons)
    options = tuple(Option(str(number), "One") for number in range(26))
    Menu("press", "Choose", options[:25])
    with pytest.raises(TooMany):
        Menu("press", "Choose", options)


@given(st.text("ab", min_size=limits.WIRE_ID + 1))
def test_the_error_names_what_is_too_long(wire: str) -> None:
    with pytest.raises(TooLong, match=f"a wire id has {len(wire)} characters, {limits.WIRE_ID} are allowed"):
        Button("One", wire)
