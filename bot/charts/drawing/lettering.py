"""A line of words as matplotlib puts it on a picture: set and drawn once, then kept, for titles come again.

matplotlib's own `Text` sets a line three times and draws it letter by letter in Python: four times as slow.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import numpy as np
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_rgb
from matplotlib.ft2font import LoadFlags
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from bot.charts.drawing.style import Look
from bot.charts.drawing.typesetting import DPI, font_of, width_of

Align = Literal["left", "center", "right"]
# How much of the width lies left of the place.
_LEFT_OF_IT: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


class Lettering(Artist):
    """One line with its baseline at a place, in whole pixels from the top left; `part` as in `Sheet`."""

    def __init__(self, at: tuple[int, int], words: str, look: Look, part: float, align: Align) -> None:
        super().__init__()
        self.words = words
        self._at, self._look = at, look
        self._inked, self._below = _inked(words, look.size * part, bold=look.bold)
        self._left = round(self._inked.shape[1] * _LEFT_OF_IT[align])

    def box(self, height: int) -> Bbox:
        """Where it is on a picture so high, in pixels from the bottom left."""
        tall, wide = self._inked.shape
        x, y = self._at[0] - self._left, height - self._at[1] - self._below
        return Bbox.from_bounds(x, y, wide, tall)

    def draw(self, renderer: RendererBase) -> None:
        """Put it on the picture."""
        if not self._inked.size:
            return
        coloured = np.empty((*self._inked.shape, 4), np.uint8)
        coloured[..., :3] = [round(255 * part) for part in to_rgb(self._look.colour)]
        coloured[..., 3] = self._inked[::-1]
        box = self.box(round(renderer.get_canvas_width_height()[1]))
        gc = renderer.new_gc()
        renderer.draw_image(gc, box.x0, box.y0, coloured)
        gc.restore()


def forget_words() -> None:
    """Draw every line anew, as a process does that has just begun."""
    _inked.cache_clear()
    width_of.cache_clear()


@lru_cache(1024)
def _inked(words: str, size: float, *, bold: bool) -> tuple[NDArray[np.uint8], int]:
    """How much of each pixel is covered (0 to 255), and how many rows are below the baseline."""
    font = font_of(bold=bold)
    font.set_size(size, DPI)
    font.set_text(words, 0.0, flags=LoadFlags.FORCE_AUTOHINT)
    font.draw_glyphs_to_bitmap(antialiased=True)
    image = np.array(font.get_image())
    # The image has some empty columns, not always as many, and lines would not begin below each other.
    inked = np.flatnonzero(image.any(axis=0))
    ink = image[:, inked[0] : inked[-1] + 1] if inked.size else image[:, :0]
    return ink, round(font.get_descent() / 64)
