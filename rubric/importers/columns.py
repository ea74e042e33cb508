"""Recognises the heading row of a table: which column holds what, and which are the levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubric.importers.doubts import Doubts
from rubric.importers.grid import Grid, Row, column_letters
from rubric.importers.options import Options
from rubric.importers.ordering import ordered
from rubric.importers.scale import bare_name, number_of, same_level
from rubric.nearest import plain
from rubric.read_instrument import FEWEST_LEVELS, MOST_LEVELS

HEADINGS = {
    "indicator": ("Indicator", "indicator id", "id", "code"),
    "outcome": ("Outcome", "outcome id"),
    "outcome_title": ("Outcome title", "desired outcome", "outcome wording"),
    "outcome_short": ("Outcome short title",),
    "audience": ("Audience", "who", "about whom"),
    "title": ("Title", "indicator title", "wording"),
    "map_title": ("Title in the map", "map title"),
    "short_title": ("Short title",),
    "whole_team": ("Whole team", "asked of the whole team"),
}
NEEDED = ("indicator", "outcome", "outcome_title", "audience", "title")
FACTS = {
    "title": ("Rubric title", "title", "rubric"),
    "id": ("Rubric id", "id"),
    "version": ("Version",),
    "standard": ("Standard",),
    "source": ("Source",),
}
FARTHEST_HEADING = 40  # rows
_MADE = "Begin with a table from `stem-bot rubric template`, or name the column as it does"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands; `levels` are the names with their columns, lowest first."""

    heading: Row
    known: Mapping[str, int]
    levels: tuple[tuple[str, int], ...]
    highest_first: bool


def heading_row(grid: Grid) -> Row | None:
    """The first row that has a column for the indicator and one for its title."""
    for row in grid.rows[:FARTHEST_HEADING]:
        if {"indicator", "title"} <= set(_known(row)):
            return row
    return None


def columns_of(grid: Grid, options: Options, doubts: Doubts) -> Columns | None:
    """What the heading row says; None with doubts that block."""
    heading = heading_row(grid)
    if heading is None:
        what = "no heading row was found, with a column “Indicator” and a column “Title”"
        doubts.block(grid.row_where(grid.rows[0]), what, _MADE)
        return None
    _check_merged(grid, heading, doubts)
    _check_twice(grid, heading, doubts)
    known = _known(heading)
    for name in NEEDED:
        if name not in known:
            what = f"the column “{HEADINGS[name][0]}” is missing"
            doubts.block(grid.row_where(heading), what, _MADE)
    levels = _level_columns(grid, heading, known, options, doubts)
    rising = _rising(grid, heading, levels, options, doubts)
    if doubts.blocked or rising is None:
        return None
    names = {column: _name(heading.cell(column), options) for column in levels}
    in_order = levels if rising else list(reversed(levels))
    if options.levels:
        in_order = sorted(levels, key=lambda column: options.levels.index(names[column]))
    pairs = tuple((names[column], column) for column in in_order)
    return Columns(heading, known, pairs, highest_first=in_order[0] > in_order[-1])


def _known(row: Row) -> dict[str, int]:
    by_name = {plain(name): key for key, names in HEADINGS.items() for name in names}
    found: dict[str, int] = {}
    for column, cell in enumerate(row.cells):
        key = by_name.get(plain(cell))
        if key:
            found.setdefault(key, column)
    return found


def _check_merged(grid: Grid, heading: Row, doubts: Doubts) -> None:
    """A heading over several columns leaves cells without a name above filled ones."""
    below = [row for row in grid.rows if row.number > heading.number]
    widest = max((len(row.cells) for row in [heading, *below]), default=0)
    unnamed = [
        column
        for column in range(widest)
        if not heading.cell(column) and any(row.cell(column) for row in below)
    ]
    for column in unnamed:
        what = f"column {column_letters(column)} has texts and no heading; the one beside it may be merged"
        remedy = (
            "Unmerge the heading cells, and write one name above every column, the levels in the same row too"
        )
        doubts.block(grid.where(heading, column), what, remedy)


def _check_twice(grid: Grid, heading: Row, doubts: Doubts) -> None:
    seen: dict[str, int] = {}
    for column, cell in enumerate(heading.cells):
        if cell and seen.setdefault(plain(cell), column) != column:
            what = f"the heading “{cell}” stands in column {column_letters(seen[plain(cell)])} already"
            doubts.block(grid.where(heading, column), what, "Give each column a name of its own")


def _level_columns(
    grid: Grid, heading: Row, known: Mapping[str, int], options: Options, doubts: Doubts
) -> list[int]:
    """The columns of the levels: those that are named, else those with a number, else all that are left."""
    left = [column for column, cell in enumerate(heading.cells) if cell and column not in known.values()]
    if options.levels:
        chosen = [column for column in left if _name(heading.cell(column), options) in options.levels]
        for name in options.levels:
            if not any(same_level(heading.cell(column), name) for column in chosen):
                what = f"no column has the level “{name}” as its heading"
                doubts.block(
                    grid.row_where(heading), what, "Add the column, or name the levels as the table does"
                )
    else:
        numbered = [column for column in left if number_of(heading.cell(column)) is not None]
        chosen = numbered or left
    for column in (column for column in left if column not in chosen):
        what = f"the column “{heading.cell(column)}” is no level and was left out"
        doubts.note(
            grid.where(heading, column), what, 'Name all levels if it is one: --levels "Low, …, High"'
        )
    _check_number(grid, heading, chosen, doubts)
    return chosen


def _check_number(grid: Grid, heading: Row, chosen: Sequence[int], doubts: Doubts) -> None:
    names = [heading.cell(column) for column in chosen]
    if not FEWEST_LEVELS <= len(names) <= MOST_LEVELS:
        counted = ", ".join(names) or "none"
        what = (
            f"a scale has {FEWEST_LEVELS} to {MOST_LEVELS} levels, and the columns of levels are: {counted}"
        )
        doubts.block(
            grid.row_where(heading), what, 'Say which columns they are: --levels "Low, Middle, High"'
        )
    numbers = [number_of(each) for each in names]
    if None not in numbers and sorted(filter(None, numbers)) != list(range(1, len(numbers) + 1)):
        listed = ", ".join(map(str, numbers))
        doubts.block(
            grid.row_where(heading), f"the levels are numbered {listed}", "Number them 1, 2, 3 …, each once"
        )


def _rising(grid: Grid, heading: Row, levels: Sequence[int], options: Options, doubts: Doubts) -> bool | None:
    if options.levels or len(levels) < FEWEST_LEVELS:
        return True
    names = [heading.cell(column) for column in levels]
    text = "\n".join(cell for row in grid.rows if row.number < heading.number for cell in row.cells)
    return ordered(names, text, grid.row_where(heading), doubts)


def _name(cell: str, options: Options) -> str:
    return next((each for each in options.levels if same_level(each, cell)), bare_name(cell))
