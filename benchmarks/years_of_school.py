"""Five years before the term for the benchmarks' team: what everybody was asked, answered and rated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from benchmarks.school import AGREED, INSTRUMENT, TEAM
from bot.store.lineage import under
from bot.store.models import Answer, Occurrence, Person, Prompt, Rating, Schedule
from rubric.load import load_library

YEARS: Final = 5
# Check-ins in a school year, and rating windows.
_WEEKS, _WINDOWS = 36, 4
_OPEN: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Run:
    """One check-in of all people, each about all subjects."""

    occurrence_id: int
    at: datetime
    asks: str
    people: tuple[int, ...]
    subjects: tuple[str, ...]

    @property
    def prompts(self) -> list[dict[str, Any]]:
        """The rows of its questions."""
        shared = {"team_id": TEAM, "occurrence_id": self.occurrence_id, "asks": self.asks, "audience": ""}
        times = {"due_at": self.at, "closes_at": self.at + _OPEN}
        return [{**shared, **times, "person_id": id_, "subject": one} for id_, one in self._pairs]

    @property
    def ratings(self) -> list[dict[str, Any]]:
        """The rows of what everybody rated."""
        words = under(load_library().instrument(INSTRUMENT))
        shared = {"team_id": TEAM, **words, "answer": "level", "evidence": "", "through": "slack"}
        said = {**shared, "given_at": self.at + timedelta(hours=3), "occurrence_id": self.occurrence_id}
        return [
            {**said, "person_id": id_, "indicator": one, "level": id_ % 5 + 1} for id_, one in self._pairs
        ]

    @property
    def _pairs(self) -> list[tuple[int, str]]:
        return [(id_, one) for id_ in self.people for one in self.subjects]


def live_through(session: Session) -> None:
    """Write it all down."""
    people = tuple(session.scalars(select(Person.id)))
    subjects = tuple(each.id for each in load_library().instrument(INSTRUMENT).indicators)
    kinds = [("rating", subjects)] * _WINDOWS + [("progress", subjects[:1])] * _WEEKS
    schedule_id = _schedule(session)
    for number in range(YEARS * len(kinds)):
        asks, about = kinds[number % len(kinds)]
        at = AGREED - timedelta(days=365 * YEARS) + timedelta(days=9 * number)
        run = Run(_occurrence(session, schedule_id, at), at, asks, people, about)
        session.execute(insert(Prompt), run.prompts)
        if asks == "rating":
            session.execute(insert(Rating), run.ratings)
        else:
            _answer(session, run)


def _schedule(session: Session) -> int:
    past = {"team_id": TEAM, "slot": "past", "kind": "check-in", "title": "Past", "rule": "weekly on Tue"}
    ended = {"at": time(9), "starts_on": AGREED.date(), "settings": {}, "managed": "chat", "ended_at": AGREED}
    one = Schedule(**past, **ended)
    session.add(one)
    session.flush()
    return one.id


def _occurrence(session: Session, schedule_id: int, at: datetime) -> int:
    times = {"day": at.date(), "due_at": at, "closes_at": at + _OPEN}
    one = Occurrence(team_id=TEAM, schedule_id=schedule_id, slot="past", state="done", details={}, **times)
    session.add(one)
    session.flush()
    return one.id


def _answer(session: Session, run: Run) -> None:
    asked = session.execute(
        select(Prompt.id, Prompt.person_id).where(Prompt.occurrence_id == run.occurrence_id)
    )
    shared = {
        "team_id": TEAM,
        "movement": "moving",
        "link": "",
        "blocker": "",
        "helper": "",
        "through": "slack",
    }
    said = {**shared, "words": "Two more joined", "given_at": run.at + timedelta(hours=3)}
    session.execute(insert(Answer), [{**said, "prompt_id": id_, "person_id": who} for id_, who in asked])
