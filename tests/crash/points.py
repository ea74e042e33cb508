"""The places where the bot is killed, each with the work that leads there."""

from __future__ import annotations

from dataclasses import dataclass

from tests.crash import ledger
from tests.crash.reaper import AFTER, BEFORE, DURING, place

# Work that leads to a place: see `tests.crash.works`.
START, STOP, UNPLANNED, CHECK_IN, NOTICE, CHANGE = "start", "stop", "unplanned", "check-in", "notice", "edit"
LIMITED, UNANSWERED, OUTAGE, REFUSED, LATE = "limited", "unanswered", "outage", "refused", "late"
EVENT, PRESS, REMAINS, FILE, PICTURE = "event", "press", "remains", "file", "picture"

_ALL, _ENDS = (BEFORE, DURING, AFTER), (BEFORE, AFTER)
_ROWS = (
    # These want that nothing else is on its way, so they come first.
    ("connecting", _ENDS, START),
    (ledger.PLANNED, _ENDS, UNPLANNED),
    (ledger.PROVED, _ENDS, PRESS),
    (ledger.GIVEN_UP, _ENDS, REFUSED),
    (ledger.EXPIRED, _ENDS, LATE),
    ("edit", _ALL, CHANGE),
    (ledger.BEGUN, _ALL, CHECK_IN),
    (ledger.CHUNK_WRITTEN, _ALL, CHECK_IN),
    (ledger.ALL_WRITTEN, _ALL, CHECK_IN),
    ("event answered", (BEFORE, DURING), EVENT),
    (ledger.HANDLED, _ALL, EVENT),
    (ledger.CLAIMED, _ALL, NOTICE),
    ("send", _ALL, NOTICE),
    (ledger.SENT, _ALL, NOTICE),
    ("find", _ALL, UNANSWERED),
    (ledger.FOUND, _ALL, UNANSWERED),
    (ledger.ABSENT, _ALL, OUTAGE),
    (ledger.PUT_BACK, _ENDS, LIMITED),
    (ledger.RECOVERED, _ALL, REMAINS),
    (ledger.FILE_BEGUN, (AFTER,), FILE),
    (ledger.FILE_DONE, _ENDS, FILE),
    (ledger.PICTURE_BEGUN, (AFTER,), PICTURE),
    (ledger.PICTURE_DONE, _ENDS, PICTURE),
    ("bring", (DURING, AFTER), PICTURE),
    ("disconnecting", (BEFORE,), STOP),
    ("closing the store", (BEFORE,), STOP),
)


@dataclass(frozen=True)
class Point:
    """A place to die, and the work by which the bot comes there."""

    place: str
    work: str


POINTS = tuple(Point(place(what, when), work) for what, whens, work in _ROWS for when in whens)
EVERY = {point.place: point for point in POINTS}
# A message stands there, or does not, and the bot that knew is dead.
SENT_UNNOTED, CLAIMED_UNSENT = EVERY[place("send", AFTER)], EVERY[place(ledger.CLAIMED, AFTER)]
