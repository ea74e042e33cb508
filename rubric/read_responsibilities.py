"""Makes areas, responsibilities and accountability lines of their YAML document."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from rubric.entries import by_id, note_doubles
from rubric.responsibilities import AccountabilityLine, Area, Responsibilities, Responsibility
from rubric.sections import Section

DOCUMENT_KEYS = frozenset({"source", "areas", "accountability"})
AREA_KEYS = frozenset({"id", "title", "source", "responsibilities"})
CELL_KEYS = frozenset({"role", "does", "not_applicable", "source"})
LINE_KEYS = frozenset(
    {"id", "holder", "answers_to", "answers_to_others", "for_what", "assisted_by", "source"}
)

NOTHING = Responsibilities({}, {}, {})


def read_responsibilities(
    section: Section, roles: Collection[str], before: Responsibilities = NOTHING
) -> Responsibilities:
    """Read what a file adds to, or says otherwise than, the files before it: by area, cell and line."""
    places = section.sections("areas", AREA_KEYS, required=False)
    areas = [_read_area(place, before) for place in places]
    note_doubles(places, [(each.id,) for each in areas])
    cells = [
        cell for place, area in zip(places, areas, strict=True) for cell in _read_cells(place, area, roles)
    ]
    return Responsibilities(
        areas={**before.areas, **{each.id: each for each in areas}},
        cells={**before.cells, **{each.id: each for each in cells}},
        lines={
            **before.lines,
            **by_id(section, "accountability", LINE_KEYS, partial(_read_line, roles=roles)),
        },
    )


def _read_area(section: Section, before: Responsibilities) -> Area:
    area_id = section.identifier()
    known = before.areas.get(area_id)
    if known and "title" not in section.entries:
        return known
    return Area(area_id, section.title(), section.source())


def _read_cells(section: Section, area: Area, roles: Collection[str]) -> list[Responsibility]:
    places = section.sections("responsibilities", CELL_KEYS)
    cells = [_read_cell(place, area, roles) for place in places]
    doubled: set[str] = set()
    for place, cell in zip(places, cells, strict=True):
        if cell.role_id in doubled:
            place.note("role", f"'{cell.role_id}' has this area already", "Put both into one entry")
        doubled.add(cell.role_id)
    return cells


def _read_cell(section: Section, area: Area, roles: Collection[str]) -> Responsibility:
    not_applicable = section.flag("not_applicable")
    if not_applicable and "does" in section.entries:
        section.note("does", "stands beside 'not_applicable: true'", "Keep one of the two")
    return Responsibility(
        role_id=section.one_of("role", roles),
        area_id=area.id,
        does=() if not_applicable else section.texts("does"),
        not_applicable=not_applicable,
        source=section.source(),
    )


def _read_line(section: Section, roles: Collection[str]) -> AccountabilityLine:
    def role_if_given(key: str) -> str:
        return section.one_of(key, roles) if key in section.entries else ""

    return AccountabilityLine(
        id=section.identifier(),
        holder=section.one_of("holder", roles),
        answers_to=role_if_given("answers_to"),
        answers_to_others=section.optional_text("answers_to_others"),
        for_what=section.text("for_what"),
        assisted_by=role_if_given("assisted_by"),
        source=section.source(),
    )
