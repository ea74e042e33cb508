"""Reads what a test wrote as a rubric of a district."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from rubric.importers.options import Options
from rubric.importers.read import Imported, read
from rubric.model import Instrument

KNOWN = ("Leaders", "Teachers", "Students", "Strategic Alliances")
HERE = Path(__file__).parent
GARDEN = HERE / "garden.txt"

MAP = """\
Rubric: Reading Together

The levels run from Low to High.

Standard: A school that reads.

Low\tMiddle\tHigh
Outcome A1: Everybody reads
A1.Teachers1: Read aloud
Sometimes\tEvery week\tEvery day
A1.Students1: Read alone
A page\tA chapter\tA book
"""
TABLE = """\
Rubric title,Reading Together
Rubric id,reading
Version,3
Standard,A school that reads.

Indicator,Outcome,Outcome title,Audience,Title,Low,Middle,High
A1.Teachers1,A1,Everybody reads,Teachers,Read aloud,Sometimes,Every week,Every day
A1.Students1,A1,,Students,Read alone,A page,A chapter,"- A book
- Another book"
"""


def imported(folder: Path, name: str, content: str | bytes, **options: Any) -> Imported:
    """What comes of a file of this name with this content."""
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(file, replace(Options(known_audiences=KNOWN), **options))


def instrument_of(found: Imported) -> Instrument:
    """The instrument; the doubts are told where there is none."""
    assert found.instrument is not None, "\n".join(map(str, found.doubts))
    return found.instrument


def blocks(found: Imported) -> list[str]:
    """The doubts that block, as texts; nothing may have been imported beside them."""
    assert found.instrument is None
    return [str(each) for each in found.doubts if each.blocks]


def notes(found: Imported) -> list[str]:
    """The doubts that do not block, as texts."""
    return [str(each) for each in found.doubts if not each.blocks]


def words(instrument: Instrument, indicator: str, level: int) -> tuple[str, ...]:
    """The behaviours of one cell."""
    return instrument.indicator(indicator).descriptor(level).behaviours
