"""Reads a rubric that is in our YAML already: checked, and written again with what the options change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rubric.importers.audiences import audience_of
from rubric.importers.doubts import Doubts
from rubric.importers.draft import Cell, Draft, IndicatorDraft, Kind, OutcomeDraft
from rubric.importers.options import Options
from rubric.load import load_instrument
from rubric.model import Indicator, Instrument
from rubric.problems import RubricInvalid


def read_yaml(file: Path, options: Options, doubts: Doubts) -> tuple[Instrument | None, Draft | None]:
    """The instrument and what to show of it; None with every fault of the file as a doubt that blocks."""
    try:
        instrument = load_instrument(file)
    except RubricInvalid as invalid:
        for each in invalid.problems:
            blamed = f", key “{each.key}”" if each.key else ""
            doubts.block(f"line {each.line}{blamed}", each.what, each.remedy.rstrip("."))
        return None, None
    if options.levels and options.levels != instrument.level_names:
        what = f"the levels of this file are {', '.join(instrument.level_names)}, and --levels says otherwise"
        doubts.block("", what, "Leave --levels out: such a file says itself which is the lowest")
    changed = _changed(instrument, options, doubts)
    return changed, _draft(changed)


def _changed(instrument: Instrument, options: Options, doubts: Doubts) -> Instrument:
    audiences = {
        each: audience_of(each, f"audience “{each}”", options, doubts) for each in instrument.audiences
    }
    return replace(
        instrument,
        id=options.instrument_id or instrument.id,
        version=options.version or instrument.version,
        title=options.title or instrument.title,
        audiences=tuple(dict.fromkeys(audiences.values())),
        indicators=tuple(replace(each, audience=audiences[each.audience]) for each in instrument.indicators),
    )


def _draft(instrument: Instrument) -> Draft:
    outcomes = tuple(OutcomeDraft(each.id, each.title, "") for each in instrument.outcomes)
    indicators = tuple(map(_indicator, instrument.indicators))
    return Draft(Kind.YAML, instrument.level_names, False, outcomes, indicators)


def _indicator(indicator: Indicator) -> IndicatorDraft:
    cells = tuple(Cell(each.behaviours, "") for each in indicator.descriptors)
    return IndicatorDraft(indicator.id, indicator.outcome_id, indicator.audience, indicator.title, "", cells)
