"""Somebody goes away, or wants a pause, and comes back: what that does to what is planned for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from bot.schedule import last_look, outbox
from bot.schedule.availability import AWAY, PAUSE
from bot.schedule.wall_clock import local_day
from bot.store.models import Absence, Delivery, NotAsked, Occurrence, Person, Prompt
from bot.store.queries.absences import absences_from, covers, leave_alone
from bot.store.queries.prompts import answered


def begin(
    session: Session, person: Person, why: str, days: tuple[date, date | None], now: datetime
) -> Absence:
    """Note that the person is away from the first day to the last (None: until they say otherwise).

    Earlier absences that touch these days end with it. What was to be sent on them is cancelled for good;
    what is open then need not be answered.
    """
    first, last = days
    for other in absences_from(session, [person.id], first)[person.id]:
        if last is None or other.starts_on <= last:
            other.ended_at = now
    absence = Absence(person_id=person.id, why=why, starts_on=first, ends_on=last, added_at=now)
    session.add(absence)
    session.flush()
    _cancel(session, person, absence)
    _excuse(session, person, absence, now)
    return absence


def end(session: Session, person: Person, now: datetime) -> Sequence[Absence]:
    """The person is back: what holds today ends, or else what was to come next; what that was.

    What was cancelled stays so, but what they have in hand counts again.
    """
    today = local_day(now, person.zone)
    known = absences_from(session, [person.id], today)[person.id]
    ended = [one for one in known if covers(one, today)] or known[:1]
    for absence in ended:
        absence.ended_at = now
    if ended:
        _count_again(session, person, now)
    return ended


def _cancel(session: Session, person: Person, absence: Absence) -> None:
    for delivery in _planned(session, person):
        if covers(absence, local_day(delivery.not_before, person.zone)):
            last_look.cancel(session, delivery, person, absence.why)


def _planned(session: Session, person: Person) -> Sequence[Delivery]:
    return session.scalars(
        select(Delivery)
        .where(Delivery.person_id == person.id, Delivery.state.in_(outbox.UNSENT))
        .where(or_(*(Delivery.purpose.startswith(one, autoescape=True) for one in last_look.BY_ITSELF)))
        .order_by(Delivery.id)
        .with_for_update()
    ).all()


def _excuse(session: Session, person: Person, absence: Absence, now: datetime) -> None:
    """Whatever the person has not answered, and would have to while they are away."""
    unanswered = session.scalars(
        select(Prompt).where(Prompt.person_id == person.id, Prompt.closes_at > now, ~answered())
    )
    caught = {
        prompt.occurrence_id
        for prompt in unanswered
        if local_day(prompt.closes_at, person.zone) >= absence.starts_on
        and (absence.ends_on is None or local_day(prompt.due_at, person.zone) <= absence.ends_on)
    }
    for occurrence in session.scalars(select(Occurrence).where(Occurrence.id.in_(caught))):
        leave_alone(session, occurrence, {person.id: absence.why})


def _count_again(session: Session, person: Person, now: datetime) -> None:
    in_hand = (
        select(Prompt.occurrence_id)
        .join(Delivery, Delivery.id == Prompt.delivery_id)
        .where(Prompt.person_id == person.id, Prompt.closes_at > now)
        .where(Delivery.state != outbox.CANCELLED)
    )
    session.execute(
        delete(NotAsked)
        .where(NotAsked.person_id == person.id, NotAsked.why.in_((AWAY, PAUSE)))
        .where(NotAsked.occurrence_id.in_(in_hand))
        .execution_options(synchronize_session=False)
    )
