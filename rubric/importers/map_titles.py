"""Finds what a map's text says of itself: its title and its standard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rubric.importers.doubts import Doubts
from rubric.importers.map_lines import Is, Line

_TITLE = re.compile(
    r"(?:ic map|rubric|innovation configuration(?: \(ic\))? map)\s*[:–—-]\s*(.+)", re.IGNORECASE
)
_PAGE_BEHIND = re.compile(r"(?:\.{2,}\s*|(?<=[a-z]))\d{1,3}$")
_STANDARD = re.compile(r"standard(?:\s+[A-Za-z0-9.]+)?\s*:\s*(\S.*)", re.IGNORECASE)


def facts_of(lines: Sequence[Line], doubts: Doubts) -> dict[str, str]:
    """The title and the standard, where they were found; a title taken from the first line is noted."""
    texts = [line for line in lines if line.what is Is.TEXT and line.words]
    standard = next((found[1] for line in texts if (found := _STANDARD.fullmatch(line.words))), "")
    named = next((line for line in texts if _TITLE.fullmatch(line.words)), None)
    if named:
        match = _TITLE.fullmatch(named.words)
        title = _PAGE_BEHIND.sub("", match[1]).strip() if match else ""
        return {"title": title, "standard": standard}
    first = texts[0] if texts else lines[0]
    doubts.note(
        f"line {first.number}", f"“{first.words}” was taken as the title", 'Say another with --title "…"'
    )
    return {"title": first.words, "standard": standard}
