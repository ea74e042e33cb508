"""Shows what is in a library as plain data, for programs that read JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rubric.catalogue import Entry
from rubric.model import Indicator, Instrument, Library, Outcome, Role


def instrument_as_data(instrument: Instrument) -> dict[str, Any]:
    """Return an instrument as what JSON can hold; the levels of every indicator are lowest first."""
    return {
        "id": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "source": instrument.source,
        "standard": instrument.standard,
        "levels": [{"number": each.number, "name": each.name} for each in instrument.levels],
        "outcomes": [_outcome_as_data(each) for each in instrument.outcomes],
        "indicators": [_indicator_as_data(each) for each in instrument.indicators],
    }


def entry_as_data(entry: Entry, library: Library) -> dict[str, Any]:
    """Return an entry with its kind; a role comes with its responsibilities and lines of accountability."""
    match entry.thing:
        case Instrument():
            data = instrument_as_data(entry.thing)
        case Indicator():
            data = _indicator_as_data(entry.thing)
        case Role():
            held = library.responsibilities
            data = asdict(entry.thing) | {
                "responsibilities": [asdict(each) for each in held.of_role(entry.id)],
                "answers_to": [asdict(each) for each in held.lines_from(entry.id)],
                "held_to_account_by_it": [asdict(each) for each in held.lines_to(entry.id)],
            }
        case _:
            data = asdict(entry.thing)
    return {"kind": entry.kind, "id": entry.id} | data


def _outcome_as_data(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.id,
        "short_title": outcome.short_title,
        "title": outcome.title,
        "map_title": outcome.map_title or outcome.title,
        "source": outcome.source,
    }


def _indicator_as_data(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "aliases": list(indicator.aliases),
        "audience": indicator.audience,
        "outcome": indicator.outcome_id,
        "title": indicator.title,
        "map_title": indicator.map_title or indicator.title,
        "short_title": indicator.short_title,
        "whole_team": indicator.whole_team,
        "source": indicator.source,
        "levels": [
            {
                "level": each.level.number,
                "name": each.level.name,
                "summary": each.summary,
                "behaviours": list(each.behaviours),
            }
            for each in indicator.descriptors
        ],
    }
