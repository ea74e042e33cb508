"""What is typed after a command, in every order that can be understood; nothing typed is dropped."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.cards import Option
from bot.chat.command_line import read_line
from bot.chat.parameters import Kind, Parameter
from bot.vocabulary import vocabulary
from rubric.load import load_library

pytestmark = pytest.mark.unit
KNOWS = vocabulary(load_library(), date(2026, 11, 30))
RATE = (
    Parameter("indicator", Kind.INDICATOR, "Which one"),
    Parameter("level", Kind.LEVEL, "The level"),
    Parameter("evidence", Kind.TEXT, "What shows it"),
)
ADD = (
    Parameter("to", Kind.PERSON, "Who", required=True),
    Parameter("role", Kind.ROLE, "Which role"),
    Parameter("due", Kind.DATE, "Until when"),
    Parameter("title", Kind.TEXT, "What is to be done"),
)
MEETING = (
    Parameter("name", Kind.WORD, "What it is called", required=True),
    Parameter("rule", Kind.RULE, "When"),
)
NOTES = (Parameter("title", Kind.TEXT, "Title"), Parameter("words", Kind.TEXT, "Words"))
GOAL = (
    Parameter("indicator", Kind.INDICATOR, "Which one", required=True),
    Parameter("level", Kind.LEVEL, "The level"),
    Parameter("by", Kind.DATE, "Until when"),
)
CHOOSE = (
    Parameter("way", Kind.WORD, "Which way", choices=(Option("up", "Up"), Option("down", "Down"))),
    Parameter("words", Kind.TEXT, "Why"),
)


def rate(line: str) -> dict[str, str]:
    return read_line(line, RATE, KNOWS)


EVIDENCE = ('"new seats filled"', "“new seats filled”", "evidence:«new seats filled»")


@pytest.mark.parametrize("evidence", EVIDENCE)
@pytest.mark.parametrize("level", ["3", "Refining and Expanding", "level:3", "“refining and expanding”"])
@pytest.mark.parametrize("indicator", ["EC1.Leaders2", "ec1.leaders2", "indicator:EC1.Leaders2"])
def test_every_order_means_the_same(indicator: str, level: str, evidence: str) -> None:
    for order in permutations((indicator, level, evidence)):
        values = rate(" ".join(order))
        assert values["indicator"].casefold() == "ec1.leaders2", order
        assert values["level"].casefold() in {"3", "refining and expanding"}, order
        assert values["evidence"] == "new seats filled", order


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("", {}),
        ("EC1.Leaders2", {"indicator": "EC1.Leaders2"}),
        ("EC1.Strategic Alliances1 2", {"indicator": "EC1.Strategic Alliances1", "level": "2"}),
        ("3 EC1.Leaders2 new seats", {"indicator": "EC1.Leaders2", "level": "3", "evidence": "new seats"}),
        # What is only meant as an indicator or a level goes there, so that the answer can say what is wrong.
        ("EC1.Leader2 three", {"indicator": "EC1.Leader2", "level": "three"}),
        ("EC9.Nobody1 9", {"indicator": "EC9.Nobody1", "level": "9"}),
        ("EC1.Leaders2 3 4", {"indicator": "EC1.Leaders2", "level": "3", "evidence": "4"}),
        ("level:3 level:4", {"level": "3", "evidence": "level:4"}),
        (
            "EC1.Leaders2 3 https://example.org/a:b",
            {"indicator": "EC1.Leaders2", "level": "3", "evidence": "https://example.org/a:b"},
        ),
        ("EC1.Leaders2 don't know", {"indicator": "EC1.Leaders2", "evidence": "don't know"}),
        ('EC1.Leaders2 "never closed', {"indicator": "EC1.Leaders2", "evidence": "never closed"}),
        (
            'EC1.Leaders2 she said:"all of us" today',
            {"indicator": "EC1.Leaders2", "evidence": 'she said:"all of us" today'},
        ),
        ("evidence:3 4", {"evidence": "3", "level": "4"}),
    ],
)
def test_what_people_type_for_a_rating(line: str, values: dict[str, str]) -> None:
    assert rate(line) == values


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (
            "@{U0ANA} call the library 2026-12-11",
            {"to": "@{U0ANA}", "title": "call the library", "due": "2026-12-11"},
        ),
        ("call Sam", {"to": "call", "title": "Sam"}),
        ('"call the library" to:@{U0ANA}', {"to": "@{U0ANA}", "title": "call the library"}),
        (
            'student-leader @{U0ANA} "a poster"',
            {"to": "@{U0ANA}", "role": "student-leader", "title": "a poster"},
        ),
    ],
)
def test_what_people_type_for_a_task(line: str, values: dict[str, str]) -> None:
    assert read_line(line, ADD, KNOWS) == values


def test_a_required_word_comes_first_and_the_rest_is_the_rule() -> None:
    values = read_line("weekly-sync every 2 weeks on Mon", MEETING, KNOWS)
    assert values == {"name": "weekly-sync", "rule": "every 2 weeks on Mon"}


def test_of_two_free_texts_the_quoted_one_is_the_first() -> None:
    assert read_line('some words "A title" more', NOTES, KNOWS) == {
        "title": "A title",
        "words": "some words more",
    }
    assert read_line("some words", NOTES, KNOWS) == {"title": "some words"}


def test_a_fixed_choice_is_known_by_its_id_in_any_case() -> None:
    assert read_line("because UP", CHOOSE, KNOWS) == {"way": "UP", "words": "because"}
    assert read_line("because", CHOOSE, KNOWS) == {"way": "because"}, "the answer can say what is wrong"


@pytest.mark.parametrize(
    "line",
    [
        "Building the STEM Leadership Team 3 seats filled",
        "3 building the stem leadership team seats filled",
        '"Building the STEM Leadership Team" 3 seats filled',
    ],
)
def test_a_title_is_as_good_as_the_id(line: str) -> None:
    values = rate(line)
    assert values.pop("indicator").casefold() == "building the stem leadership team"
    assert values == {"level": "3", "evidence": "seats filled"}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (
            "EC1.Leaders2 level 4 by 2027-05-28",
            {"indicator": "EC1.Leaders2", "level": "4", "by": "2027-05-28"},
        ),
        ("EC1.Leaders2 4 by the spring", {"indicator": "EC1.Leaders2", "level": "4", "by": "the spring"}),
        ("by spring EC1.Leaders2", {"indicator": "EC1.Leaders2", "by": "spring"}),
        ("the leadership team 4", {"indicator": "the leadership team", "level": "4"}),
        ("EC1.Leaders2 4 2027-05-28 please", {"indicator": "EC1.Leaders2", "level": "4", "by": "2027-05-28"}),
        ("", {}),
    ],
)
def test_without_a_text_what_fits_nothing_goes_where_something_is_missing(
    line: str, values: dict[str, str]
) -> None:
    assert read_line(line, GOAL, KNOWS) == values


words = st.text("abcdef35.:'-é", min_size=1, max_size=8)


@given(st.lists(words, max_size=8))
def test_no_word_is_dropped_whatever_is_typed(typed: list[str]) -> None:
    values = rate(" ".join(typed))
    understood = sorted(" ".join(values.values()).split())
    assert understood == sorted(" ".join(typed).split())


@given(st.text())
def test_any_line_can_be_read(line: str) -> None:
    assert set(rate(line)) <= {"indicator", "level", "evidence"}
    assert rate(line.strip()) == rate(line)


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        ("indicator:EC1.Leaders2 level:3 evidence:seen in round 3", "seen in round 3"),
        ("evidence:seen in May 3 EC1.Leaders2", "seen in May"),
        ('indicator:EC1.Leaders2 level:3 evidence:"seen in round 3" by all', "seen in round 3 by all"),
        ("level:3 indicator:EC1.Leaders2 evidence:seen by level:4", "seen by level:4"),
    ],
)
def test_words_after_a_named_text_without_quotes_belong_to_it(line: str, evidence: str) -> None:
    assert rate(line) == {"indicator": "EC1.Leaders2", "level": "3", "evidence": evidence}


def test_words_after_a_named_text_do_not_go_into_another_one() -> None:
    read = read_line('words:we met twice title:"May"', NOTES, KNOWS)
    assert read == {"words": "we met twice", "title": "May"}
    assert read_line("words:we met twice", NOTES, KNOWS) == {"words": "we met twice"}
