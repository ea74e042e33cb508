"""The original document, where it is at hand: every cell is recovered. Nothing of its text stands here."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from rubric.importers.options import Options
from rubric.importers.read import Imported, read
from rubric.load import load_library
from rubric.model import Instrument
from tests.rubric.importers.reading import HERE, KNOWN, instrument_of, notes

pytestmark = pytest.mark.unit

BESIDE = Path(__file__).parents[4]
EXPECTED = json.loads((HERE / "original_map.json").read_text(encoding="utf-8"))


def digest(texts: tuple[str, ...]) -> str:
    """What a cell says, as a hash: case, blanks and signs aside."""
    letters = "".join(each for text in texts for each in text.casefold() if each.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()[:16]


@pytest.fixture(scope="module")
def found() -> Imported:
    file = next(BESIDE.glob("*/seeds/001*.txt"), None)
    if file is None:
        pytest.skip(f"the original document is not at hand: no */seeds/001*.txt in {BESIDE}")
    return read(file, Options(known_audiences=KNOWN, known_instruments=load_library().instruments))


@pytest.fixture(scope="module")
def instrument(found: Imported) -> Instrument:
    return instrument_of(found)


def test_all_cells_are_recovered_with_their_words(instrument: Instrument) -> None:
    cells = {
        each.id: [[len(cell.behaviours), digest(cell.behaviours)] for cell in each.descriptors]
        for each in instrument.indicators
    }
    assert sum(len(each) for each in cells.values()) == 80
    assert cells == EXPECTED["cells"]


def test_levels_outcomes_and_audiences_are_those_of_our_data(instrument: Instrument) -> None:
    ours = load_library().instrument("engaged-stem-community")
    assert instrument.level_names == ours.level_names
    assert instrument.audiences == ours.audiences
    assert [each.id for each in instrument.outcomes] == [each.id for each in ours.outcomes]
    assert [(each.id, each.outcome_id, each.audience, each.whole_team) for each in instrument.indicators] == [
        (each.id, each.outcome_id, each.audience, each.whole_team) for each in ours.indicators
    ]


def test_both_wordings_are_kept_where_the_document_has_two(instrument: Instrument) -> None:
    two = [each.id for each in instrument.outcomes if each.map_title]
    two += [each.id for each in instrument.indicators if each.map_title]
    assert two == ["EC3", "EC1.Leaders3", "EC3.StrategicAlliances1"]
    titles = {each.id: digest((each.title, each.map_title)) for each in instrument.outcomes}
    titles |= {each.id: digest((each.title, each.map_title)) for each in instrument.indicators}
    assert titles == EXPECTED["titles"]


def test_the_doubts_say_what_was_decided(found: Imported) -> None:
    told = notes(found)
    assert not [each for each in found.doubts if each.blocks]
    for about in EXPECTED["doubts"]:
        assert any(about in each for each in told), about
