"""Gathers what a map's text says under each indicator: titles, rows of cells, loose paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rubric.importers.level_headings import LevelHeading
from rubric.importers.map_lines import Is, Line
from rubric.nearest import plain

_CONTINUED = re.compile(r"\s*[-–(\[]*\s*(?:continued|cont\.|cont'd)\s*[)\]]?\s*$", re.IGNORECASE)

FULL_LINE = 60  # characters; a shorter title does not run on


@dataclass(slots=True)
class Mention:
    """One place where an outcome or an indicator is named, with its wording there."""

    number: int
    title: str
    last: int  # another line than `number` where the title runs on


@dataclass(slots=True)
class Paragraph:
    """A loose paragraph with the entries of the list below it; each text is one behaviour or more."""

    number: int
    last: int
    texts: list[str]


@dataclass(slots=True)
class Part:
    """Everything found about one outcome or one indicator."""

    id: str
    outcome_id: str = ""
    audience: str = ""
    mentions: list[Mention] = field(default_factory=list)
    rows: list[tuple[Line, LevelHeading | None]] = field(default_factory=list)
    loose: list[Paragraph] = field(default_factory=list)
    heading: LevelHeading | None = None  # that of the loose paragraphs
    again: list[int] = field(default_factory=list)  # lines where it is named again after it was complete


@dataclass(slots=True)
class Parts:
    """The parts of a map in the order of the text, and the lines that belong to none."""

    outcomes: dict[str, Part] = field(default_factory=dict)
    indicators: dict[str, Part] = field(default_factory=dict)
    outside: list[Line] = field(default_factory=list)


class Gathering:
    """Goes through the lines once; each belongs to what was named last, or to nothing."""

    def __init__(self, headings: Sequence[LevelHeading], levels: int) -> None:
        self.parts = Parts()
        self._headings = {number: each for each in headings for number in range(each.first, each.last + 1)}
        self._heading = headings[0] if headings else None
        self._levels = levels
        self._current: Part | None = None
        self._title: Mention | None = None  # the heading just above, which may run on

    def take(self, lines: Sequence[Line]) -> Parts:
        """Give every line its place."""
        for line in lines:
            self._take(line)
        return self.parts

    def _take(self, line: Line) -> None:
        title, self._title = self._title, None
        if line.number in self._headings:
            self._heading = self._headings[line.number]
        elif line.what is Is.OUTCOME:
            self._take_outcome(line)
        elif line.what in {Is.INDICATOR, Is.GLANCE}:
            self._take_indicator(line)
        elif line.what is Is.ROW or (line.what is Is.TEXT and len(line.cells) > 1):
            self._take_row(line)
        elif title and line.what is Is.TEXT:
            title.title, self._title = f"{title.title} {_CONTINUED.sub('', line.words)}", title
            title.last = line.number
        elif line.what not in {Is.GAP, Is.NOISE}:
            self._take_loose(line)

    def _take_outcome(self, line: Line) -> None:
        part = self.parts.outcomes.setdefault(plain(line.id), Part(line.id))
        self._mention(part, line)
        if self._current and plain(self._current.outcome_id) != plain(line.id):
            self._current = None

    def _take_indicator(self, line: Line) -> None:
        new = Part(line.id, line.outcome_id, line.audience)
        part = self.parts.indicators.setdefault(plain(line.id), new)
        if (part.rows or len(part.loose) >= self._levels) and not _CONTINUED.search(line.words):
            part.again.append(line.number)
        self._mention(part, line)
        self._current = part if line.what is Is.INDICATOR else None

    def _mention(self, part: Part, line: Line) -> None:
        mention = Mention(line.number, _CONTINUED.sub("", line.words), line.number)
        part.mentions.append(mention)
        # A cell of a table does not run on, nor does a title that had room left on its line.
        self._title = mention if len(line.cells) < 2 and len(line.words) > FULL_LINE else None  # noqa: PLR2004

    def _take_row(self, line: Line) -> None:
        if self._current is None:
            self.parts.outside.append(line)
        else:
            self._current.rows.append((line, self._heading))

    def _take_loose(self, line: Line) -> None:
        part = self._current
        if line.what is Is.END and self.parts.indicators:
            self._current = part = None
        if part is None or part.rows:
            self.parts.outside.append(line)
            return
        part.heading = part.heading or self._heading
        above = part.loose[-1] if part.loose else None
        if above is None or (line.what is not Is.ENTRY and line.number != above.last + 1):
            part.loose.append(Paragraph(line.number, line.number, [line.words]))
            return
        above.last = line.number
        if line.what is Is.ENTRY:
            above.texts.append(line.words)
        else:
            above.texts[-1] += f" {line.words}"
