"""Prompts and what was answered to them: the one place that says which of them are answered or skipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, Integer, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from bot.store.loaded import columns_of, loaded
from bot.store.models import Answer, Membership, Person, Prompt, Rating, RoleHolder, Team
from bot.store.prepared import Prepared
from bot.store.queries.seats import current_on

RATING = "rating"
_DAY: BindParameter[date] = bindparam("day")


def answered() -> ColumnElement[bool]:
    """Whether a prompt has an answer: one of its own or, where it asks for a rating, such a rating."""
    own = select(Answer.id).where(Answer.prompt_id == Prompt.id).correlate(Prompt).exists()
    rated = select(Rating.id).where(_rates_it(), Rating.undone_at.is_(None)).correlate(Prompt).exists()
    return or_(own, and_(Prompt.asks == RATING, rated))


def skipped() -> ColumnElement[bool]:
    """Whether a prompt was skipped, and not answered all the same."""
    return and_(Prompt.skipped_at.is_not(None), ~answered())


def answered_among(session: Session, asked: Sequence[Prompt]) -> set[int]:
    """The ids of the prompts that are answered."""
    ids = [prompt.id for prompt in asked]
    return set(session.scalars(select(Prompt.id).where(Prompt.id.in_(ids), answered())))


def ratings_to(session: Session, asked: Sequence[Prompt]) -> dict[int, Rating]:
    """The newest rating that answers each prompt that asks for one and has one, by prompt id."""
    ids = [prompt.id for prompt in asked if prompt.asks == RATING]
    if not ids:
        return {}
    rows = session.execute(
        select(Prompt.id, Rating)
        .join(Rating, _rates_it())
        .where(Prompt.id.in_(ids), Rating.undone_at.is_(None))
        .order_by(Rating.id)
    )
    return dict(rows.tuples().all())


def declined_subjects(session: Session, team: Team, people: Sequence[Person]) -> dict[int, set[str]]:
    """By person id, the indicators of which they said that they are the wrong one to ask."""
    declined: dict[int, set[str]] = {person.id: set() for person in people}
    rows = _DECLINED.rows(session, {"team": team.id, "people": list(declined)}) if declined else []
    for person_id, subject in rows:
        declined[person_id].add(subject)
    return declined


def role_holders(
    session: Session, team_id: str, day: date, *, after: int, limit: int
) -> Sequence[tuple[Person, list[str]]]:
    """People with a seat and a role on that day, with their roles; by person id, from `after` on."""
    found = _ROLE_HOLDERS.rows(session, {"team": team_id, "day": day, "after": after, "limit": limit})
    people = [loaded(session, Person, row) for row in found]
    roles = roles_of_people(session, team_id, day, [person.id for person in people])
    return [(person, roles[person.id]) for person in people]


def roles_of_people(session: Session, team_id: str, day: date, people: Sequence[int]) -> dict[int, list[str]]:
    """The roles that each of the people holds in the team on that day, by person id."""
    rows = _ROLES.rows(session, {"team": team_id, "people": people, "day": day}) if people else []
    roles: dict[int, list[str]] = {person: [] for person in people}
    for person, role in rows:
        roles[person].append(role)
    return roles


def answers_before(session: Session, asked: Sequence[Prompt]) -> dict[int, Answer]:
    """By prompt id, what the same person said last about the same subject before it."""
    if not asked:
        return {}
    told: dict[_About, list[tuple[int, Answer]]] = {}
    about = {
        "people": list({prompt.person_id for prompt in asked}),
        "subjects": list({prompt.subject for prompt in asked}),
        "first": min(prompt.id for prompt in asked),
    }
    for team_id, person_id, subject, prompt_id, *answer in _ANSWERED_BEFORE.rows(session, about):
        answers = told.setdefault((team_id, person_id, subject), [])
        answers.append((prompt_id, loaded(session, Answer, answer)))
    return {prompt.id: found for prompt in asked if (found := _newest_before(prompt, told))}


def answers_to(session: Session, asked: Sequence[Prompt]) -> dict[int, Answer]:
    """The newest answer to each of the prompts that has one, by prompt id."""
    rows = _ANSWERS.rows(session, {"prompts": [prompt.id for prompt in asked]}) if asked else []
    answers = [loaded(session, Answer, row) for row in rows]
    return {answer.prompt_id: answer for answer in answers}


def answer_to(session: Session, prompt_id: int) -> Answer | None:
    """The newest answer to a prompt: corrections are new rows."""
    return session.scalar(
        select(Answer).where(Answer.prompt_id == prompt_id).order_by(Answer.id.desc()).limit(1)
    )


def on_the_same_message(session: Session, prompt: Prompt) -> Sequence[Prompt]:
    """All prompts that one message carries, or will carry, this one among them, in order."""
    if prompt.delivery_id is not None:
        return carried_by(session, prompt.delivery_id)
    return session.scalars(
        select(Prompt)
        .where(Prompt.occurrence_id == prompt.occurrence_id, Prompt.person_id == prompt.person_id)
        .where(Prompt.delivery_id.is_(None))
        .order_by(Prompt.id)
    ).all()


def carried_by(session: Session, delivery_id: int) -> Sequence[Prompt]:
    """All prompts that a delivery carries, in order."""
    return session.scalars(select(Prompt).where(Prompt.delivery_id == delivery_id).order_by(Prompt.id)).all()


def open_for(session: Session, person_id: int, now: datetime) -> Sequence[Prompt]:
    """The person's prompts that can be answered now and are neither answered nor skipped, in any team.

    One that was shown early is among them before it is due, one that is put off too.
    """
    due = or_(Prompt.due_at <= now, Prompt.early_at.is_not(None))
    return session.scalars(
        select(Prompt)
        .where(Prompt.person_id == person_id, due, Prompt.closes_at > now)
        .where(Prompt.skipped_at.is_(None), ~answered())
        .order_by(Prompt.due_at, Prompt.id)
    ).all()


def open_by_person(session: Session, team_id: str, now: datetime) -> dict[int, tuple[int, datetime]]:
    """By person id, how many questions of the team wait for them, and until when the last of them does."""
    rows = session.execute(
        select(Prompt.person_id, func.count(), func.max(Prompt.closes_at))
        .where(Prompt.team_id == team_id, Prompt.due_at <= now, Prompt.closes_at > now)
        .where(Prompt.skipped_at.is_(None), ~answered())
        .group_by(Prompt.person_id)
    )
    return {person_id: (count, closes_at) for person_id, count, closes_at in rows}


def _rates_it() -> ColumnElement[bool]:
    """Whether a rating is the answer to a prompt: of the same, in the time in which it could be given."""
    return and_(
        Rating.team_id == Prompt.team_id,
        Rating.person_id == Prompt.person_id,
        Rating.indicator == Prompt.subject,
        Rating.given_at >= func.coalesce(Prompt.early_at, Prompt.due_at),
        Rating.given_at < Prompt.closes_at,
    )


def _newest_before(prompt: Prompt, told: Mapping[_About, Sequence[tuple[int, Answer]]]) -> Answer | None:
    answers = told.get((prompt.team_id, prompt.person_id, prompt.subject), ())
    return next((answer for id_, answer in answers if id_ < prompt.id), None)


_DECLINED: Final = Prepared(
    select(Prompt.person_id, Prompt.subject)
    .where(Prompt.team_id == bindparam("team"), Prompt.person_id.in_(bindparam("people", expanding=True)))
    .where(Prompt.not_mine, skipped()),
    lists=("people",),
)
_ROLE_HOLDERS: Final = Prepared(
    select(*columns_of(Person))
    .join(Membership, Membership.person_id == Person.id)
    .where(Membership.team_id == bindparam("team"), current_on(Membership, _DAY))
    .where(Membership.permission != "observer", Person.id > bindparam("after"))
    .where(
        select(RoleHolder.id)
        .where(RoleHolder.person_id == Person.id, RoleHolder.team_id == bindparam("team"))
        .where(current_on(RoleHolder, _DAY))
        .exists()
    )
    .order_by(Person.id)
    .limit(bindparam("limit", type_=Integer()))
)
_ROLES: Final = Prepared(
    select(RoleHolder.person_id, RoleHolder.role)
    .where(
        RoleHolder.team_id == bindparam("team"), RoleHolder.person_id.in_(bindparam("people", expanding=True))
    )
    .where(current_on(RoleHolder, _DAY))
    .order_by(RoleHolder.id),
    lists=("people",),
)
# A team, a person, a subject.
_About = tuple[str, int, str]
# By the person, not by the team: a team's prompts of all years are many more.
_ABOUT_THE_SAME: Final = and_(
    Prompt.person_id.in_(bindparam("people", expanding=True)),
    Prompt.subject.in_(bindparam("subjects", expanding=True)),
)
# Of what was said in the years before, the newest is enough.
_LAST_SAID: Final = (
    select(func.max(Answer.id))
    .join(Prompt, Prompt.id == Answer.prompt_id)
    .where(_ABOUT_THE_SAME, Prompt.id < bindparam("first"))
    .group_by(Prompt.team_id, Prompt.person_id, Prompt.subject)
)
_ANSWERED_BEFORE: Final = Prepared(
    select(Prompt.team_id, Prompt.person_id, Prompt.subject, Prompt.id, *columns_of(Answer))
    .join(Answer, Answer.prompt_id == Prompt.id)
    .where(_ABOUT_THE_SAME, or_(Prompt.id >= bindparam("first"), Answer.id.in_(_LAST_SAID)))
    .order_by(Answer.id.desc()),
    lists=("people", "subjects"),
)
_ANSWERS: Final = Prepared(
    select(*columns_of(Answer))
    .where(Answer.prompt_id.in_(bindparam("prompts", expanding=True)))
    .order_by(Answer.id),
    lists=("prompts",),
)
