"""How all pictures look: sizes, type, colours.

A picture is shown some 360 pixels wide on a phone and drawn 900 wide, so 28 here are 11 there: the smallest
type. It brings its own light ground with an edge, so that it reads the same on a light and on a dark theme.

The levels go from light to dark along ColorBrewer's YlGnBu (Harrower & Brewer 2003), which people with any
colour vision can tell apart; the marks are blue and vermilion of Okabe & Ito 2008. Neither is ever the only
carrier: cells have a number and a letter, marks have different shapes and words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

WIDTH: Final = 900
PHONE_WIDTH: Final = 360
MARGIN: Final = 28
# What is taller than that is drawn at two pixels for one on a phone, or it would be too big a file.
TALL: Final = 2400
PART_OF_TALL: Final = 2 * PHONE_WIDTH / WIDTH
INNER: Final = WIDTH - 2 * MARGIN
GAP: Final = 14
LINE_HEIGHT: Final = 1.22

GROUND, EDGE = "#FAFAF7", "#85857F"
INK, QUIET, HAIRLINE = "#1B1B1F", "#55555A", "#C9C9C4"
BLACK, WHITE = "#000000", "#FFFFFF"
NOW, GOAL = "#0072B2", "#AD4600"
BAND: Final = "#ECECE6"
_RAMP: Final = ("#FFFFCC", "#A1DAB4", "#41B6C4", "#2474AB", "#253494")


@dataclass(frozen=True, slots=True)
class Look:
    """Type: its size in pixels, its weight, its colour."""

    size: float
    bold: bool = False
    colour: str = INK

    @property
    def line(self) -> float:
        """The height of a line."""
        return self.size * LINE_HEIGHT


TITLE: Final = Look(36, bold=True)
HEADING: Final = Look(29, bold=True)
TEXT: Final = Look(29)
SMALL: Final = Look(28, colour=QUIET)
CELL: Final = Look(32, bold=True)


def colour_of(level: int, levels: int) -> str:
    """The colour of a level on a scale of so many, 1 the lightest."""
    place = (level - 1) / max(1, levels - 1) * (len(_RAMP) - 1)
    below = min(int(place), len(_RAMP) - 2)
    parts = zip(channels(_RAMP[below]), channels(_RAMP[below + 1]), strict=True)
    mixed = [round(low + (high - low) * (place - below)) for low, high in parts]
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def ink_on(ground: str) -> str:
    """Black or white, whichever is read better on the ground."""
    return max((BLACK, WHITE), key=lambda one: contrast(one, ground))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of an sRGB colour, 0 to 1."""
    red, green, blue = (_linear(each / 255) for each in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
