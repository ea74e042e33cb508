"""The order in which the letters of a line are set from left to right (Unicode Standard Annex 9)."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import groupby
from typing import Final

from fpdf.bidi import BidiCharacter, BidiParagraph
from fpdf.enums import TextDirection

from bot.documents.blocks import Runs, words_of
from bot.documents.document import Direction

_BASES: Final[dict[Direction, TextDirection]] = {"ltr": TextDirection.LTR, "rtl": TextDirection.RTL}
_RIGHT_TO_LEFT: Final = ("R", "AL", "AN")
_MIRRORED: Final = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def visual(line: Runs, direction: Direction) -> Runs:
    """The line's runs from left to right, for a line that is read in `direction`."""
    text = words_of(line)
    if direction == "ltr" and is_simple(text):
        return line
    ordered = BidiParagraph(text, _BASES[direction]).get_reordered_characters()
    owners = [number for number, run in enumerate(line) for _ in run.text]
    runs = groupby(_marks_behind(ordered), key=lambda each: owners[each.character_index])
    return tuple(replace(line[number], text="".join(map(_letter, characters))) for number, characters in runs)


def is_simple(text: str) -> bool:
    """Whether all of it is read from the left."""
    return not any(map(_matters, text))


def _matters(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT or unicodedata.category(letter) == "Cf"


def _letter(character: BidiCharacter) -> str:
    if unicodedata.category(character.character) == "Cf":
        return ""
    mirrored = character.embedding_level % 2 == 1
    return character.character.translate(_MIRRORED) if mirrored else character.character


def _marks_behind(ordered: tuple[BidiCharacter, ...]) -> list[BidiCharacter]:
    """Marks behind the letter that they belong to, as a font expects them, in every direction (rule L3)."""
    placed: list[BidiCharacter] = []
    marks: list[BidiCharacter] = []
    for each in ordered:
        if each.embedding_level % 2 and unicodedata.combining(each.character):
            marks.append(each)
        else:
            placed += [each, *reversed(marks)]
            marks = []
    return [*placed, *marks]
