"""The bytes of a picture: few colours, so that it is small, and nothing that changes from day to day."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from bot.charts.drawing.style import (
    BAND,
    EDGE,
    GOAL,
    GROUND,
    HAIRLINE,
    INK,
    NOW,
    QUIET,
    channels,
    colour_of,
    ink_on,
)

# Shades between a colour and its ground, for the edges of letters.
_SHADES: Final = 3


def png(canvas: FigureCanvasAgg, levels: int) -> bytes:
    """The picture as PNG, without words about where and when it was made; `levels` are those it colours."""
    size = canvas.get_width_height()
    drawn = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    full = Image.frombytes("RGBA", size, drawn).convert("RGB")
    few = full.quantize(palette=_palette(levels), dither=Image.Dither.NONE)
    written = BytesIO()
    few.save(written, "PNG", compress_level=7)
    return written.getvalue()


@cache
def _palette(levels: int) -> Image.Image:
    """Every colour that is used, and what lies between it and its ground: no solid colour is ever changed."""
    fills = [colour_of(level, levels) for level in range(1, levels + 1)]
    pairs = [(INK, GROUND), (QUIET, GROUND), (NOW, GROUND), (GOAL, GROUND)]
    pairs += [(ink_on(fill), fill) for fill in fills]
    mixed = [_between(one, other, part / _SHADES) for one, other in pairs for part in range(_SHADES + 1)]
    solid = [channels(colour) for colour in (BAND, EDGE, HAIRLINE)]
    colours = list(dict.fromkeys([*solid, *mixed]))
    image = Image.new("P", (1, 1))
    image.putpalette([channel for colour in colours for channel in colour])
    return image


def _between(one: str, other: str, part: float) -> tuple[int, ...]:
    pairs = zip(channels(one), channels(other), strict=True)
    return tuple(round(low + (high - low) * part) for low, high in pairs)
