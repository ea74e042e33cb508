"""Finds the headings with the names of the levels in a map's text, in a row or one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.importers.map_lines import Is, Line
from rubric.importers.scale import same_level
from rubric.importers.wording import clean
from rubric.read_instrument import FEWEST_LEVELS

LONGEST_NAME = 60
_SENTENCE_ENDS = (".", ",", ";", ":")


@dataclass(frozen=True, slots=True)
class LevelHeading:
    """One place where all levels are named; `order` has the index into the names for each column."""

    first: int  # line numbers
    last: int
    order: tuple[int, ...]
    columns: tuple[
        int, ...
    ]  # which column of a row each name stands in; empty where they stand one below the other


def level_names(lines: Sequence[Line]) -> tuple[str, ...]:
    """The names as the first heading row has them, or else what all runs of single lines end with."""
    rows = [_cells(line) for line in lines if _may_be_names(line, lines)]
    named = next((cells for cells in rows if len(cells) >= FEWEST_LEVELS and all(map(_is_name, cells))), ())
    return named or _common_end(_runs_before_headings(lines))


def headings(lines: Sequence[Line], names: Sequence[str]) -> list[LevelHeading]:
    """Every place where all these names stand, each once."""
    rows = [found for line in lines if line.what is Is.ROW and (found := _row(line, names))]
    return sorted([*rows, *_stacked(lines, names)], key=lambda each: each.first)


def _row(line: Line, names: Sequence[str]) -> LevelHeading | None:
    filled = [(column, clean(cell)) for column, cell in enumerate(line.cells) if cell]
    order = _order([cell for _, cell in filled], names)
    columns = tuple(column for column, _ in filled)
    return LevelHeading(line.number, line.number, order, columns) if order else None


def _order(given: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    """The index of each given text among the names; empty unless they are all of them, each once."""
    if len(given) != len(names):
        return ()
    found = [number for each in given for number, name in enumerate(names) if same_level(each, name)]
    return tuple(found) if sorted(found) == list(range(len(names))) else ()


def _stacked(lines: Sequence[Line], names: Sequence[str]) -> list[LevelHeading]:
    found: list[LevelHeading] = []
    said = [line for line in lines if line.what not in {Is.GAP, Is.NOISE}]
    for start in range(len(said) - len(names) + 1):
        run = said[start : start + len(names)]
        if run[0].what is Is.TEXT and any(same_level(run[0].words, name) for name in names):
            order = _order([line.words for line in run], names)
            if order:
                found.append(LevelHeading(run[0].number, run[-1].number, order, ()))
    return found


def _is_name(text: str) -> bool:
    return bool(text) and len(text) <= LONGEST_NAME and not text.endswith(_SENTENCE_ENDS)


def _cells(line: Line) -> tuple[str, ...]:
    return tuple(clean(cell) for cell in line.cells if cell)


def _may_be_names(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a row stands above a heading, and is not the cells of the indicator or the row above it."""
    if line.what is not Is.ROW:
        return False
    above = lines[line.number - 2].what if line.number > 1 else Is.GAP
    following = _next_said(lines, line.number)
    is_above = following is not None and following.what in {Is.OUTCOME, Is.INDICATOR}
    return is_above and above not in {Is.INDICATOR, Is.ROW}


def _next_said(lines: Sequence[Line], number: int) -> Line | None:
    """The next line that says something; `number` counts from 1, so it is the index of the line after."""
    for index in range(number, len(lines)):
        if lines[index].what not in {Is.GAP, Is.NOISE}:
            return lines[index]
    return None


def _runs_before_headings(lines: Sequence[Line]) -> list[list[str]]:
    """Short single lines directly before an outcome or an indicator, at least as many as there are levels."""
    runs: list[list[str]] = []
    run: list[str] = []
    for line in lines:
        if line.what is Is.TEXT and _is_name(line.words):
            run.append(line.words)
        elif line.what not in {Is.GAP, Is.NOISE}:
            if line.what in {Is.OUTCOME, Is.INDICATOR} and len(run) >= FEWEST_LEVELS:
                runs.append(run)
            run = []
    return runs


def _common_end(runs: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What the first run and those with the same last line end with; in one alone a title cannot be told off.

    Before the first outcome there are no cells yet, so the first run ends with the levels.
    """
    common: list[str] = []
    alike = [run for run in runs if same_level(run[-1], runs[0][-1])]
    for texts in zip(*(reversed(run) for run in alike), strict=False):
        if not all(same_level(text, texts[0]) for text in texts):
            break
        common.append(texts[0])
    return tuple(reversed(common))
