"""Takes a cell apart into its behaviours: each paragraph is one, and so is each entry of a list.

A cell may hold paragraphs and lists as HTML (`<p>`, `<ul>`, `<li>`), entries after "•" or "-", several lines,
or a list whose marks got lost, so that only semicolons or commas part its entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rubric.importers.wording import clean

_BREAK = re.compile(r"<(/?)(p|ul|ol|li|br|div)\b[^<>]{0,200}>|\n", re.IGNORECASE)
_BULLET = re.compile(r"\s*[•●▪◦‣·]\s*")
_LINE_BULLET = re.compile(r"^\s*(?:[-*–•●▪◦‣·]|\d{1,2}[.)])\s+")
_ENTRY_END = re.compile(r"\s*[,;]?(?:\s+(?:and|or))?\s*$", re.IGNORECASE)
_FIRST_WORD_AND = re.compile(r"^(?:and|or)\s+", re.IGNORECASE)
_PARTED = re.compile(r"[,;]\s+|\.\s+(?=[a-z])|[()]")


@dataclass(frozen=True, slots=True)
class Parted:
    """The behaviours of a cell; `guessed` counts the entries of lists whose marks were lost."""

    behaviours: tuple[str, ...]
    guessed: int


def behaviours_of(cell: str) -> Parted:
    """Take a cell apart; an empty cell has no behaviours."""
    found: list[str] = []
    guessed = 0
    for text, in_list in _pieces(cell):
        if not in_list or _BULLET.search(text):
            found.extend(_entries(text))
        else:
            parts = unmarked_entries(text)
            guessed += len(parts)
            found.extend(parts)
    return Parted(tuple(found), guessed)


def is_list_entry(line: str) -> bool:
    """Whether a line begins with the mark of a list."""
    return _LINE_BULLET.match(line) is not None


def unmarked_entries(text: str) -> tuple[str, ...]:
    """The entries of a list without marks: parted at semicolons, else at commas, never within brackets.

    An entry that begins with "and" is the last: what follows it belongs to it.
    """
    words = clean(text)
    parts = list(_between(words, ";" if ";" in words else ","))
    last = next((number for number, part in enumerate(parts) if _FIRST_WORD_AND.match(part)), len(parts) - 1)
    joined = [*parts[:last], ", ".join(parts[last:])]
    return tuple(entry for part in joined if (entry := _FIRST_WORD_AND.sub("", _trimmed(part))))


def _pieces(cell: str) -> Iterator[tuple[str, bool]]:
    """Each run of text between two breaks, and whether it stands in a list that has no tag per entry."""
    in_list, begin = False, 0
    for mark in _BREAK.finditer(cell):
        if begin < mark.start():
            yield cell[begin : mark.start()], in_list
        begin, tag = mark.end(), (mark[2] or "").lower()
        if tag in {"ul", "ol"}:
            in_list = not mark[1]
        elif tag:
            in_list = False
    yield cell[begin:], in_list


def _entries(text: str) -> Iterator[str]:
    marked = _BULLET.search(text)
    before, *entries = _BULLET.split(text) if marked else [text]
    if words := clean(before):
        yield _trimmed(_LINE_BULLET.sub("", before)) if _LINE_BULLET.match(before) else words
    for entry in entries:
        if entry and (words := _trimmed(entry)):
            yield words


def _trimmed(entry: str) -> str:
    """An entry without the comma or the "and" that leads to the next."""
    return _ENTRY_END.sub("", clean(entry))


def _between(text: str, separator: str) -> Iterator[str]:
    depth = begin = 0
    for mark in _PARTED.finditer(text):
        sign = mark[0].strip()
        if sign in {"(", ")"}:
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif depth == 0 and sign in {separator, "."}:
            yield text[begin : mark.start()]
            begin = mark.end()
    yield text[begin:]
