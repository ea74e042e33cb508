"""What happened in a team in a time: who was asked and answered, what was said, what is overdue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import Account, Answer, Membership, Person, Prompt, RoleHolder, Task
from bot.store.queries import prompts
from bot.store.queries.seats import current_on

OBSERVER = "observer"


def said(session: Session, team_id: str, since: datetime, until: datetime) -> Sequence[tuple[Prompt, Answer]]:
    """What was said last to each prompt from `since` until just before `until`; oldest first."""
    newest = (
        select(func.max(Answer.id))
        .where(Answer.team_id == team_id, Answer.given_at >= since, Answer.given_at < until)
        .group_by(Answer.prompt_id)
    )
    rows = session.execute(
        select(Prompt, Answer)
        .join(Answer, Answer.prompt_id == Prompt.id)
        .where(Answer.id.in_(newest))
        .order_by(Answer.id)
    )
    return [(prompt, answer) for prompt, answer in rows]


def skipped(session: Session, team_id: str, since: datetime, until: datetime) -> Sequence[Prompt]:
    """What was skipped with a reason from `since` until just before `until`, the newest first."""
    return session.scalars(
        select(Prompt)
        .where(Prompt.team_id == team_id, Prompt.skipped_at >= since, Prompt.skipped_at < until)
        .where(Prompt.skip_reason != "", prompts.skipped())
        .order_by(Prompt.id.desc())
    ).all()


def participants(session: Session, team_id: str, day: date) -> dict[Person, list[str]]:
    """Everyone who holds roles in the team on that day and takes part, with the roles; by person id."""
    rows = session.execute(
        select(Person, RoleHolder.role)
        .join(Membership, Membership.person_id == Person.id)
        .join(RoleHolder, RoleHolder.person_id == Person.id)
        .where(Membership.team_id == team_id, current_on(Membership, day))
        .where(Membership.permission != OBSERVER)
        .where(RoleHolder.team_id == team_id, current_on(RoleHolder, day))
        .order_by(Person.id, RoleHolder.id)
    )
    roles: dict[Person, list[str]] = {}
    for person, role in rows:
        roles.setdefault(person, []).append(role)
    return roles


def overdue(session: Session, team_id: str, today: date) -> Sequence[Task]:
    """The open tasks that were due before `today`, the longest overdue first."""
    return session.scalars(
        select(Task)
        .where(Task.team_id == team_id, Task.done_at.is_(None), Task.due_on < today)
        .order_by(Task.due_on, Task.id)
    ).all()


def people(session: Session, ids: Collection[int]) -> dict[int, Person]:
    """People by id."""
    return {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(ids)))}


def students(session: Session, team_id: str, student_roles: Collection[str]) -> dict[int, Person]:
    """Everyone who holds or held one of the students' roles in the team, by person id."""
    rows = session.scalars(
        select(Person)
        .join(RoleHolder, RoleHolder.person_id == Person.id)
        .where(RoleHolder.team_id == team_id, RoleHolder.role.in_(student_roles))
        .distinct()
    )
    return {one.id: one for one in rows}


def advised_by(session: Session, team_id: str, adviser_id: int, day: date) -> set[int]:
    """The ids of those whom a person advises in the team on that day."""
    advised = select(RoleHolder.person_id).where(
        RoleHolder.team_id == team_id, RoleHolder.adviser_id == adviser_id, current_on(RoleHolder, day)
    )
    return set(session.scalars(advised))


def advised_in(session: Session, team_id: str, day: date) -> dict[int, set[int]]:
    """By adviser, the ids of those whom they advise in the team on that day."""
    rows = session.execute(
        select(RoleHolder.adviser_id, RoleHolder.person_id).where(
            RoleHolder.team_id == team_id, RoleHolder.adviser_id.is_not(None), current_on(RoleHolder, day)
        )
    )
    advised: dict[int, set[int]] = {}
    for adviser_id, person_id in rows:
        advised.setdefault(adviser_id, set()).add(person_id)
    return advised


def open_of_role(session: Session, team_id: str, role: str) -> Sequence[Task]:
    """The open tasks that are for whoever holds a role, the next due first, without a date last."""
    return session.scalars(
        select(Task)
        .where(Task.team_id == team_id, Task.done_at.is_(None), Task.role == role)
        .order_by(Task.due_on.is_(None), Task.due_on, Task.id)
    ).all()


def names_of_accounts(
    session: Session, team_id: str, accounts: Collection[str]
) -> dict[tuple[str, str], str]:
    """By platform and account, the names of those of the team who have them."""
    rows = session.execute(
        select(Account.platform, Account.account, Person.name)
        .join(Person, Person.id == Account.person_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Account.account.in_(accounts), Membership.team_id == team_id)
        .order_by(Account.id.desc())
    )
    return {(platform, account): name for platform, account, name in rows}


def who_has(session: Session, team_id: str, platform: str, account: str) -> Person | None:
    """Who of the team has that account; on which workspace is not kept with what names them."""
    return session.scalar(
        select(Person)
        .join(Account, Account.person_id == Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(Account.platform == platform, Account.account == account, Membership.team_id == team_id)
        .order_by(Account.id)
        .limit(1)
    )
