"""What is wrong or unclear in a map's text is told with its line; nothing is half imported."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rubric.importers.reading import MAP, blocks, imported, instrument_of, notes, words

pytestmark = pytest.mark.unit


def changed(old: str, new: str) -> str:
    assert old in MAP
    return MAP.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "A page\tA chapter\tA book",
            "A page\t\tA book",
            "map.txt, line 12, A1.Students1 at “Middle”: nothing is said at this level. Fill the cell",
        ),
        (
            "A page\tA chapter\tA book",
            "A page\tA chapter",
            "map.txt, line 12, A1.Students1 at “High”: nothing is said at this level.",
        ),
        (
            "A page\tA chapter\tA book",
            "A page\tA chapter\tA book\tA shelf",
            "map.txt, line 12: the row of A1.Students1 has 4 cells for 3 levels.",
        ),
        (
            "A page\tA chapter\tA book\n",
            "",
            "map.txt, line 11: nothing is said about the levels of A1.Students1. Write its 3 cells",
        ),
        (
            "A page\tA chapter\tA book",
            "A page\n\nA chapter\n\nA book\n\nA shelf",
            "map.txt, lines 12 to 18: A1.Students1 has 4 paragraphs for 3 levels",
        ),
        ("A1.Students1", "A1.Teachers1", "map.txt, line 11: the id A1.Teachers1 stands at line 9 already."),
        ("A1.Students1", "A2.Students1", "the outcome A2 of A2.Students1 stands nowhere"),
        ("A1.Students1", "A1.Gnomes1", "“Gnomes” is no audience that a role answers for (Leaders, Teachers,"),
        (
            "Low\tMiddle\tHigh",
            "Low\tHigh",
            "map.txt: no line with the names of the levels was found above an outcome or an indicator.",
        ),
        ("A1.Teachers1: Read aloud", "A1.Teachers1: " + "Read aloud " * 40, "characters, 300 are allowed"),
    ],
)
def test_what_is_missing_or_doubled_blocks_with_its_line(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    told = blocks(imported(tmp_path, "map.txt", changed(old, new)))
    assert any(fault in each for each in told), told


def test_a_text_that_is_no_map_is_refused_with_another_way(tmp_path: Path) -> None:
    (told,) = blocks(imported(tmp_path, "map.txt", "Dear all,\n\nsee you on Monday.\n"))
    assert told.startswith("map.txt: no indicator was found, such as “A1.Leaders1: Work well together”")
    assert "stem-bot rubric template" in told


def test_levels_whose_order_nobody_can_tell_are_asked_for(tmp_path: Path) -> None:
    text = changed("Low\tMiddle\tHigh", "Oak\tElm\tAsh").replace("The levels run from Low to High.\n", "")
    (told,) = blocks(imported(tmp_path, "map.txt", text))
    assert "line 6: it is not clear whether “Oak” or “Ash” is the lowest level" in told
    assert '--levels "Oak, Elm, Ash"' in told
    answered = instrument_of(imported(tmp_path, "map.txt", text, levels=("Ash", "Elm", "Oak")))
    assert answered.level_names == ("Ash", "Elm", "Oak")
    assert words(answered, "A1.Students1", 1) == ("A book",)


def test_signs_that_contradict_each_other_block(tmp_path: Path) -> None:
    told = blocks(imported(tmp_path, "map.txt", changed("from Low to High", "from High to Low")))
    assert any("contradict each other" in each for each in told)


@pytest.mark.parametrize("names", ["1 Oak\t2 Elm\t3 Ash", "Level 1\tLevel 2\tLevel 3"])
def test_numbers_say_which_level_is_the_lowest_without_a_doubt(tmp_path: Path, names: str) -> None:
    text = changed("Low\tMiddle\tHigh", names).replace("The levels run from Low to High.\n", "")
    found = imported(tmp_path, "map.txt", text)
    assert words(instrument_of(found), "A1.Students1", 3) == ("A book",)
    assert not any("lowest level" in each for each in notes(found))


def test_a_page_that_turns_the_levels_round_is_followed_and_told(tmp_path: Path) -> None:
    text = changed("A1.Students1: Read alone\n", "High\tMiddle\tLow\nA1.Students1: Read alone\n")
    found = imported(tmp_path, "map.txt", text)
    assert words(instrument_of(found), "A1.Students1", 1) == ("A book",)
    assert any("line 11: the levels stand in another order here" in each for each in notes(found))


def test_levels_below_each_other_are_found_where_every_page_repeats_them(tmp_path: Path) -> None:
    heading = "Low\n\nMiddle\n\nHigh\n\n"
    text = changed("Low\tMiddle\tHigh\n", f"A title\n\n{heading}").replace(
        "A1.Students1:", f"Another title\n\n{heading}A1.Students1:"
    )
    assert words(instrument_of(imported(tmp_path, "map.txt", text)), "A1.Students1", 2) == ("A chapter",)


def test_a_title_that_cannot_be_told_from_the_levels_is_asked_about(tmp_path: Path) -> None:
    text = changed("Low\tMiddle\tHigh\n", "A title\n\nLow\n\nMiddle\n\nHigh\n\n")
    assert blocks(imported(tmp_path, "map.txt", text))
    answered = imported(tmp_path, "map.txt", text, levels=("Low", "Middle", "High"))
    assert len(instrument_of(answered).indicators) == 2


def test_a_second_row_goes_on_with_the_cells_of_the_first(tmp_path: Path) -> None:
    found = imported(tmp_path, "map.txt", MAP + "Two pages\tTwo chapters\tTwo books\n")
    assert words(instrument_of(found), "A1.Students1", 2) == ("A chapter", "Two chapters")
    assert any("a second row goes on" in each for each in notes(found))


def test_names_that_stand_wider_apart_than_the_cells_do_not_say_which_cell_is_empty(tmp_path: Path) -> None:
    text = changed("Low\tMiddle\tHigh", "Low\t\tMiddle\t\tHigh").replace("A page\tA chapter", "A page\t")
    (told,) = blocks(imported(tmp_path, "map.txt", text))
    assert "line 12: the row of A1.Students1 has 2 cells for 3 levels" in told


def test_loose_paragraphs_go_on_below_the_same_outcome_and_end_at_another(tmp_path: Path) -> None:
    row, above = "A page\tA chapter\tA book\n", "A page\n\nA chapter\n\nLow\tMiddle\tHigh\n"
    same = changed(row, f"{above}Outcome A1: Everybody reads\n\nA book\n")
    assert words(instrument_of(imported(tmp_path, "map.txt", same)), "A1.Students1", 3) == ("A book",)
    other = changed(row, f"{above}Outcome A2: Everybody writes\n\nA book\n")
    (told,) = blocks(imported(tmp_path, "map.txt", other))
    assert "A1.Students1 has 2 paragraphs for 3 levels" in told


def test_what_the_program_itself_would_refuse_is_told_before_it_is_written(tmp_path: Path) -> None:
    text = MAP.replace("A1.Teachers1", "A1.Teachers & Staff1").replace("A1.Students1", "A1.Teachers/Staff1")
    meant = {"Teachers & Staff": "Teachers", "Teachers/Staff": "Teachers"}
    (told,) = blocks(imported(tmp_path, "map.txt", text, audiences=meant))
    assert "the new file could not be read: id 'A1.TeachersStaff1' is taken already" in told


def test_an_audience_is_what_the_person_says(tmp_path: Path) -> None:
    text = changed("A1.Students1", "A1.Gnomes1")
    found = imported(tmp_path, "map.txt", text, audiences={"gnomes": "students"})
    assert instrument_of(found).indicator("A1.Gnomes1").audience == "Students"
    found = imported(tmp_path, "map.txt", text, audiences={"Gnomes": "Families"})
    assert instrument_of(found).indicator("A1.Gnomes1").audience == "Families"
    assert any("no role answers for the audience “Families”" in each for each in notes(found))


def test_a_map_of_three_and_of_seven_levels_is_read_and_one_of_eight_is_not(tmp_path: Path) -> None:
    def text(levels: int) -> str:
        numbers = range(1, levels + 1)
        row = "\t".join(f"cell {each}" for each in numbers)
        names = "\t".join(f"{each} Step {'abcdefgh'[each - 1]}" for each in numbers)
        return f"Rubric: Steps\n{names}\nOutcome A1: Up\nA1.Leaders1: Climb\n{row}\n"

    for levels in (3, 7):
        assert len(instrument_of(imported(tmp_path, "map.txt", text(levels))).levels) == levels
    assert any("a scale has 3 to 7 levels" in each for each in blocks(imported(tmp_path, "map.txt", text(8))))
