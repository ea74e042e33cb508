"""The lines of a calendar file (RFC 5545, 3.1): unfolded, each with the number it has in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.schedule.ics_problems import CalendarFileProblem

MOST_BYTES: Final = 1_000_000
_EXPORT: Final = "Export the calendar again, as an iCalendar (.ics) file in UTF-8"
# Text in quotes may hold the colon that otherwise ends the parameters.
_PARTS: Final = re.compile(r'([A-Za-z0-9-]+)((?:;(?:[^":]|"[^"]*")*)?):(.*)', re.DOTALL)
_ENDS_OF_LINES: Final = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class ContentLine:
    """`NAME;PARAMETER=…:value`; name and parameters in capitals, the value as it stands in the file."""

    number: int
    name: str
    parameters: str
    value: str


def lines_of(content: bytes, file: str) -> list[ContentLine]:
    """All lines that are not empty; raises CalendarFileProblem for a file that is no calendar at all."""
    if len(content) > MOST_BYTES:
        what = f"the file has more than {MOST_BYTES:,} bytes"
        raise CalendarFileProblem(file, 0, "", what, "Export only the days without school")
    lines = [_line(number, text, file) for number, text in _unfolded(_decoded(content, file)) if text.strip()]
    if not lines or (lines[0].name, lines[0].value.strip().upper()) != ("BEGIN", "VCALENDAR"):
        what = "this is no calendar: the first line is not BEGIN:VCALENDAR"
        raise CalendarFileProblem(file, 1, "", what, _EXPORT)
    if (lines[-1].name, lines[-1].value.strip().upper()) != ("END", "VCALENDAR"):
        what = "the file is cut off: the last line is not END:VCALENDAR"
        raise CalendarFileProblem(file, lines[-1].number, "", what, "Copy or export it again")
    return lines


def _decoded(content: bytes, file: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CalendarFileProblem(file, line, "", "the text is not UTF-8", _EXPORT) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise CalendarFileProblem(file, line, "", "this is no text: it has zero bytes in it", _EXPORT)
    return text


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each whole line with its first number: one that begins with a blank goes on the line before."""
    began, pieces = 0, list[str]()
    for number, piece in enumerate(_ENDS_OF_LINES.split(text), start=1):
        if piece[:1] in (" ", "\t") and pieces:
            pieces.append(piece[1:])
            continue
        if pieces:
            yield began, "".join(pieces)
        began, pieces = number, [piece]
    yield began, "".join(pieces)


def _line(number: int, text: str, file: str) -> ContentLine:
    parts = _PARTS.fullmatch(text)
    if parts is None:
        what = "this is no line of a calendar, which has a name, a colon and a value"
        raise CalendarFileProblem(
            file, number, "", what, "Begin the line with a blank if it goes on the one before"
        )
    name, parameters, value = parts.groups()
    return ContentLine(number, name.upper(), parameters.upper(), value)
