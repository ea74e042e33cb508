"""A small instrument and changed versions of it, for tests of what a change means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rubric.model import Descriptor, Indicator, Instrument, Level, Outcome

LEVELS = ("Low", "Middle", "High")


def indicator(indicator_id: str, levels: Sequence[str] = LEVELS, *, aliases: Sequence[str] = ()) -> Indicator:
    """An indicator with one behaviour more at every level."""
    descriptors = tuple(
        Descriptor(
            Level(number, name), f"{indicator_id} at {name}", tuple(f"do {each}" for each in range(number))
        )
        for number, name in enumerate(levels, start=1)
    )
    return Indicator(
        id=indicator_id,
        aliases=tuple(aliases),
        outcome_id="O1",
        audience="Staff",
        short_title=f"About {indicator_id}",
        title=f"All about {indicator_id}",
        map_title="",
        whole_team=False,
        descriptors=descriptors,
        source="page 1",
    )


def instrument(*indicators: Indicator, version: str = "1", levels: Sequence[str] = LEVELS) -> Instrument:
    """An instrument with these indicators, two if none is given."""
    return Instrument(
        id="own",
        version=version,
        title="Our own rubric",
        source="written by us",
        standard="Things go well",
        audiences=("Staff",),
        levels=tuple(Level(number, name) for number, name in enumerate(levels, start=1)),
        outcomes=(Outcome("O1", "First", "The first outcome", "", "page 1"),),
        indicators=indicators or (indicator("A1"), indicator("A2")),
    )


def reworded(old: Instrument, indicator_id: str, level: int, summary: str) -> Instrument:
    """The same with another summary at one level of one indicator."""
    found = old.indicator(indicator_id)
    descriptors = tuple(
        replace(each, summary=summary) if each.level.number == level else each for each in found.descriptors
    )
    changed = replace(found, descriptors=descriptors)
    return replace(old, indicators=tuple(changed if each.id == found.id else each for each in old.indicators))
