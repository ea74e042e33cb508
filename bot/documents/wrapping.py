"""Breaks a line of runs into lines of a width; nothing is lost but the blanks at which it breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from bot.chat.text import Span
from bot.documents.blocks import Runs

_PIECES: Final = re.compile(r" +|[^ ]+")
# How wide a run is.
Measure = Callable[[Span], float]


def wrapped(runs: Runs, width: float, measure: Measure) -> tuple[Runs, ...]:
    """At least one line; a word is broken only where it alone is wider."""
    filling = _Filling(width, measure)
    for word in _words(runs):
        filling.add(word)
    filling.end_line()
    return tuple(filling.lines)


def _words(runs: Runs) -> Iterator[Runs]:
    """Words, which may be of several looks, and the blanks between them."""
    word: list[Span] = []
    for run in runs:
        for piece in _PIECES.findall(run.text):
            if word and (piece[0] == " " or word[-1].text[0] == " "):
                yield tuple(word)
                word = []
            word.append(replace(run, text=piece))
    if word:
        yield tuple(word)


@dataclass(slots=True)
class _Filling:
    width: float
    measure: Measure
    lines: list[Runs] = field(default_factory=list)
    _line: list[Span] = field(default_factory=list)
    _used: float = 0.0

    def add(self, word: Runs) -> None:
        """Put a word or blanks behind what is there, on a new line where it has no room."""
        needed = sum(map(self.measure, word))
        if self._used + needed <= self.width:
            self._put(word, needed)
        elif word[0].text[0] == " ":
            self.end_line()
        elif needed <= self.width:
            self.end_line()
            self._put(word, needed)
        else:
            self._break(word)

    def end_line(self) -> None:
        """The line is full; blanks at its end are gone."""
        while self._line and self._line[-1].text[0] == " ":
            self._line.pop()
        if self._line or not self.lines:
            self.lines.append(tuple(_together(self._line)))
        self._line, self._used = [], 0.0

    def _put(self, word: Runs, needed: float) -> None:
        if self._line or word[0].text[0] != " ":
            self._line.extend(word)
            self._used += needed

    def _break(self, word: Runs) -> None:
        for run in word:
            for letter in run.text:
                one = replace(run, text=letter)
                needed = self.measure(one)
                if self._used + needed > self.width:
                    self.end_line()
                self._put((one,), needed)


def _together(line: list[Span]) -> Iterator[Span]:
    """Neighbours of one look as one run."""
    for _, alike in groupby(line, key=lambda run: (run.kind, run.target)):
        runs = list(alike)
        yield replace(runs[0], text="".join(run.text for run in runs))
