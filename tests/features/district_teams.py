"""A district's team and several schools beside it, for the tests of the progress report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.store.models import (
    Answer,
    Evidence,
    Membership,
    NotAsked,
    Occurrence,
    Person,
    Prompt,
    Schedule,
    Team,
)
from tests.builders import INSTRUMENT, TERM_STARTS, Someone, add_schedule, add_state, add_team

SINCE, UNTIL = datetime(2026, 9, 7, 14, tzinfo=UTC), datetime(2026, 12, 7, 14, tzinfo=UTC)
CLOSED = datetime(2026, 11, 13, 22, tzinfo=UTC)
TODAY = date(2026, 12, 7)


def add_district(
    session: Session, people: tuple[Someone, ...], teams: Sequence[str], *, to: str = "leaders"
) -> None:
    """The district's own team with a report each quarter about these teams, as the file says."""
    add_team(session, people)
    settings = {"report": "district", "teams": list(teams), "to": [to]}
    schedule = add_schedule(session, "digest", "quarterly on the first Monday", time(9), settings)
    schedule.managed, schedule.starts_on = "config", date(2026, 12, 1)


def add_school(session: Session, team_id: str, people: int, *, name: str = "", floor: int = 5) -> list[int]:
    """A team with so many members; their ids."""
    settings = {"group_floor": floor} if floor != 5 else {}
    team = Team(
        id=team_id,
        name=name or team_id.replace("-", " ").title(),
        zone="America/New_York",
        locale="en",
        instrument=INSTRUMENT,
        settings=settings,
    )
    session.add(team)
    session.flush()
    members = [
        Person(name=f"{team_id} {number}", zone="America/New_York", locale="en") for number in range(people)
    ]
    session.add_all(members)
    session.flush()
    for one in members:
        session.add(
            Membership(
                team_id=team_id,
                person_id=one.id,
                permission="member",
                starts_on=TERM_STARTS,
                managed="chat",
            )
        )
    return [one.id for one in members]


def agree(session: Session, team_id: str, levels: dict[str, int], day: date = date(2026, 11, 17)) -> None:
    """What the team agreed on that day."""
    for indicator, level in levels.items():
        add_state(session, indicator, level, day, people=6, team_id=team_id)


def support(session: Session, team_id: str, indicator: str, person_id: int) -> None:
    """A note of last month."""
    session.add(
        Evidence(
            team_id=team_id,
            instrument=INSTRUMENT,
            version="1",
            indicator=indicator,
            person_id=person_id,
            words="seen",
            dated_on=date(2026, 11, 3),
            given_at=CLOSED,
            through="slack",
        )
    )


def run(
    session: Session,
    team_id: str,
    people: Sequence[int],
    said: Sequence[tuple[str, str]],
    *,
    closes_at: datetime = CLOSED,
    left_alone: Sequence[int] = (),
) -> None:
    """A check-in that closes then: the first of the people say this of that, the others say nothing."""
    schedule = Schedule(
        team_id=team_id,
        slot=f"check-in-{closes_at.timestamp():.0f}",
        kind="check-in",
        title="Check-in",
        rule="weekly on Tue",
        at=time(15),
        starts_on=TERM_STARTS,
        settings={},
        managed="chat",
    )
    session.add(schedule)
    session.flush()
    due_at = closes_at - timedelta(days=3)
    occurrence = Occurrence(
        team_id=team_id,
        schedule_id=schedule.id,
        day=due_at.date(),
        slot="due",
        due_at=due_at,
        closes_at=closes_at,
        state="closed",
    )
    session.add(occurrence)
    session.flush()
    for person_id in left_alone:
        session.add(NotAsked(team_id=team_id, occurrence_id=occurrence.id, person_id=person_id, why="away"))
    for place, person_id in enumerate(people):
        subject, movement = said[place] if place < len(said) else ("EC1.Leaders1", "")
        prompt = Prompt(
            team_id=team_id,
            occurrence_id=occurrence.id,
            person_id=person_id,
            subject=subject,
            audience="Leaders",
            due_at=due_at,
            closes_at=closes_at,
        )
        session.add(prompt)
        session.flush()
        if movement:
            session.add(
                Answer(
                    team_id=team_id,
                    prompt_id=prompt.id,
                    person_id=person_id,
                    movement=movement,
                    words="",
                    link="",
                    blocker="",
                    helper="",
                    given_at=due_at + timedelta(hours=1 + place),
                    through="slack",
                )
            )
    session.flush()
