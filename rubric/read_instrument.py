"""Makes an instrument of its YAML document and notes what does not fit together."""

from __future__ import annotations

from collections.abc import Sequence

from rubric.entries import note_doubles
from rubric.model import Descriptor, Indicator, Instrument, Level, Outcome
from rubric.nearest import plain
from rubric.sections import Section

FEWEST_LEVELS, MOST_LEVELS = 3, 7
LONGEST_SHORT_TITLE = 60
LONGEST_TITLE = 300
LONGEST_SUMMARY = 140

INSTRUMENT_KEYS = frozenset(
    {"id", "version", "title", "source", "standard", "audiences", "levels", "outcomes", "indicators"}
)
OUTCOME_KEYS = frozenset({"id", "short_title", "title", "map_title", "source"})
INDICATOR_KEYS = frozenset(
    {
        "id", "aliases", "outcome", "audience", "short_title", "title", "map_title", "whole_team", "levels",
        "source",
    }
)  # fmt: skip
DESCRIPTOR_KEYS = frozenset({"level", "summary", "behaviours"})


def read_instrument(section: Section) -> Instrument:
    """Read one instrument; faults are noted in the section's problems."""
    levels = _read_levels(section)
    audiences = section.texts("audiences")
    outcome_sections = section.sections("outcomes", OUTCOME_KEYS)
    outcomes = tuple(_read_outcome(each) for each in outcome_sections)
    indicator_sections = section.sections("indicators", INDICATOR_KEYS)
    indicators = tuple(_read_indicator(each, levels) for each in indicator_sections)
    note_doubles(outcome_sections, [(each.id,) for each in outcomes])
    note_doubles(indicator_sections, [(each.id, *each.aliases) for each in indicators])
    for place, indicator in zip(indicator_sections, indicators, strict=True):
        _note_unknown(place, "outcome", indicator.outcome_id, [each.id for each in outcomes])
        _note_unknown(place, "audience", indicator.audience, audiences)
    return Instrument(
        id=section.identifier(),
        version=section.text("version"),
        title=section.text("title", LONGEST_TITLE),
        source=section.source(),
        standard=section.text("standard"),
        audiences=audiences,
        levels=levels,
        outcomes=outcomes,
        indicators=indicators,
    )


def _read_levels(section: Section) -> tuple[Level, ...]:
    names = section.texts("levels", FEWEST_LEVELS, MOST_LEVELS)
    if len({plain(name) for name in names}) < len(names):
        section.note("levels", "has a name twice", "Give each level a name of its own, lowest first")
    return tuple(Level(number, name) for number, name in enumerate(names, start=1))


def _read_outcome(section: Section) -> Outcome:
    return Outcome(
        id=section.identifier(),
        short_title=section.text("short_title", LONGEST_SHORT_TITLE),
        title=section.text("title"),
        map_title=section.optional_text("map_title"),
        source=section.source(),
    )


def _read_indicator(section: Section, levels: tuple[Level, ...]) -> Indicator:
    return Indicator(
        id=section.identifier(),
        aliases=section.texts("aliases", least=0),
        outcome_id=section.text("outcome"),
        audience=section.text("audience"),
        short_title=section.text("short_title", LONGEST_SHORT_TITLE),
        title=section.text("title", LONGEST_TITLE),
        map_title=section.optional_text("map_title"),
        whole_team=section.flag("whole_team"),
        descriptors=_read_descriptors(section, levels),
        source=section.source(),
    )


def _read_descriptors(section: Section, levels: tuple[Level, ...]) -> tuple[Descriptor, ...]:
    places = section.sections("levels", DESCRIPTOR_KEYS)
    given = [place.number("level") for place in places]
    wanted = [level.number for level in levels]
    if wanted and given != wanted:
        what = f"are {_listed(given)} instead of {_listed(wanted)}"
        section.note("levels", what, "Describe every level once, lowest first")
        return ()
    return tuple(
        Descriptor(level, place.text("summary", LONGEST_SUMMARY), place.texts("behaviours"))
        for level, place in zip(levels, places, strict=False)
    )


def _note_unknown(section: Section, key: str, name: str, known: Sequence[str]) -> None:
    if name and known and name not in known:
        section.note(key, f"'{name}' is not declared in this file", f"Use one of: {', '.join(known)}")


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(each) for each in numbers) or "none"
