"""What check-ins asked of whom and what came of it: the rows from which every rate is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from bot.store.models import Delivery, NotAsked, Occurrence, Prompt, Schedule
from bot.store.queries.prompts import answered

# The states of a run that never took place (`bot.schedule.missed.MISSED`), and of one that is not due yet and
# that somebody has answered early (`bot.schedule.anew.EARLY`).
_MISSED, _EARLY = "missed", "early"


@dataclass(frozen=True, slots=True)
class Asked:
    """A prompt: whether it was answered, what became of its delivery ("" for none), and when it was sent."""

    prompt: Prompt
    answered: bool
    delivery: str
    delivered_at: datetime | None


def asked(session: Session, *which: ColumnElement[bool]) -> Sequence[Asked]:
    """The prompts of which all the conditions hold, in the order in which they were due."""
    rows = session.execute(
        select(Prompt, answered(), Delivery.state, Delivery.sent_at, Delivery.not_before)
        .outerjoin(Delivery, Delivery.id == Prompt.delivery_id)
        .where(*which)
        .order_by(Prompt.due_at, Prompt.id)
    )
    return [
        Asked(prompt, was_answered, state or "", sent_at or not_before)
        for prompt, was_answered, state, sent_at, not_before in rows
    ]


def due_between(team_id: str, since: datetime, until: datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition that a prompt of the team was due from `since` until just before `until`."""
    return Prompt.team_id == team_id, Prompt.due_at >= since, Prompt.due_at < until


def not_asked(session: Session, occurrence_ids: Sequence[int]) -> Sequence[NotAsked]:
    """Who was left alone in these occurrences, and why."""
    return session.scalars(
        select(NotAsked).where(NotAsked.occurrence_id.in_(occurrence_ids)).order_by(NotAsked.id)
    ).all()


def runs_begun(session: Session, team_id: str, since: datetime, until: datetime) -> Sequence[int]:
    """The ids of the team's runs of check-ins that were due from `since` until just before `until`."""
    in_time = Occurrence.due_at >= since, Occurrence.due_at < until
    return [run.id for run, _ in _runs(session, Occurrence.team_id == team_id, *in_time)]


def runs_closed(
    session: Session, team_id: str, since: datetime, until: datetime
) -> Sequence[tuple[Occurrence, Schedule]]:
    """The runs whose windows closed after `since` and not after `until`, with their check-ins."""
    return _runs(
        session,
        Occurrence.team_id == team_id,
        Occurrence.closes_at > since,
        Occurrence.closes_at <= until,
        Occurrence.state != _MISSED,
    )


def runs_open(session: Session, team_id: str, now: datetime) -> Sequence[tuple[Occurrence, Schedule]]:
    """The runs that have begun and can still be answered, with their check-ins."""
    return _runs(
        session,
        Occurrence.team_id == team_id,
        Occurrence.due_at <= now,
        Occurrence.closes_at > now,
        Occurrence.state.not_in((_MISSED, _EARLY)),
    )


def latest_runs(session: Session, schedule_ids: Sequence[int]) -> Sequence[tuple[Occurrence, Schedule]]:
    """The runs of these check-ins that took place, oldest first."""
    took_place = Occurrence.state.not_in((_MISSED, _EARLY))
    return _runs(session, Occurrence.schedule_id.in_(schedule_ids), took_place)


def of_run(session: Session, occurrence_id: int) -> tuple[Sequence[Asked], Sequence[NotAsked]]:
    """What one run asked, and whom it left alone."""
    return asked(session, Prompt.occurrence_id == occurrence_id), not_asked(session, [occurrence_id])


def _runs(session: Session, *which: ColumnElement[bool]) -> Sequence[tuple[Occurrence, Schedule]]:
    rows = session.execute(
        select(Occurrence, Schedule)
        .join(Schedule, Schedule.id == Occurrence.schedule_id)
        .where(Schedule.kind == "check-in", *which)
        .order_by(Occurrence.due_at, Occurrence.id)
    )
    return rows.tuples().all()
