"""Reads a digest without sending it, for tests of what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.cards import Buttons, Card, in_plain_words
from bot.features.digest.team_report import TeamReport
from bot.language.catalogue import phrases_in
from bot.language.reader import Reader
from bot.schedule.report import Period, Recipient
from bot.store.models import Answer, Occurrence, Person, Prompt, Schedule
from tests.builders import TEAM, add_schedule
from tests.charts.school import NOW, School

WEEK = timedelta(days=7)


def digest(
    school: School,
    permission: str = "",
    *,
    until: datetime = NOW,
    settings: Mapping[str, Any] | None = None,
    locale: str = "en",
) -> Card:
    """The digest of the week before, as a channel reads it, or a person with that permission."""
    school.session.flush()
    person = school.session.scalars(select(Person).where(Person.name == "Fay")).one() if permission else None
    to = Recipient(phrases_in(locale), Reader("America/New_York", locale, NOW), "slack", person, permission)
    issue = TeamReport().gather(school.desk, school.team, settings or {}, Period(until - WEEK, until))
    return issue.card(to)


def read(school: School, permission: str = "", **how: Any) -> str:
    """Its words, with the buttons in brackets."""
    lines = []
    for part in digest(school, permission, **how).parts:
        if isinstance(part, Buttons):
            lines.append(" ".join(f"[ {one.label} ]" for one in part.buttons))
        else:
            lines.append(in_plain_words(Card((part,))))
    return "\n".join(lines)


def asked(
    session: Session,
    said: Mapping[str, str],
    day: date,
    *,
    subject: str = "EC1.Leaders1",
    audience: str = "Leaders",
) -> None:
    """A run of a check-in on a day: what each of the people said ("" for nothing)."""
    schedule = session.scalar(select(Schedule).where(Schedule.kind == "check-in"))
    schedule = schedule or add_schedule(session, "check-in", "weekly on Tue", time(15))
    due = datetime.combine(day, time(20), tzinfo=NOW.tzinfo)
    run = Occurrence(
        team_id=TEAM, schedule_id=schedule.id, day=day, slot=subject, due_at=due, closes_at=due + WEEK,
        state="filled", details={},
    )  # fmt: skip
    session.add(run)
    session.flush()
    for name, movement in said.items():
        person = session.scalars(select(Person).where(Person.name == name.capitalize())).one()
        prompt = Prompt(
            team_id=TEAM, occurrence_id=run.id, person_id=person.id, subject=subject, audience=audience,
            due_at=due, closes_at=due + WEEK,
        )  # fmt: skip
        session.add(prompt)
        session.flush()
        if movement:
            session.add(answer(prompt, movement))
    session.flush()


def answer(prompt: Prompt, movement: str, words: str = "") -> Answer:
    """What somebody says when they are asked; what is stuck has the words in the way."""
    blocker = words if movement == "stuck" else ""
    return Answer(
        team_id=TEAM, prompt_id=prompt.id, person_id=prompt.person_id, movement=movement, words=words,
        link="", blocker=blocker, helper="", given_at=prompt.due_at, through="slack",
    )  # fmt: skip
