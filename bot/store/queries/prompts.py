"""Prompts and what was answered to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import Answer, Membership, Person, Prompt, RoleHolder
from bot.store.queries.seats import current_on


def role_holders(
    session: Session, team_id: str, day: date, *, after: int, limit: int
) -> Sequence[tuple[Person, list[str]]]:
    """People with a seat and a role on that day, with their roles; by person id, from `after` on."""
    people = session.scalars(
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.team_id == team_id, current_on(Membership, day))
        .where(Membership.permission != "observer", Person.id > after)
        .where(
            select(RoleHolder.id)
            .where(RoleHolder.person_id == Person.id, RoleHolder.team_id == team_id)
            .where(current_on(RoleHolder, day))
            .exists()
        )
        .order_by(Person.id)
        .limit(limit)
    ).all()
    roles = _roles(session, team_id, day, [person.id for person in people])
    return [(person, roles[person.id]) for person in people]


def asked_before(session: Session, team_id: str, person_ids: Sequence[int]) -> dict[int, list[str]]:
    """The subjects that each person was asked about in the team, oldest first."""
    rows = session.execute(
        select(Prompt.person_id, Prompt.subject)
        .where(Prompt.team_id == team_id, Prompt.person_id.in_(person_ids))
        .order_by(Prompt.id)
    )
    asked: dict[int, list[str]] = {person_id: [] for person_id in person_ids}
    for person_id, subject in rows:
        asked[person_id].append(subject)
    return asked


def subjects_taken(session: Session, occurrence_id: int) -> set[str]:
    """The subjects that somebody was given in this occurrence."""
    given = select(Prompt.subject).where(Prompt.occurrence_id == occurrence_id).distinct()
    return set(session.scalars(given))


def answers_before(session: Session, asked: Sequence[Prompt]) -> dict[int, Answer]:
    """By prompt id, what the same person said last about the same subject before it."""
    told: dict[tuple[int, str], list[tuple[int, Answer]]] = {}
    rows = session.execute(
        select(Prompt.person_id, Prompt.subject, Prompt.id, Answer)
        .join(Answer, Answer.prompt_id == Prompt.id)
        .where(
            Prompt.team_id.in_({prompt.team_id for prompt in asked}),
            Prompt.person_id.in_({prompt.person_id for prompt in asked}),
            Prompt.subject.in_({prompt.subject for prompt in asked}),
        )
        .order_by(Answer.id.desc())
    )
    for person_id, subject, prompt_id, answer in rows:
        told.setdefault((person_id, subject), []).append((prompt_id, answer))
    return {prompt.id: found for prompt in asked if (found := _newest_before(prompt, told))}


def answers_to(session: Session, asked: Sequence[Prompt]) -> dict[int, Answer]:
    """The newest answer to each of the prompts that has one, by prompt id."""
    rows = session.scalars(
        select(Answer).where(Answer.prompt_id.in_([prompt.id for prompt in asked])).order_by(Answer.id)
    )
    return {answer.prompt_id: answer for answer in rows}


def answer_to(session: Session, prompt_id: int) -> Answer | None:
    """The newest answer to a prompt: corrections are new rows."""
    return session.scalar(
        select(Answer).where(Answer.prompt_id == prompt_id).order_by(Answer.id.desc()).limit(1)
    )


def on_the_same_message(session: Session, prompt: Prompt) -> Sequence[Prompt]:
    """All prompts that one message carries, this one among them, in order."""
    if prompt.delivery_id is None:
        return [prompt]
    return carried_by(session, prompt.delivery_id)


def carried_by(session: Session, delivery_id: int) -> Sequence[Prompt]:
    """All prompts that a delivery carries, in order."""
    return session.scalars(select(Prompt).where(Prompt.delivery_id == delivery_id).order_by(Prompt.id)).all()


def open_for(session: Session, person_id: int, now: datetime) -> Sequence[Prompt]:
    """The person's prompts that are due, still open and not answered."""
    answered = select(Answer.id).where(Answer.prompt_id == Prompt.id).exists()
    return session.scalars(
        select(Prompt)
        .where(Prompt.person_id == person_id, Prompt.due_at <= now, Prompt.closes_at > now, ~answered)
        .order_by(Prompt.id)
    ).all()


def answers_between(
    session: Session, team_id: str, first: datetime, last: datetime
) -> Sequence[tuple[Prompt, Answer]]:
    """The newest answer to each prompt that was due in the time, with its prompt."""
    newest = select(func.max(Answer.id)).where(Answer.team_id == team_id).group_by(Answer.prompt_id)
    rows = session.execute(
        select(Prompt, Answer)
        .join(Answer, Answer.prompt_id == Prompt.id)
        .where(Answer.id.in_(newest), Prompt.due_at > first, Prompt.due_at <= last)
        .order_by(Answer.id)
    )
    return [(prompt, answer) for prompt, answer in rows]


def asked_between(session: Session, team_id: str, first: datetime, last: datetime) -> Sequence[Prompt]:
    """The prompts that were due in the time."""
    return session.scalars(
        select(Prompt)
        .where(Prompt.team_id == team_id, Prompt.due_at > first, Prompt.due_at <= last)
        .order_by(Prompt.id)
    ).all()


def _newest_before(
    prompt: Prompt, told: Mapping[tuple[int, str], Sequence[tuple[int, Answer]]]
) -> Answer | None:
    answers = told.get((prompt.person_id, prompt.subject), ())
    return next((answer for id_, answer in answers if id_ < prompt.id), None)


def _roles(session: Session, team_id: str, day: date, people: Sequence[int]) -> dict[int, list[str]]:
    rows = session.execute(
        select(RoleHolder.person_id, RoleHolder.role)
        .where(RoleHolder.team_id == team_id, RoleHolder.person_id.in_(people))
        .where(current_on(RoleHolder, day))
        .order_by(RoleHolder.id)
    )
    roles: dict[int, list[str]] = {person: [] for person in people}
    for person, role in rows:
        roles[person].append(role)
    return roles
