"""What is printed in place of characters that a font lacks: an emoji by its name, Arabic letters joined."""

from __future__ import annotations

import unicodedata
from collections.abc import Container
from typing import Final

from bot.documents.arabic import joined

# Stands for a letter of an alphabet that the font does not have.
UNKNOWN: Final = "\ufffd"
# They change how another character looks, or are none that everybody knows.
_UNSEEN: Final = ("Mn", "Me", "Sk", "Co", "Cn")
_SIGNS: Final = ("So", "Sm", "No")


def printable(text: str, font: Container[int]) -> str:
    """`text` in characters that `font` (a set of code points) has."""
    return "".join(each if each == "\n" else _printed(each, font) for each in joined(text, font))


def _printed(character: str, font: Container[int]) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf":
        # What tells the direction is needed until the line is set.
        return "" if unicodedata.bidirectional(character) == "BN" else character
    if ord(character) in font:
        return character
    return _instead(character, kind, font)


def _instead(character: str, kind: str, font: Container[int]) -> str:
    if kind in _UNSEEN:
        return ""
    if kind == "Zs":
        return " "
    return f"[{unicodedata.name(character).lower()}]" if kind in _SIGNS else _plainer(character, font)


def _plainer(character: str, font: Container[int]) -> str:
    plainer = unicodedata.normalize("NFKC", character)
    return plainer if all(ord(each) in font for each in plainer) else UNKNOWN
