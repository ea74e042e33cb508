"""Looks at a drawn picture: where its words and boxes are, and whether it is the one that was approved."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Final

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox
from PIL import Image, ImageOps

from bot.charts.drawing.lettering import Lettering
from bot.charts.drawing.style import PHONE_WIDTH

GOLDEN: Final = Path(__file__).parent / "golden"
# How far a channel of a pixel may be off, and which part of the pixels may be further off: the edges of
# letters differ a little from one build of the font library to the next, a moved word is much more.
OFF, PART = 64, 0.0005
# Bits of each channel that are kept: it makes the approved pictures small.
_BITS: Final = 4


def words_on(canvas: FigureCanvasAgg) -> list[tuple[str, Bbox]]:
    """Every line of words and where it is, in pixels."""
    height = canvas.get_width_height()[1]
    found = [one for one in canvas.figure.artists if isinstance(one, Lettering)]
    return [(one.words, one.box(height)) for one in found]


def boxes_on(canvas: FigureCanvasAgg) -> list[Bbox]:
    """Where the boxes are, the ground apart."""
    found = canvas.figure.findobj(Rectangle)
    return [one.get_window_extent() for one in found if one is not canvas.figure.patch]


def as_on_a_phone(content: bytes) -> Image.Image:
    """The picture as wide as a phone shows it, in few colours."""
    image = Image.open(io.BytesIO(content)).convert("RGB")
    size = (PHONE_WIDTH, round(image.height * PHONE_WIDTH / image.width))
    return ImageOps.posterize(image.resize(size, Image.Resampling.LANCZOS), _BITS)


def renew(name: str, content: bytes) -> Path:
    """Keep the picture as the approved one."""
    GOLDEN.mkdir(exist_ok=True)
    file = GOLDEN / f"{name}.png"
    as_on_a_phone(content).save(file, optimize=True)
    return file


def differs(name: str, content: bytes, folder: Path) -> str:
    """What is other than in the approved picture, in words; "" if nothing is."""
    file, now = GOLDEN / f"{name}.png", as_on_a_phone(content)
    written = folder / f"{name}.png"
    now.save(written)
    how = f"The new picture is {written}. Look at it; if it is as it should be: make pictures"
    if not file.exists():
        return f"No picture {file} was approved yet. {how}"
    approved = Image.open(file).convert("RGB")
    if approved.size != now.size:
        return f"{file} has {approved.size} pixels and the new picture {now.size}. {how}"
    off = np.abs(np.asarray(approved).astype(int) - np.asarray(now).astype(int)).max(axis=2) > OFF
    if off.mean() <= PART:
        return ""
    rows = np.flatnonzero(off.any(axis=1))
    where = f"between {rows[0]} and {rows[-1]} pixels from the top"
    return f"{off.mean():.2%} of the pixels are not those of {file}, {where}. {how}"
