"""Words in lines: how wide they are, where they break, and in which direction they run."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from bot.charts.drawing.style import Look
from bot.chat.text import shorten

# Pixels and points are the same.
DPI: Final = 72
_BREAKS_AFTER: Final = frozenset(".-_/:")
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
_STRONG: Final = _RIGHT_TO_LEFT | {"L"}
_NO_GLYPH: Final = "□"


def lines(words: str, look: Look, width: float) -> list[str]:
    """The words in lines of at most that width (pixels); what is too long for a line is broken, never cut."""
    broken: list[str] = []
    used = 0.0
    for word in shown(words).split():
        # Words are measured one by one: most come again, and setting a line takes its time.
        wide = width_of(word, look)
        if broken and used + _blank(look) + wide <= width:
            broken[-1], used = f"{broken[-1]} {word}", used + _blank(look) + wide
        else:
            broken += _pieces(word, look, width)
            used = width_of(broken[-1], look)
    return broken


def shortened(words: str, look: Look, width: float) -> str:
    """The words on one line of that width, cut at a word and with an ellipsis where something is left out."""
    whole = shown(words)
    most = len(whole)
    while (cut := shorten(whole, most)) and sum_of(cut, look) > width and most > 1:
        most -= 1
    return cut


def sum_of(words: str, look: Look) -> float:
    """Some words' width on one line, from those of each."""
    each = [width_of(word, look) for word in words.split()]
    return sum(each) + _blank(look) * max(0, len(each) - 1)


@lru_cache(8192)
def width_of(words: str, look: Look) -> float:
    """How wide the words are on one line, in pixels."""
    font = font_of(bold=look.bold)
    font.set_size(look.size, DPI)
    font.set_text(words, 0.0)
    width: float = font.get_width_height()[0] / 64
    return width


def runs_right_to_left(words: str) -> bool:
    """Whether the first letter with a direction belongs to a script that is read from the right."""
    strong = (unicodedata.bidirectional(letter) for letter in words)
    return next((each for each in strong if each in _STRONG), "L") in _RIGHT_TO_LEFT


def shown(words: str) -> str:
    """The words with a box for every letter that the font does not have."""
    return "".join(letter if _has_glyph(letter) else _NO_GLYPH for letter in words)


@cache
def properties(look: Look) -> FontProperties:
    """The font of a look for matplotlib."""
    return FontProperties(fname=_file(bold=look.bold), size=look.size)


@cache
def _blank(look: Look) -> float:
    return width_of("a a", look) - 2 * width_of("a", look)


def _pieces(word: str, look: Look, width: float) -> list[str]:
    """The word in pieces that fit, broken after a dot or dash where there is one."""
    pieces = []
    while width_of(word, look) > width and len(word) > 1:
        most = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or width_of(word[:n], look) <= width)
        end = next((n for n in range(most, 1, -1) if word[n - 1] in _BREAKS_AFTER), most)
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]


@lru_cache(4096)
def _has_glyph(letter: str) -> bool:
    return letter.isspace() or font_of(bold=False).get_char_index(ord(letter)) != 0


@cache
def font_of(*, bold: bool) -> FT2Font:
    """The font; its size and what it has set are those that were asked for last."""
    return FT2Font(_file(bold=bold))


def _file(*, bold: bool) -> Path:
    return Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
