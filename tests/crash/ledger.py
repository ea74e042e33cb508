"""What a transaction does to the record of what is owed: read from the tables, whichever code wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.schedule import pictures
from bot.store.models import Delivery, LongWork, Occurrence, Schedule, SeenEvent

# An occurrence that is written to its end, as it stands in the table.
_FILLED = "filled"
# Effects of a transaction.
PLANNED, BEGUN, CHUNK_WRITTEN, ALL_WRITTEN = "schedule planned", "occurrence begun", "chunk", "last chunk"
HANDLED, PROVED = "event handled", "press proved it"
CLAIMED, RECOVERED, SENT, FOUND = "claimed", "recovered", "sent noted", "found noted"
PUT_BACK, ABSENT, GIVEN_UP, EXPIRED = "put back", "absent noted", "given up", "expired"
FILE_BEGUN, FILE_DONE = "file begun", "file done"
PICTURE_BEGUN, PICTURE_DONE = "picture begun", "picture done"
_OF_WORK = {False: (FILE_BEGUN, FILE_DONE), True: (PICTURE_BEGUN, PICTURE_DONE)}
_OF_A_DELIVERY = {
    ("pending", "sending"): CLAIMED,
    ("sending", "ambiguous"): RECOVERED,
    ("sending", "sent"): SENT,
    ("ambiguous", "sent"): FOUND,
    ("sending", "pending"): PUT_BACK,
    ("ambiguous", "pending"): ABSENT,
    ("sending", "failed"): GIVEN_UP,
    ("sending", "held"): GIVEN_UP,
    ("sending", "called"): GIVEN_UP,
    ("pending", "expired"): EXPIRED,
}


@dataclass(frozen=True)
class Ledger:
    """States of deliveries, occurrences and files, how far they are written; what is planned, events."""

    deliveries: Mapping[int, str]
    occurrences: Mapping[int, tuple[str, int]]
    planned: frozenset[int]
    events: int
    files: Mapping[int, tuple[str, int, bool]]


def ledger(session: Session) -> Ledger:
    """The record as it is inside a transaction."""
    states = session.execute(select(Delivery.id, Delivery.state)).all()
    written = session.execute(select(Occurrence.id, Occurrence.state, Occurrence.cursor)).all()
    files = session.execute(select(LongWork.id, LongWork.state, LongWork.attempts, LongWork.kind)).all()
    planned = session.scalars(select(Schedule.id).where(Schedule.next_day.is_not(None)))
    return Ledger(
        {row.id: row.state for row in states},
        {id_: (state, cursor) for id_, state, cursor in written},
        frozenset(planned),
        session.scalar(select(func.count()).select_from(SeenEvent)) or 0,
        {id_: (state, attempts, kind == pictures.KIND) for id_, state, attempts, kind in files},
    )


def effects(before: Ledger, after: Ledger) -> frozenset[str]:
    """What happened between the two."""
    found = {
        _OF_A_DELIVERY.get((before.deliveries.get(id_, ""), state), "")
        for id_, state in after.deliveries.items()
    }
    if after.events > before.events:
        # The postman notes it as sent as well, but handles no event.
        found = {PROVED, HANDLED} if found & {SENT, FOUND} else {HANDLED}
    if after.planned - before.planned:
        found.add(PLANNED)
    for id_, (state, cursor) in after.occurrences.items():
        was = before.occurrences.get(id_)
        if was is None:
            found.add(BEGUN)
        elif was != (state, cursor):
            found.add(ALL_WRITTEN if state == _FILLED else CHUNK_WRITTEN)
    for id_, begun in after.files.items():
        if begun != before.files.get(id_, begun):
            state, _, is_picture = begun
            found.add(_OF_WORK[is_picture][state == "done"])
    return frozenset(found - {""})
