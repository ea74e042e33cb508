"""A last look at who would get a message that is about to go: they may be away, or it is their night.

When a message is made its time is right; but a platform may have put it off since, the bot may have been
away, or the person may have gone on leave, moved, or chosen other times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import Table, bindparam, or_, select, update
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.schedule.availability import OwnTimes, timings
from bot.schedule.wall_clock import local_day
from bot.store.models import Delivery, Occurrence, Person, Prompt, Team
from bot.store.prepared import Prepared
from bot.store.queries import reminders
from bot.store.queries.absences import absences_from, leave_alone, on_day

# How the purposes of what the bot sends by itself begin. Notices go at any hour, and so does what somebody
# asked for just now, such as a trial run or another try.
BY_ITSELF: Final = ("check-in:", "digest:", "reminder:", "snooze:")
_HELLO: Final = "hello:"
# Nothing of these kinds goes by itself.
_ASKED_FOR: Final = frozenset({outbox.EDIT, outbox.NOTICE, outbox.TEST})
_DELIVERY: Table = Delivery.__table__  # type: ignore[assignment]
_PERSON: Table = Person.__table__  # type: ignore[assignment]
_TO_PEOPLE: Final = Prepared(
    select(
        _DELIVERY.c.id,
        _DELIVERY.c.purpose,
        _DELIVERY.c.expires_at,
        _DELIVERY.c.team_id,
        _PERSON.c.id,
        _PERSON.c.zone,
        _PERSON.c.own_time,
        _PERSON.c.own_days,
        _PERSON.c.quiet_from,
        _PERSON.c.quiet_until,
    )
    .join(_PERSON, _PERSON.c.id == _DELIVERY.c.person_id)
    .where(_DELIVERY.c.team_id.is_not(None), _DELIVERY.c.id.in_(bindparam("ids", expanding=True)))
    .where(or_(*(_DELIVERY.c.purpose.startswith(one, autoescape=True) for one in (*BY_ITSELF, _HELLO)))),
    lists=("ids",),
)
# Somewhere it may be another day than in UTC.
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A person whom the bot is about to write to by itself."""

    delivery_id: int
    purpose: str
    expires_at: datetime
    team_id: str
    person_id: int
    zone: str
    own_time: time | None
    own_days: str
    quiet_from: time | None
    quiet_until: time | None

    @property
    def times(self) -> OwnTimes:
        """Their own times by themselves."""
        return OwnTimes(self.zone, self.own_time, self.own_days, self.quiet_from, self.quiet_until)


def turn_back(session: Session, kinds: Mapping[int, str], now: datetime) -> frozenset[int]:
    """Keep back those deliveries whose reader is not to be written to now; their ids.

    `kinds` are those of the deliveries, by id. What is for somebody away is cancelled; the rest is put off.
    What has no time left then is left to expire: it is not sent past its window. A reminder of what was
    answered meanwhile is cancelled.
    """
    ids = [id_ for id_, kind in kinds.items() if kind not in _ASKED_FOR]
    reminding = [id_ for id_, kind in kinds.items() if kind == outbox.REMINDER]
    needless = reminders.needless(session, reminding, now) if reminding else frozenset()
    if needless:
        session.execute(update(Delivery).where(Delivery.id.in_(needless)).values(state=outbox.CANCELLED))
        ids = [one for one in ids if one not in needless]
    readers = [_Reader(*row) for row in _TO_PEOPLE.rows(session, {"ids": ids})] if ids else []
    away = _away(session, readers, now)
    late = _late(session, [one for one in readers if one.delivery_id not in away], now)
    for delivery_id, until in late.items():
        session.execute(update(Delivery).where(Delivery.id == delivery_id).values(not_before=until))
    for one in readers:
        if one.delivery_id in away:
            reader = session.get_one(Person, one.person_id)
            cancel(session, session.get_one(Delivery, one.delivery_id), reader, away[one.delivery_id])
    return frozenset(late) | frozenset(away) | needless


def cancel(session: Session, delivery: Delivery, reader: Person, why: str) -> None:
    """Do not send it, and count its reader as left alone in the check-ins that it is of."""
    delivery.state = outbox.CANCELLED
    carried = select(Prompt.occurrence_id).where(Prompt.delivery_id == delivery.id)
    for occurrence in session.scalars(select(Occurrence).where(Occurrence.id.in_(carried))):
        leave_alone(session, occurrence, {reader.id: why})


def _late(session: Session, readers: Sequence[_Reader], now: datetime) -> dict[int, datetime]:
    """Until when what cannot come now is put off, by the delivery's id."""
    late: dict[int, datetime] = {}
    for team_id in {one.team_id for one in readers}:
        of_team = [one for one in readers if one.team_id == team_id]
        own = list({one.times for one in of_team})
        merged = dict(zip(own, timings(session.get_one(Team, team_id), own), strict=True))
        not_now = {each for each, times in merged.items() if not times.allows(now)}
        for one in of_team:
            if one.times in not_now:
                until = merged[one.times].next_allowed(now, one.expires_at)
                late[one.delivery_id] = until or one.expires_at
    return late


def _away(session: Session, readers: Sequence[_Reader], now: datetime) -> dict[int, str]:
    """Why the reader is away, by the delivery's id, for those who are."""
    zones = {one.person_id: one.zone for one in readers}
    absences = absences_from(session, list(zones), now.date() - _DAY) if zones else {}
    today = {id_: on_day(absences[id_], local_day(now, zone)) for id_, zone in zones.items()}
    return {
        one.delivery_id: absence.why
        for one in readers
        if (absence := today[one.person_id]) is not None and not one.purpose.startswith(_HELLO)
    }
