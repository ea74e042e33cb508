"""Tells what bringing a plan into the database changes, and writes it into the journal of changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.schedule.wall_clock import local_day
from bot.store.models import Change

WHO, THROUGH = "config", "apply"
MANAGED, IN_CHAT = "config", "chat"


class Verb(StrEnum):
    """What happened to a row; KEPT is one that was made in chat, or that cannot end, and stays as it is."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: its team, its kind in words, what happened, and a line about it."""

    team_id: str
    kind: str
    verb: Verb
    about: str

    def __str__(self) -> str:
        return f"{self.verb:<9} {self.team_id}  {self.kind}  {self.about}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The book of one team: its transaction, the instant (UTC), its own day, and what was done so far."""

    session: Session
    now: datetime
    team_id: str
    zone: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day in the team's zone."""
        return local_day(self.now, self.zone)

    def note(self, kind: str, verb: Verb, about: str, row: object = None, record: str = "") -> None:
        """Note what happened; a change of a `row` goes into the journal as one of a `record`."""
        self.entries.append(Entry(self.team_id, kind, verb, about))
        if row is None or verb in {Verb.UNCHANGED, Verb.KEPT}:
            return
        self.session.flush()
        self.session.add(
            Change(
                team_id=self.team_id,
                at=self.now,
                who=WHO,
                through=THROUGH,
                record=record,
                record_id=str(getattr(row, "id", "")),
                what=f"{verb}: {about}",
            )
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What applying a file did."""

    entries: tuple[Entry, ...]

    @property
    def told(self) -> tuple[Entry, ...]:
        """What is worth a line: all but the unchanged."""
        return tuple(entry for entry in self.entries if entry.verb is not Verb.UNCHANGED)

    def counts(self) -> dict[str, Counter[Verb]]:
        """How many of each kind were added, changed, ended, unchanged and kept."""
        counted: dict[str, Counter[Verb]] = {}
        for entry in self.entries:
            counted.setdefault(entry.kind, Counter())[entry.verb] += 1
        return counted
