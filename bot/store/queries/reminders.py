"""Reminders that are planned: of which check-ins, for whom, and which of them are to be looked at now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, or_, select, update
from sqlalchemy.orm import Session

from bot.store.models import Delivery, Occurrence, Prompt, Reminder, Team
from bot.store.prepared import Prepared
from bot.store.queries.prompts import answered

# The state of an occurrence of which everything is written (`bot.schedule.anew.FILLED`).
_FILLED = "filled"
KIND = "reminder"
# The state of a delivery that stands there (`bot.schedule.outbox.SENT`).
_SENT = "sent"


def anything_to_do(session: Session, now: datetime) -> bool:
    """Whether an occurrence has no plan yet, or a reminder is to be looked at; quick."""
    return any(one.rows(session, {"now": now}) for one in _anything_to_do())


@cache
def _anything_to_do() -> tuple[Prepared, ...]:
    """Asked at every tick, so they are made once."""
    due = select(Reminder.id).where(*_due(bindparam("now")))
    return Prepared(_unplanned().limit(1)), Prepared(due.limit(1))


def next_unplanned(session: Session) -> Occurrence | None:
    """The first occurrence whose reminders are not planned yet."""
    return session.scalar(
        select(Occurrence)
        .where(Occurrence.id.in_(_unplanned()))
        .order_by(Occurrence.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def people_without_plan(session: Session, occurrence_id: int, limit: int) -> Sequence[int]:
    """The ids of the next people who were asked in an occurrence and have no reminder planned in it."""
    planned = select(Reminder.id).where(
        Reminder.occurrence_id == occurrence_id, Reminder.person_id == Prompt.person_id
    )
    return session.scalars(
        select(Prompt.person_id)
        .where(Prompt.occurrence_id == occurrence_id, ~planned.correlate(Prompt).exists())
        .distinct()
        .order_by(Prompt.person_id)
        .limit(limit)
    ).all()


def due(session: Session, now: datetime, limit: int) -> Sequence[Reminder]:
    """The next reminders that are to be looked at."""
    return session.scalars(
        select(Reminder)
        .where(*_due(now))
        .order_by(Reminder.due_at, Reminder.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()


def of_people(
    session: Session, person_ids: Collection[int], occurrence_ids: Collection[int]
) -> Sequence[Reminder]:
    """All reminders of the people in these occurrences, the first ones first."""
    return session.scalars(
        select(Reminder)
        .where(Reminder.occurrence_id.in_(occurrence_ids), Reminder.person_id.in_(person_ids))
        .order_by(Reminder.number, Reminder.id)
    ).all()


def next_look(session: Session, now: datetime) -> datetime | None:
    """When, after `now`, a reminder of a team that is at work is looked at next."""
    return session.scalar(
        select(Reminder.due_at)
        .where(Reminder.due_at > now, Reminder.team_id.in_(_at_work()))
        .order_by(Reminder.due_at)
        .limit(1)
    )


def leave_out_due(session: Session, team_id: str, now: datetime) -> None:
    """Nothing comes of the team's reminders that were due by now."""
    session.execute(
        update(Reminder).where(Reminder.team_id == team_id, Reminder.due_at <= now).values(due_at=None)
    )


def needless(session: Session, ids: Collection[int], now: datetime) -> frozenset[int]:
    """Those of the deliveries that remind of something, and of nothing that is still open and unanswered."""
    still_open = (
        select(Prompt.id)
        .join(
            Reminder,
            and_(Reminder.occurrence_id == Prompt.occurrence_id, Reminder.person_id == Prompt.person_id),
        )
        .where(Reminder.delivery_id == Delivery.id, Prompt.closes_at > now, Prompt.skipped_at.is_(None))
        .where(or_(Prompt.snoozed_until.is_(None), Prompt.snoozed_until <= now), ~answered())
    )
    found = select(Delivery.id).where(
        Delivery.id.in_(ids), Delivery.kind == KIND, ~still_open.correlate(Delivery).exists()
    )
    return frozenset(session.scalars(found))


def unanswered(occurrence_id: int) -> Select[tuple[int | None]]:
    """The deliveries of reminders of an occurrence that was not answered there in full."""
    return (
        select(Reminder.delivery_id)
        .join(
            Prompt,
            and_(Reminder.occurrence_id == Prompt.occurrence_id, Reminder.person_id == Prompt.person_id),
        )
        .where(Reminder.occurrence_id == occurrence_id, Reminder.written_at.is_not(None), ~answered())
    )


def standing_of(session: Session, prompt: Prompt) -> Sequence[Delivery]:
    """The reminders of a question that stand before its person."""
    return session.scalars(
        select(Delivery)
        .join(Reminder, Reminder.delivery_id == Delivery.id)
        .where(Reminder.occurrence_id == prompt.occurrence_id, Reminder.person_id == prompt.person_id)
        .where(Reminder.written_at.is_not(None), Delivery.state == _SENT)
        .order_by(Delivery.id)
    ).all()


def reminded_of(session: Session, delivery_id: int) -> Sequence[Prompt]:
    """The questions that a reminder is about, answered or not; none for another delivery."""
    return session.scalars(
        select(Prompt)
        .join(
            Reminder,
            and_(Reminder.occurrence_id == Prompt.occurrence_id, Reminder.person_id == Prompt.person_id),
        )
        .where(Reminder.delivery_id == delivery_id, Reminder.written_at.is_not(None))
        .order_by(Prompt.id)
    ).all()


def asked_of(session: Session, purpose: str) -> bool:
    """Whether something was written for this purpose, whatever became of it."""
    return session.scalar(select(Delivery.id).where(Delivery.purpose == purpose)) is not None


def _unplanned() -> Select[tuple[int]]:
    return select(Occurrence.id).where(Occurrence.state == _FILLED, Occurrence.reminders_planned_at.is_(None))


def _due(now: datetime | BindParameter[datetime]) -> tuple[ColumnElement[bool], ...]:
    return Reminder.due_at <= now, Reminder.team_id.in_(_at_work())


def _at_work() -> Select[tuple[str]]:
    return select(Team.id).where(Team.paused_at.is_(None), Team.removed_at.is_(None))
