"""Times of day as people type them: `15:00`, `3pm`, `3:30 pm`, `noon`."""

from __future__ import annotations

import re
from datetime import time
from typing import Final

_WRITTEN: Final = re.compile(r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?\s?m\.?)?")
_NAMED: Final = {"noon": time(12), "midnight": time(0)}
_HOURS, _HALF = 24, 12


class UnknownTime(ValueError):  # noqa: N818 - the name says what is wrong
    """The words name no time that a clock shows."""

    def __init__(self, given: str) -> None:
        super().__init__(f"{given!r} is not a time of day")
        self.given = given


def time_named(given: str) -> time:
    """The time of day that was meant; a bare `15` is none, so that a number is not taken for it.

    Raises `UnknownTime`.
    """
    word = given.strip().casefold()
    if word in _NAMED:
        return _NAMED[word]
    found = _WRITTEN.fullmatch(word)
    if found is None or not (found["minute"] or found["half"]):
        raise UnknownTime(given)
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if half := found["half"]:
        if not 1 <= hour <= _HALF:
            raise UnknownTime(given)
        hour = hour % _HALF + (_HALF if half.startswith("p") else 0)
    if hour >= _HOURS or minute >= 60:  # noqa: PLR2004 - minutes of an hour
        raise UnknownTime(given)
    return time(hour, minute)
