"""Puts the rows and loose paragraphs of an indicator at their levels."""

from __future__ import annotations

from collections.abc import Sequence

from rubric.importers.cells import behaviours_of
from rubric.importers.doubts import Doubts
from rubric.importers.draft import Cell
from rubric.importers.level_headings import LevelHeading
from rubric.importers.map_lines import Line
from rubric.importers.map_parts import Part

_SPLIT_AT = "Look at these entries in the new file; where one is wrong, write “•” before each in yours"


def cells_of(part: Part, levels: Sequence[str], *, rising: bool, doubts: Doubts) -> tuple[Cell, ...]:
    """The cells of an indicator, lowest first; none, with a doubt that blocks, if they cannot be told apart.

    `rising` tells that the names in `levels` run from the lowest to the highest. A cell of a row that is left
    empty comes back without behaviours.
    """
    cells = _from_rows(part, levels, doubts) if part.rows else _from_paragraphs(part, levels, doubts)
    return cells if rising else tuple(reversed(cells))


def _from_rows(part: Part, levels: Sequence[str], doubts: Doubts) -> tuple[Cell, ...]:
    behaviours: list[list[str]] = [[] for _ in levels]
    for row, heading in part.rows:
        placed = _placed(row, heading, len(levels))
        if placed is None:
            filled = sum(bool(cell) for cell in row.cells)
            what = f"the row of {part.id} has {filled} cells for {len(levels)} levels"
            doubts.block(f"line {row.number}", what, "Write one cell for each level, parted by tabs")
            return ()
        guessed = 0
        for place, cell in placed:
            parted = behaviours_of(cell)
            behaviours[place].extend(parted.behaviours)
            guessed += parted.guessed
        if guessed:
            what = "a list without marks was parted at its semicolons or commas"
            doubts.note(f"line {row.number}, {part.id}", what, _SPLIT_AT)
    if len(part.rows) > 1:
        where = f"line {part.rows[1][0].number}, {part.id}"
        doubts.note(where, "a second row goes on with the cells of the first", "Check that it belongs to it")
    where = f"line {part.rows[0][0].number}"
    return tuple(Cell(tuple(each), where) for each in behaviours)


def _placed(row: Line, heading: LevelHeading | None, levels: int) -> list[tuple[int, str]] | None:
    """Each filled cell with its level's index; None where it cannot be told which level a cell belongs to."""
    order = heading.order if heading else tuple(range(levels))
    filled = [(column, cell) for column, cell in enumerate(row.cells) if cell]
    if len(filled) == levels:
        return [(order[number], cell) for number, (_, cell) in enumerate(filled)]
    columns = heading.columns if heading else ()
    together = columns == tuple(
        range(levels)
    )  # names that stand wider apart than cells tell nothing about gaps
    if not together or not all(column in columns for column, _ in filled):
        return None
    return [(order[column], cell) for column, cell in filled]


def _from_paragraphs(part: Part, levels: Sequence[str], doubts: Doubts) -> tuple[Cell, ...]:
    if len(part.loose) != len(levels):
        _refuse(part, len(levels), doubts)
        return ()
    order = part.heading.order if part.heading else tuple(range(len(levels)))
    cells = [Cell((), "")] * len(levels)
    for place, paragraph in zip(order, part.loose, strict=True):
        texts = tuple(entry for text in paragraph.texts for entry in behaviours_of(text).behaviours)
        cells[place] = Cell(texts, f"line {paragraph.number}")
    return tuple(cells)


def _refuse(part: Part, levels: int, doubts: Doubts) -> None:
    if not part.loose:
        what = f"nothing is said about the levels of {part.id}"
        doubts.block(f"line {part.mentions[-1].number}", what, f"Write its {levels} cells below its title")
        return
    where = f"lines {part.loose[0].number} to {part.loose[-1].last}"
    what = (
        f"{part.id} has {len(part.loose)} paragraphs for {levels} levels, so nobody can tell which is which"
    )
    remedy = "Write its cells on one line, parted by tabs, or as one paragraph each with empty lines between"
    doubts.block(where, what, remedy)
