"""Ids of the rubric data are promises: ratings, ticks and other programs refer to them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from rubric.catalogue import entries
from rubric.load import load_library

pytestmark = pytest.mark.unit

RUBRIC_IDS = Path(__file__).with_name("rubric_ids.txt")
ENTRIES = tuple(entries(load_library()))


def test_every_id_is_of_one_thing_only_whatever_its_kind() -> None:
    counted = Counter("".join(each.id.casefold().split()) for each in ENTRIES)
    assert [each for each, count in counted.items() if count > 1] == []


def test_an_id_that_was_ever_given_is_still_there_and_of_the_same_kind() -> None:
    ids = {f"{each.kind}: {each.id}" for each in ENTRIES}
    promised = set(RUBRIC_IDS.read_text(encoding="utf-8").splitlines())
    assert promised - ids == set(), (
        "a renamed or missing entry: what was stored about it has no name any more"
    )
    assert ids - promised == set(), f"add these to {RUBRIC_IDS.name}, they are promised from now on"


def test_ids_can_be_typed() -> None:
    assert [each.id for each in ENTRIES if not each.id.isascii() or " " in each.id] == []


def test_everything_says_which_document_it_comes_from_or_that_it_is_ours() -> None:
    documents = (
        "IC Map",
        "Follows S²TEM SC's IC Map",
        "Leadership Roles and Responsibilities",
        "Building STEM Teacher Leadership (networks page)",
        "Equity Leader Lab Role Descriptions",
        "Implementation Support Team Leader Role and Responsibilities",
        "Ours",
        "This project's own",
    )
    assert [each.id for each in ENTRIES if not each.source.startswith(documents)] == []
