"""Whatever a file holds, reading it ends with an instrument or a doubt that blocks, never with an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.rubric.importers.reading import GARDEN, MAP, TABLE, imported

pytestmark = pytest.mark.unit

LINES = [*GARDEN.read_text(encoding="utf-8").split("\n"), *MAP.split("\n"), *TABLE.split("\n")]
ANY_LINES = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=30)), max_size=40)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(lines=ANY_LINES, name=st.sampled_from(["map.txt", "table.csv"]))
def test_any_lines_in_any_order_are_read_or_refused(tmp_path: Path, lines: list[str], name: str) -> None:
    text = "\n".join(lines).encode("utf-8", "ignore")
    found = imported(tmp_path, name, text)
    assert (found.instrument is None) == any(each.blocks for each in found.doubts)
    if found.instrument:
        cells = [cell.behaviours for each in found.instrument.indicators for cell in each.descriptors]
        assert all(cells)
        assert len(cells) == len(found.instrument.indicators) * len(found.instrument.levels)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(content=st.binary(max_size=200), name=st.sampled_from(["a.txt", "a.csv", "a.xlsx", "a.yaml", "a.doc"]))
def test_any_bytes_are_refused_in_words(tmp_path: Path, content: bytes, name: str) -> None:
    for begin in (b"", b"PK\x03\x04", b"\xff\xfe"):
        found = imported(tmp_path, name, begin + content)
        assert found.instrument is None
        assert found.doubts
