"""What the cells mean: each level's number, letter and name, and the marks beside them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.data import Step
from bot.charts.drawing.sheet import Sheet
from bot.charts.drawing.style import (
    CELL,
    GAP,
    GROUND,
    INNER,
    MARGIN,
    QUIET,
    SMALL,
    WIDTH,
    colour_of,
    ink_on,
)
from bot.charts.drawing.typesetting import width_of

_CHIP_WIDTH, _CHIP_HEIGHT = 68.0, 44.0


def legend(
    sheet: Sheet, scale: Sequence[Step], y: float, *, not_agreed: str = "", provisional: str = ""
) -> float:
    """Chips with names, as many beside each other as fit; how far down they reach."""
    x = float(MARGIN)
    below = y
    for chip, words in _entries(scale, not_agreed, provisional):
        wide = _CHIP_WIDTH + 10 + width_of(words, SMALL)
        if x > MARGIN and x + wide > WIDTH - MARGIN:
            x, y = float(MARGIN), below
        _chip(sheet, chip, len(scale), (x, y))
        room = min(INNER - _CHIP_WIDTH - 10, width_of(words, SMALL) + 2)
        reached = sheet.words((x + _CHIP_WIDTH + 10, y + 5), words, SMALL, room)
        below = max(below, y + _CHIP_HEIGHT + 8, reached + 4)
        x += wide + 2 * GAP
    return below


def _entries(scale: Sequence[Step], not_agreed: str, provisional: str) -> list[tuple[Step | str, str]]:
    steps: list[tuple[Step | str, str]] = [(step, step.name) for step in scale]
    marks = [("–", not_agreed), ("", provisional)]
    return [*steps, *((chip, words) for chip, words in marks if words)]


def _chip(sheet: Sheet, chip: Step | str, levels: int, at: tuple[float, float]) -> None:
    size, middle = (_CHIP_WIDTH, _CHIP_HEIGHT), (at[0] + _CHIP_WIDTH / 2, at[1] + _CHIP_HEIGHT / 2)
    if isinstance(chip, Step):
        fill = colour_of(chip.number, levels)
        sheet.box(at, size, fill, QUIET)
        sheet.stamps([middle], f"{chip.number} {chip.letter}".strip(), CELL, ink_on(fill))
        return
    sheet.box(at, size, GROUND, QUIET, dashed=bool(chip))
    if chip:
        sheet.stamps([middle], chip, CELL, QUIET)
    else:
        sheet.box((at[0] + 6, at[1] + 6), (size[0] - 12, size[1] - 12), "none", QUIET, dashed=True)
