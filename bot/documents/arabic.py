"""Joins Arabic letters as they are written, for a printer that sets each character by itself.

Unicode has a character for each shape of a letter ("presentation forms"); which shapes a letter has tells on
which sides it joins. Source: Unicode 15, chapter 9.2, and the decompositions of U+FB50 to U+FEFC.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from functools import cache
from typing import Final

_FIRST, _LAST = 0xFB50, 0xFEFC
# A letter, or lam with an alef, which are written as one.
_LETTERS: Final = re.compile("\u0644[\u0622\u0623\u0625\u0627]|.", re.DOTALL)
# Stretches a line; joins on both sides and has one shape.
_TATWEEL: Final = "\u0640"
_NO_SHAPES: Final[dict[str, str]] = {}


def joined(text: str, font: Container[int]) -> str:
    """`text` with the shape of each letter that `font` (a set of code points) has; all else unchanged."""
    letters = _LETTERS.findall(text)
    if not any(letter in _shapes() for letter in letters):
        return text
    shaped: list[str] = []
    before = False
    for index, letter in enumerate(letters):
        if unicodedata.combining(letter[0]):
            shaped.append(letter)
            continue
        after = _joins_on("<initial>", letter) and _joins_on("<final>", _next(letters, index))
        shaped.append(_shape(letter, _name(before=before, after=after), font))
        before = after
    return "".join(shaped)


def _next(letters: Sequence[str], index: int) -> str:
    """The letter behind that of `index`, marks passed over; empty at the end."""
    return next((each for each in letters[index + 1 :] if not unicodedata.combining(each[0])), "")


def _name(*, before: bool, after: bool) -> str:
    if before:
        return "<medial>" if after else "<final>"
    return "<initial>" if after else "<isolated>"


def _shape(letter: str, name: str, font: Container[int]) -> str:
    shape = _shapes().get(letter, _NO_SHAPES).get(name, letter)
    return shape if ord(shape) in font else letter


def _joins_on(shape: str, letter: str) -> bool:
    """Whether a letter joins the next one (`<initial>`) or the one before (`<final>`)."""
    return letter == _TATWEEL or shape in _shapes().get(letter, _NO_SHAPES)


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """The shapes of each letter by their names in Unicode's decompositions."""
    found: dict[str, dict[str, str]] = {}
    for code in range(_FIRST, _LAST + 1):
        name, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        key = "".join(chr(int(each, 16)) for each in letters.split())
        if name and _LETTERS.fullmatch(key):
            found.setdefault(key, {})[name] = chr(code)
    return found
