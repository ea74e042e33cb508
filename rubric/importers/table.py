"""Reads a table with one row per indicator and a column per level."""

from __future__ import annotations

from rubric.importers.cells import behaviours_of
from rubric.importers.columns import FACTS, Columns, columns_of
from rubric.importers.doubts import Doubts
from rubric.importers.draft import Cell, Draft, IndicatorDraft, Kind, OutcomeDraft
from rubric.importers.grid import Grid, Row
from rubric.importers.options import Options
from rubric.importers.wording import clean, identifier, same_words
from rubric.nearest import plain

YES, NO = frozenset({"yes", "y", "true", "x", "1"}), frozenset({"no", "n", "false", "0", "-"})


def read_table(grid: Grid, options: Options, doubts: Doubts) -> Draft | None:
    """What the table says; None with doubts that block where its heading row cannot be used."""
    columns = columns_of(grid, options, doubts)
    if columns is None:
        return None
    rows = [row for row in grid.rows if row.number > columns.heading.number]
    if not rows:
        doubts.block(
            grid.row_where(columns.heading), "no row stands below the headings", "Add a row per indicator"
        )
    outcomes = _outcomes(grid, rows, columns, doubts)
    indicators = tuple(_indicator(grid, row, columns, doubts) for row in rows)
    _check_ids(grid, rows, columns, doubts)
    names = tuple(name for name, _ in columns.levels)
    return Draft(
        Kind.TABLE, names, columns.highest_first, outcomes, indicators, _facts(grid, columns.heading)
    )


def _facts(grid: Grid, heading: Row) -> dict[str, str]:
    """What the rows above the headings say of the whole rubric: a name, and beside it the text."""
    by_name = {plain(name): key for key, names in FACTS.items() for name in names}
    facts: dict[str, str] = {}
    for row in (each for each in grid.rows if each.number < heading.number):
        key = by_name.get(plain(row.cell(0)).rstrip(":"))
        if key and row.cell(1):
            facts[key] = clean(row.cell(1))
    return facts


def _text(grid: Grid, row: Row, columns: Columns, key: str, doubts: Doubts) -> str:
    text = _optional(row, columns, key)
    if not text:
        heading = columns.heading.cell(columns.known[key])
        where = grid.where(row, columns.known[key])
        doubts.block(where, f"the cell is empty, in the column “{heading}”", "Fill the cell")
    return text


def _optional(row: Row, columns: Columns, key: str) -> str:
    return clean(row.cell(columns.known[key])) if key in columns.known else ""


def _outcomes(grid: Grid, rows: list[Row], columns: Columns, doubts: Doubts) -> tuple[OutcomeDraft, ...]:
    """Each outcome with the title that its first row gives; another row may leave it out, not differ."""
    found: dict[str, OutcomeDraft] = {}
    for row in rows:
        id_, title = (_optional(row, columns, key) for key in ("outcome", "outcome_title"))
        first = found.get(plain(id_))
        if id_ and first is None:
            short = _optional(row, columns, "outcome_short")
            title = _text(grid, row, columns, "outcome_title", doubts)
            found[plain(id_)] = OutcomeDraft(id_, title, grid.row_where(row), short_title=short)
        elif first and title and not same_words(title, first.title):
            what = f"the outcome {id_} has another title than in {first.where}"
            doubts.block(
                grid.where(row, columns.known["outcome_title"]), what, "Write the same title in both"
            )
    return tuple(found.values())


def _indicator(grid: Grid, row: Row, columns: Columns, doubts: Doubts) -> IndicatorDraft:
    written = _text(grid, row, columns, "indicator", doubts)
    id_ = identifier(written)
    return IndicatorDraft(
        id=id_,
        outcome_id=_text(grid, row, columns, "outcome", doubts),
        audience=_text(grid, row, columns, "audience", doubts),
        title=_text(grid, row, columns, "title", doubts),
        where=grid.row_where(row),
        cells=tuple(_cell(grid, row, column, doubts) for _, column in columns.levels),
        map_title=_optional(row, columns, "map_title"),
        short_title=_optional(row, columns, "short_title"),
        whole_team=_whole_team(grid, row, columns, doubts),
        aliases=(written,) if written != id_ else (),
    )


def _cell(grid: Grid, row: Row, column: int, doubts: Doubts) -> Cell:
    where = grid.where(row, column)
    parted = behaviours_of(row.cell(column))
    if parted.guessed:
        what = "a list without marks was parted at its semicolons or commas"
        doubts.note(where, what, "Write each entry on a line of its own where one is wrong")
    return Cell(parted.behaviours, where)


def _whole_team(grid: Grid, row: Row, columns: Columns, doubts: Doubts) -> bool | None:
    said = _optional(row, columns, "whole_team").casefold()
    if said and said not in YES | NO:
        where = grid.where(row, columns.known["whole_team"])
        doubts.block(where, f"“{said}” is neither yes nor no", "Write yes, no, or nothing")
    return said in YES if said else None


def _check_ids(grid: Grid, rows: list[Row], columns: Columns, doubts: Doubts) -> None:
    column = columns.known["indicator"]
    first: dict[str, Row] = {}
    for row in rows:
        id_ = row.cell(column)
        if id_.strip() and first.setdefault(plain(id_), row) is not row:
            what = f"the id {id_} stands in {grid.where(first[plain(id_)], column)} already"
            doubts.block(grid.where(row, column), what, "Give each indicator an id of its own")
