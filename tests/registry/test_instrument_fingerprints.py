"""A rubric that was released keeps its words under its version: installations refuse it otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from rubric.fingerprint import fingerprint
from rubric.load import load_library

pytestmark = pytest.mark.unit

PROMISED = Path(__file__).with_name("instrument_fingerprints.txt")


def test_a_packaged_rubric_that_changes_has_a_new_version() -> None:
    promised = dict(line.split() for line in PROMISED.read_text(encoding="utf-8").splitlines())
    now = {f"{each.id}@{each.version}": fingerprint(each) for each in load_library().instruments.values()}
    changed = {name for name, mark in now.items() if promised.get(name, mark) != mark}
    assert changed == set(), "raise the version in the file, and add a line for the new one"
    assert now.keys() <= promised.keys(), f"add to {PROMISED.name}: {now}"
