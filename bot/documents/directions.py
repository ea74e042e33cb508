"""Which way a line is read: the way of its document, unless most of its letters are read the other way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import chain

from bot.documents.blocks import Runs, words_of
from bot.documents.document import Direction

_RIGHT_TO_LEFT = ("R", "AL")


def direction_of(lines: Iterable[Runs], usual: Direction) -> Direction:
    """The way in which the lines are set."""
    kinds = [unicodedata.bidirectional(each) for each in chain.from_iterable(map(words_of, lines))]
    left, right = kinds.count("L"), sum(kinds.count(each) for each in _RIGHT_TO_LEFT)
    if left == right:
        return usual
    return "ltr" if left > right else "rtl"
