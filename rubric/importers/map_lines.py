"""Tells what each line of a map's text is: a heading, a row of cells, a paragraph, an entry of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from rubric.importers.cells import is_list_entry
from rubric.importers.wording import clean

_OUTCOME_ID = r"[A-Za-z]{1,8}\d{1,3}"
_INDICATOR_ID = rf"({_OUTCOME_ID})\.\s?([A-Za-z][A-Za-z &/'’-]{{0,60}}?)\s*(\d{{1,4}})"
_OUTCOME = re.compile(rf"(?:desired\s+)?outcome\s+({_OUTCOME_ID})\s*[:–—-]\s*(\S.*)", re.IGNORECASE)
_INDICATOR = re.compile(rf"{_INDICATOR_ID}\s*[:–—]\s*(\S.*)")
_ID_ALONE = re.compile(_INDICATOR_ID)
_RULE = re.compile(r"[\s|:=_+-]*")
_PAGE = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[-–]\s*\d{1,4}\s*[-–]", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:\.{3,}|…)\s*\d{1,4}$")
_LONGEST_DOTS = 200  # characters that a line of a table of contents may end with
_END = re.compile(
    r"(?:white paper|appendix|references|glossary|bibliography|acknowledge?ments)\b[^.]{0,80}", re.IGNORECASE
)
_COLUMNS = frozenset(
    {"role", "indicator", "indicators", "outcome", "audience", "by role", "who", "id", "code"}
)


class Is(Enum):
    """What a line is; a gap parts paragraphs; noise (page numbers, rules, contents) belongs to nothing."""

    GAP = auto()
    NOISE = auto()
    OUTCOME = auto()
    INDICATOR = auto()
    GLANCE = auto()  # an indicator's id and title side by side, as on an overview page
    ROW = auto()  # two or more cells side by side
    ENTRY = auto()
    TEXT = auto()
    END = auto()  # a heading of what comes after the map


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `cells` has an entry for each column of a row, `words` what a heading or paragraph says."""

    number: int
    what: Is
    words: str
    cells: tuple[str, ...] = ()
    id: str = ""  # of an outcome or an indicator, as it is written
    outcome_id: str = ""
    audience: str = ""


def lines_of(text: str) -> Iterator[Line]:
    """Every line of a text, numbered from 1."""
    for number, raw in enumerate(text.split("\n"), start=1):
        yield _line(number, raw)


def _line(number: int, raw: str) -> Line:
    if not raw.strip():
        return Line(number, Is.GAP, "")
    cells = _columns(raw)
    filled = [cell for cell in cells if cell]
    if not filled or _RULE.fullmatch(raw):
        return Line(number, Is.NOISE, "")
    if len(filled) == 1:
        return _single(number, filled[0], cells)
    return _several(number, filled, cells)


def _columns(raw: str) -> tuple[str, ...]:
    """The cells between tabs, or between the bars of a row in Markdown."""
    bare = raw.strip()
    if bare.startswith("|") and bare.count("|") > 1:
        inner = bare.removeprefix("|").removesuffix("|")
        return tuple(cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner))
    return tuple(cell.strip() for cell in raw.rstrip("\n").split("\t"))


def _single(number: int, cell: str, cells: tuple[str, ...]) -> Line:
    words = clean(cell)
    heading = re.sub(r"^#{1,6}\s+", "", words)
    if _PAGE.fullmatch(words) or _CONTENTS.search(words, max(0, len(words) - _LONGEST_DOTS)):
        return Line(number, Is.NOISE, words)
    if found := _OUTCOME.fullmatch(heading):
        return Line(number, Is.OUTCOME, found[2], id=found[1])
    if found := _INDICATOR.fullmatch(heading):
        return Line(number, Is.INDICATOR, found[4], cells, *_names(found))
    if _END.fullmatch(heading):
        return Line(number, Is.END, words)
    return Line(number, Is.ENTRY if is_list_entry(cell) else Is.TEXT, words, cells)


def _several(number: int, filled: list[str], cells: tuple[str, ...]) -> Line:
    if len(filled) == 2 and (found := _ID_ALONE.fullmatch(clean(filled[0]).rstrip(":"))):  # noqa: PLR2004
        return Line(number, Is.GLANCE, clean(filled[1]), cells, *_names(found))
    if all(clean(cell).casefold() in _COLUMNS for cell in filled):
        return Line(number, Is.NOISE, " ".join(filled))
    return Line(number, Is.ROW, clean(" ".join(filled)), cells)


def _names(found: re.Match[str]) -> tuple[str, str, str]:
    """An indicator's id as it is written, its outcome's id and its audience."""
    audience = " ".join(found[2].split())
    return f"{found[1]}.{audience}{found[3]}", found[1], audience
