"""How a cell is taken apart, and what is made of its texts for chat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.importers.cells import behaviours_of
from rubric.importers.doubts import Doubts
from rubric.importers.scale import bare_name, direction
from rubric.importers.short_texts import short_title_of, summary_of, team_among_actors
from rubric.importers.wording import same_words, shortened, slug

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("cell", "behaviours"),
    [
        ("Sow", ("Sow",)),
        ("<p>Sow.</p> <p>Reap.</p>", ("Sow.", "Reap.")),
        ("Sow<br/>Reap", ("Sow", "Reap")),
        (
            "<p>Grow:</p> <ul> • peas, • beans, and • kale. </ul> Eat.",
            ("Grow:", "peas", "beans", "kale.", "Eat."),
        ),
        ("<ul><li>peas</li><li>beans</li></ul>", ("peas", "beans")),
        ("- Sow\n- Reap, and\n* Eat", ("Sow", "Reap", "Eat")),
        ("1. Sow\n2) Reap", ("Sow", "Reap")),
        ("Grow: • peas • beans", ("Grow:", "peas", "beans")),
        ("**Sow** early &amp; often", ("Sow early & often",)),
        ("in 2-3 weeks - or later", ("in 2-3 weeks - or later",)),
        ("a < b and <http://example.org>", ("a < b and <http://example.org>",)),
        ("", ()),
        (" <p> </p> ", ()),
    ],
)
def test_paragraphs_and_entries_are_behaviours_of_their_own(cell: str, behaviours: tuple[str, ...]) -> None:
    assert behaviours_of(cell).behaviours == behaviours
    assert behaviours_of(cell).guessed == 0


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("peas, beans, and kale.", ("peas", "beans", "kale.")),
        ("peas (green, dried), and kale, chard or leek.", ("peas (green, dried)", "kale, chard or leek.")),
        ("sow peas, early; and reap beans, late", ("sow peas, early", "reap beans, late")),
        ("peas. beans, and kale", ("peas", "beans", "kale")),
        ("peas", ("peas",)),
    ],
)
def test_a_list_without_marks_is_parted_outside_brackets(text: str, entries: tuple[str, ...]) -> None:
    parted = behaviours_of(f'<p>Grow:</p> <ul style="x"> {text} ')
    assert parted.behaviours == ("Grow:", *entries)
    assert parted.guessed == len(entries)


@given(st.text(alphabet="ab ,;.()<>/pulibr•-\n&*", max_size=60))
def test_no_letter_of_a_cell_is_lost_but_tags_and_the_and_of_a_list(cell: str) -> None:
    joined = "".join(behaviours_of(cell).behaviours)
    assert joined.count("a") <= cell.count("a")
    if "<" not in cell and "&" not in cell:
        assert joined.count("a") == cell.count("a")


@given(st.lists(st.text(alphabet="abc .:", min_size=1, max_size=120), min_size=1, max_size=5))
def test_the_line_for_chat_fits_and_says_whether_it_is_all(behaviours: list[str]) -> None:
    summary, whole = summary_of(behaviours)
    assert len(summary) <= 140
    assert whole or summary.endswith("…")


@pytest.mark.parametrize(
    ("behaviours", "summary"),
    [
        (["Sow peas", "Reap"], "Sow peas; Reap"),
        (["Sow.", "Reap."], "Sow. Reap."),
        (["Grow:", "peas", "kale"], "Grow: peas; kale"),
        (["Understand", "peas", "kale", "Eat"], "Understand peas; kale; Eat"),
        (["Sow " * 20, "Reap " * 20], f"{('Sow ' * 20).strip()} …"),
        (["Sow early. " + "And late " * 20], "Sow early …"),
        (["x" * 200], "x" * 139 + "…"),
    ],
)
def test_the_line_for_chat_has_what_fits_in_order(behaviours: list[str], summary: str) -> None:
    assert summary_of([each.strip() for each in behaviours])[0] == summary


def test_a_long_title_loses_its_actors_and_then_its_end() -> None:
    doubts = Doubts("x")
    title = (
        "School leaders and the Garden Team (GT) agree with everybody on what is to be planted in which bed"
    )
    short = short_title_of(title, "A1", "line 1", {}, doubts)
    assert short == "Agree with everybody on what is to be planted in which bed"
    assert short_title_of(title, "A1", "line 1", {"A1": "What is planted"}, doubts) == "What is planted"
    assert len(doubts.found) == 2
    assert short_title_of("Sow", "A1", "line 1", {"A1": "What is planted"}, doubts) == "Sow"
    assert team_among_actors("Work with leaders and the team") == ""


@pytest.mark.parametrize(
    ("names", "text", "way"),
    [
        (("Emerging", "Steady", "Exemplary"), "", 1),
        (("Exemplary", "Steady", "Emerging"), "", -1),
        (("Oak", "Elm", "Ash"), "grows from Ash (small) to Oak", -1),
        (("Oak", "Elm", "Ash"), "", 0),
        (("3 Oak", "2 Elm", "1 Ash"), "", -1),
        (("1 Exemplary", "2 Steady", "3 Emerging"), "", 0),
    ],
)
def test_the_direction_of_a_scale_is_read_or_left_open(names: tuple[str, ...], text: str, way: int) -> None:
    assert direction(names, text)[0] == way


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("2 · Growing", "Growing"),
        ("Level 2: Growing", "Growing"),
        ("Growing (2)", "Growing"),
        ("Level 2", "Level 2"),
    ],
)
def test_a_level_s_number_is_not_its_name(heading: str, name: str) -> None:
    assert bare_name(heading) == name


def test_wordings_differ_only_where_the_words_do() -> None:
    assert same_words("Students’ Bed.", "students' bed")
    assert not same_words("a bed", "the bed")
    assert slug("Jardín & Kitchen: 2027") == "jardin-kitchen-2027"
    assert shortened("one two three", 9) == "one two …"
