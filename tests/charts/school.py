"""A team with a past, for tests of what pictures show of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bot.charts.gather import Known, known
from bot.desk import Desk
from bot.language.catalogue import phrases_in
from bot.language.reader import Reader
from bot.store.models import (
    Answer,
    ConsensusRound,
    ConsensusVote,
    Occurrence,
    Person,
    Prompt,
    Schedule,
    Team,
)
from bot.store.models.base import Base
from rubric.load import load_library
from tests.builders import INSTRUMENT, TEAM, Someone, add_schedule, add_team

NOW = datetime(2026, 12, 8, 20, tzinfo=UTC)
T = phrases_in("en")
READER = Reader("America/New_York", "en", NOW)
NAMES = ("fay", "pat", "cora", "theo", "sam", "stella", "liv", "dina")


@dataclass(frozen=True)
class School:
    """The team in an open transaction."""

    session: Session

    @property
    def desk(self) -> Desk:
        return Desk(self.session, NOW, load_library(), T, phrases_in)

    @property
    def team(self) -> Team:
        return self.session.get_one(Team, TEAM)

    @property
    def known(self) -> Known:
        return known(self.desk, self.team)

    @property
    def people(self) -> list[int]:
        return [person.id for person in self.session.query(Person).order_by(Person.id)]


@contextmanager
def a_school(url: str = "sqlite://") -> Iterator[School]:
    """A team of eight in a database of its own."""
    engine = create_engine(url)
    if url == "sqlite://":
        Base.metadata.create_all(engine)
    with Session(engine) as session:
        add_team(session, tuple(Someone(name, ("slack",)) for name in NAMES))
        yield School(session)
    engine.dispose()


def add_round(school: School, indicator: str, levels: tuple[int | str, ...], state: str) -> ConsensusRound:
    """A round in which so many people voted; it was revealed yesterday unless people still vote."""
    at = NOW - timedelta(days=1)
    one = ConsensusRound(
        team_id=TEAM, instrument=INSTRUMENT, version="1", indicator=indicator, started_by=school.people[0],
        started_at=at, state=state, ballot=1, revealed_at=None if state == "voting" else at,
        ended_at=None if state in ("voting", "revealed") else at, changed_at=at, shown_at=at,
    )  # fmt: skip
    school.session.add(one)
    school.session.flush()
    for person, level in zip(school.people, levels, strict=False):
        school.session.add(
            ConsensusVote(
                round_id=one.id, person_id=person, ballot=1, given_at=at, through="slack",
                answer="level" if isinstance(level, int) else level,
                level=level if isinstance(level, int) else None,
            )
        )  # fmt: skip
    school.session.flush()
    return one


def add_check_in(school: School, title: str) -> Schedule:
    """A check-in, without runs."""
    schedule = add_schedule(school.session, "check-in", "FREQ=WEEKLY", time(9), slot=title)
    schedule.title = title
    return schedule


def add_run(school: School, schedule: Schedule, day: date, asked: int, answered: int) -> None:
    """A run that so many people were asked in, and that so many answered."""
    due = datetime.combine(day, time(14), UTC)
    closes = due + timedelta(days=2)
    run = Occurrence(
        team_id=TEAM, schedule_id=schedule.id, day=day, slot="", due_at=due, closes_at=closes, state="done"
    )
    school.session.add(run)
    school.session.flush()
    for place, person in enumerate(school.people[:asked]):
        prompt = Prompt(
            team_id=TEAM, occurrence_id=run.id, person_id=person, subject="EC1.Leaders1", audience="",
            due_at=due, closes_at=closes,
        )  # fmt: skip
        school.session.add(prompt)
        school.session.flush()
        if place < answered:
            school.session.add(
                Answer(
                    team_id=TEAM, prompt_id=prompt.id, person_id=person, movement="moving", words="", link="",
                    blocker="", helper="", given_at=due, through="slack",
                )
            )  # fmt: skip
    school.session.flush()
