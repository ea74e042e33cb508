"""Five years before the term for the benchmarks' team: what everybody was asked, answered and rated.

Each year began with a new edition of the rubric, the last with today's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from benchmarks.school import AGREED, INSTRUMENT, TEAM
from bot.store.lineage import under
from bot.store.models import Answer, InstrumentVersion, Occurrence, Person, Prompt, Rating, Schedule
from rubric.as_data import instrument_as_data
from rubric.load import load_library
from rubric.model import Instrument

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
    rubric: Instrument

    @property
    def prompts(self) -> list[dict[str, Any]]:
        """The rows of its questions."""
        shared = {"team_id": TEAM, "occurrence_id": self.occurrence_id, "asks": self.asks, "audience": ""}
        times = {"due_at": self.at, "closes_at": self.at + _OPEN}
        return [{**shared, **times, "person_id": id_, "subject": one} for id_, one in self._pairs]

    @property
    def ratings(self) -> list[dict[str, Any]]:
        """The rows of what everybody rated."""
        shared = {
            "team_id": TEAM,
            **under(self.rubric),
            "answer": "level",
            "evidence": "",
            "through": "slack",
        }
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
    editions = _editions(session)
    subjects = tuple(each.id for each in editions[-1].indicators)
    kinds = [("rating", subjects)] * _WINDOWS + [("progress", subjects[:1])] * _WEEKS
    schedule_id = _schedule(session)
    for number in range(YEARS * len(kinds)):
        asks, about = kinds[number % len(kinds)]
        at = AGREED - timedelta(days=365 * YEARS) + timedelta(days=9 * number)
        rubric = editions[number // len(kinds)]
        run = Run(_occurrence(session, schedule_id, at), at, asks, people, about, rubric)
        session.execute(insert(Prompt), run.prompts)
        if asks == "rating":
            session.execute(insert(Rating), run.ratings)
        else:
            _answer(session, run)


def _editions(session: Session) -> list[Instrument]:
    """The rubric of each year, oldest first."""
    today = load_library().instrument(INSTRUMENT)
    earlier = [replace(today, version=f"{today.version}-before-{ago}") for ago in range(YEARS - 1, 0, -1)]
    for each in earlier:
        named = {"instrument": each.id, "version": each.version, "fingerprint": under(each)["fingerprint"]}
        first_seen_at = AGREED - timedelta(days=365 * YEARS)
        session.add(InstrumentVersion(**named, content=instrument_as_data(each), first_seen_at=first_seen_at))
    session.flush()
    return [*earlier, today]


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
