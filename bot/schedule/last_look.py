"""A last look at who would get a message that is about to go: they may be away, or it is their night.

When a message is made its time is right; but a platform may have put it off since, the bot may have been
away, or the person may have gone on leave, moved, or chosen other times.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Row, Select, bindparam, or_, select, update
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.schedule.availability import timing
from bot.schedule.letters import Letter
from bot.schedule.wall_clock import local_day
from bot.store.models import Delivery, Occurrence, Person, Prompt, Team
from bot.store.queries import reminders
from bot.store.queries.absences import absences_from, leave_alone, on_day

# How the purposes of what the bot sends by itself begin. Notices go at any hour, and so does what somebody
# asked for just now, such as a trial run or another try.
BY_ITSELF: Final = ("check-in:", "digest:", "reminder:", "snooze:")
_HELLO: Final = "hello:"
# Nothing of these kinds goes by itself.
_ASKED_FOR: Final = frozenset({outbox.EDIT, outbox.NOTICE, outbox.TEST})
# Somewhere it may be another day than in UTC.
_DAY: Final = timedelta(days=1)


def turn_back(session: Session, letters: Sequence[Letter], now: datetime) -> frozenset[int]:
    """Keep back those of the letters whose reader is not to be written to now; their deliveries' ids.

    What is for somebody away is cancelled; the rest is put off. What has no time left then is left to
    expire: it is not sent past its window. A reminder of what was answered meanwhile is cancelled.
    """
    ids = [one.attempt.delivery_id for one in letters if one.kind not in _ASKED_FOR]
    reminding = [one.attempt.delivery_id for one in letters if one.kind == outbox.REMINDER]
    needless = reminders.needless(session, reminding, now) if reminding else frozenset()
    if needless:
        session.execute(update(Delivery).where(Delivery.id.in_(needless)).values(state=outbox.CANCELLED))
        ids = [one for one in ids if one not in needless]
    rows = session.execute(_to_people(), {"ids": ids}).all() if ids else []
    away = _away(session, rows, now)
    late = {row.id: _next(row, now) for row in rows if row.id not in away}
    late = {delivery_id: until for delivery_id, until in late.items() if until > now}
    for delivery_id, until in late.items():
        session.execute(update(Delivery).where(Delivery.id == delivery_id).values(not_before=until))
    for row in rows:
        if row.id in away:
            cancel(session, session.get_one(Delivery, row.id), row.Person, away[row.id])
    return frozenset(late) | frozenset(away) | needless


def cancel(session: Session, delivery: Delivery, reader: Person, why: str) -> None:
    """Do not send it, and count its reader as left alone in the check-ins that it is of."""
    delivery.state = outbox.CANCELLED
    carried = select(Prompt.occurrence_id).where(Prompt.delivery_id == delivery.id)
    for occurrence in session.scalars(select(Occurrence).where(Occurrence.id.in_(carried))):
        leave_alone(session, occurrence, {reader.id: why})


def _next(row: Row[Any], now: datetime) -> datetime:
    until: datetime = row.expires_at
    return timing(row.Team, row.Person).next_allowed(now, until) or until


def _away(session: Session, rows: Sequence[Row[Any]], now: datetime) -> dict[int, str]:
    """Why the reader is away, by the delivery's id, for those who are."""
    people = {row.Person.id: row.Person for row in rows}
    absences = absences_from(session, list(people), now.date() - _DAY) if people else {}
    today = {id_: on_day(absences[id_], local_day(now, one.zone)) for id_, one in people.items()}
    return {
        row.id: absence.why
        for row in rows
        if (absence := today[row.Person.id]) is not None and not row.purpose.startswith(_HELLO)
    }


@cache
def _to_people() -> Select[Any]:
    """Made once: it is asked in every round that has something to send."""
    purposes = (*BY_ITSELF, _HELLO)
    return (
        select(Delivery.id, Delivery.purpose, Delivery.expires_at, Person, Team)
        .join(Person, Person.id == Delivery.person_id)
        .join(Team, Team.id == Delivery.team_id)
        .where(Delivery.id.in_(bindparam("ids", expanding=True)))
        .where(or_(*(Delivery.purpose.startswith(one, autoescape=True) for one in purposes)))
    )
