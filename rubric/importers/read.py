"""Reads a district's own rubric from whatever file it has, and says what it is not sure of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from rubric.importers.csv_file import read_csv
from rubric.importers.decoding import seen, text_of
from rubric.importers.doubts import Doubt, Doubts
from rubric.importers.draft import Draft
from rubric.importers.finishing import finished
from rubric.importers.kinds import FileKind, Opened, opened
from rubric.importers.map_text import read_map
from rubric.importers.options import Options
from rubric.importers.overriding import check_overriding
from rubric.importers.proving import prove
from rubric.importers.table import read_table
from rubric.importers.workbook import read_workbook
from rubric.importers.yaml_rubric import read_yaml
from rubric.model import Instrument


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: `instrument` only where no doubt blocks, `draft` as far as it was understood."""

    instrument: Instrument | None
    draft: Draft | None
    doubts: tuple[Doubt, ...]


def read(file: Path, options: Options) -> Imported:
    """Read a file of any kind; never raises because of what is in it."""
    doubts = Doubts(file.name)
    found = opened(file, doubts)
    if found and found.kind is FileKind.YAML:
        instrument, draft = read_yaml(file, options, doubts)
    else:
        draft = _draft(found, options, doubts) if found else None
        instrument = finished(draft, options, doubts) if draft else None
    if instrument:
        check_overriding(instrument, options, doubts)
        prove(instrument, doubts)
        draft = draft and _with_audiences(draft, instrument)
    return Imported(None if doubts.blocked else instrument, draft, tuple(doubts.found))


def _with_audiences(draft: Draft, instrument: Instrument) -> Draft:
    """The draft with the audiences that its words were read as."""
    pairs = zip(draft.indicators, instrument.indicators, strict=True)
    return replace(draft, indicators=tuple(replace(one, audience=other.audience) for one, other in pairs))


def _draft(found: Opened, options: Options, doubts: Doubts) -> Draft | None:
    if found.kind is FileKind.WORKBOOK:
        table = read_workbook(found.content, options.sheet, doubts)
        return read_table(table, options, doubts) if table else None
    text = text_of(found.content, doubts)
    if text is None:
        return None
    if found.kind is FileKind.CSV:
        table = read_csv(seen(text), doubts)
        return read_table(table, options, doubts) if table else None
    return read_map(seen(text), options, doubts)
