"""A map's text in all the layouts in which such documents come out of a PDF, with their traps."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric.importers.options import Options
from rubric.importers.read import Imported, read
from rubric.importers.writing import as_yaml
from rubric.load import load_instrument
from tests.rubric.importers.reading import GARDEN, KNOWN, instrument_of, notes, words

pytestmark = pytest.mark.unit


@pytest.fixture
def garden() -> Imported:
    return read(GARDEN, Options(known_audiences=KNOWN))


def test_every_cell_of_every_layout_is_found_at_its_level(garden: Imported) -> None:
    instrument = instrument_of(garden)
    assert instrument.level_names == ("Seeding", "Sprouting", "Bearing Fruit", "Flourishing")
    assert {
        each.id: [len(cell.behaviours) for cell in each.descriptors] for each in instrument.indicators
    } == {
        "G1.Leaders1": [5, 1, 2, 2],
        "G1.Leaders2": [1, 1, 4, 4],
        "G1.Teachers1": [1, 1, 5, 4],
        "G1.Students1": [1, 1, 1, 1],
        "G1.CommunityPartners1": [1, 1, 1, 2],
        "G2.Leaders1": [1, 1, 1, 1],
        "G2.Teachers1": [1, 1, 1, 1],
        "G2.Students1": [3, 1, 1, 4],
        "G2.CommunityPartners1": [1, 1, 1, 1],
    }


def test_one_row_of_paragraphs_and_lists_is_taken_apart(garden: Imported) -> None:
    instrument = instrument_of(garden)
    assert words(instrument, "G1.Leaders1", 4)[0] == "Keep the garden in the budget every year."
    assert words(instrument, "G1.Leaders1", 1) == (
        "Talk about the idea with those who matter. They include:",
        "parents",
        "the caretaker",
        "the kitchen",
        "the neighbors.",
    )


def test_doubled_tabs_in_the_heading_do_not_move_the_cells(garden: Imported) -> None:
    instrument = instrument_of(garden)
    assert words(instrument, "G1.Leaders2", 1) == ("Meet in the yard and mark out the beds.",)
    assert words(instrument, "G1.Students1", 3) == ("Keep a bed through a whole year",)


def test_lists_without_marks_are_parted_and_said_to_be(garden: Imported) -> None:
    instrument = instrument_of(garden)
    assert words(instrument, "G1.Teachers1", 4)[1:] == (
        "science",
        "mathematics (area, weight, time)",
        "art, music or drama.",
    )
    assert words(instrument, "G1.Teachers1", 3)[1:4] == (
        "measure a bed",
        "keep a diary of the weather, in words and numbers",
        "compare two soils.",
    )
    (note,) = [each for each in notes(garden) if "a list without marks" in each]
    assert note.startswith("garden.txt, line 58, G1.Teachers1: ")


def test_rows_between_bars_are_read_like_rows_between_tabs(garden: Imported) -> None:
    instrument = instrument_of(garden)
    assert words(instrument, "G1.Community Partners1", 4) == (
        "Run a workshop every season",
        "Sponsor a greenhouse",
    )
    assert words(instrument, "G1.CommunityPartners1", 3) == ("Lend a rotavator | a shredder",)


def test_loose_paragraphs_are_read_highest_first_over_a_page_break(garden: Imported) -> None:
    instrument = instrument_of(garden)
    assert words(instrument, "G2.Students1", 4)[:2] == (
        "Run a market stall in ways such as:",
        "setting the prices",
    )
    assert words(instrument, "G2.Students1", 3) == (
        "Cook a lunch for another class, with a recipe of their own.",
    )
    assert words(instrument, "G2.Students1", 1) == ("Wash and cut vegetables:", "carrots", "beets.")
    assert words(instrument, "G2.CommunityPartners1", 1) == ("Tell the school who needs food.",)


def test_both_wordings_are_kept_where_overview_and_map_differ(garden: Imported) -> None:
    instrument = instrument_of(garden)
    plan, second = instrument.indicator("G1.Leaders2"), instrument.outcomes[1]
    assert (plan.title[-15:], plan.map_title[-17:]) == (
        " Plan for the beds"[-15:],
        " plan for the beds"[-17:],
    )
    assert second.title.startswith("What the beds yield reaches")
    assert second.map_title.startswith("What the beds yield is cooked")
    assert [each.id for each in instrument.outcomes if each.map_title] == ["G2"]
    assert [each.id for each in instrument.indicators if each.map_title] == ["G1.Leaders2"]
    assert any("lines 22 and 55, G1.Leaders2: the two places have" in each for each in notes(garden))


def test_a_title_over_two_lines_is_one_title(garden: Imported) -> None:
    assert (
        instrument_of(garden).indicator("G2.Students1").title.endswith("how it was grown, cooked and shared")
    )


def test_what_the_document_says_of_itself_is_found(garden: Imported) -> None:
    instrument = instrument_of(garden)
    assert (instrument.id, instrument.version) == ("a-growing-school", "1")
    assert instrument.title == "A Growing School"
    assert instrument.standard.startswith("A growing school plants together")
    assert [each.id for each in instrument.indicators if each.whole_team] == ["G1.Leaders2"]


def test_ids_lose_their_blanks_and_keep_the_written_form_as_another_name(garden: Imported) -> None:
    partners = instrument_of(garden).indicator("G1.CommunityPartners1")
    assert partners.aliases == ("G1.Community Partners1",)
    assert partners.audience == "Strategic Alliances"
    assert any(
        "“Community Partners” is read as the audience Strategic Alliances" in each for each in notes(garden)
    )


def test_joined_letters_of_a_pdf_become_single_ones(garden: Imported) -> None:
    assert words(instrument_of(garden), "G2.Teachers1", 4) == (
        "Let classes set the question and find the data.",
    )


def test_what_was_left_out_is_told_by_its_lines(garden: Imported) -> None:
    left = [each for each in notes(garden) if "outside the map" in each]
    assert [each.split(",")[1].split(":")[0].strip() for each in left] == [
        "lines 3 to 9",
        "lines 13 to 17",
        "lines 32 to 36",
        "lines 132 to 136",
    ]


def test_long_texts_are_shortened_for_chat_only_and_said_to_be(garden: Imported) -> None:
    partners = instrument_of(garden).indicator("G2.CommunityPartners1").descriptor(4)
    assert len(partners.summary) <= 140
    assert partners.summary.endswith(" …")
    assert partners.behaviours[0].endswith("really eat.")
    assert any(
        "G2.CommunityPartners1 level 4: the line for chat is the beginning" in each for each in notes(garden)
    )


def test_the_file_that_is_written_says_the_same(garden: Imported, tmp_path: Path) -> None:
    written = tmp_path / "garden.yaml"
    written.write_text(as_yaml(instrument_of(garden)), encoding="utf-8")
    again, before = load_instrument(written), instrument_of(garden)
    assert [each.descriptors for each in again.indicators] == [each.descriptors for each in before.indicators]
    assert [each.aliases for each in again.indicators] == [each.aliases for each in before.indicators]
    assert (again.levels, again.audiences, again.standard) == (
        before.levels,
        before.audiences,
        before.standard,
    )
