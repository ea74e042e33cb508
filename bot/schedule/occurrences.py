"""Turns what is due into occurrences, and occurrences into prompts and deliveries, a chunk at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

import structlog
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.chat.cards import Paragraph, card
from bot.chat.phrases import Phrases
from bot.desk import Desk
from bot.schedule import due, outbox
from bot.schedule.clock_time import Clock
from bot.schedule.planner import Chore, Planner
from bot.store.engine import Store
from bot.store.models import Occurrence, Schedule, Team
from bot.store.queries import seats
from rubric.model import Library

log = structlog.get_logger()

OPEN, FILLED, MISSED = "open", "filled", "missed"
_NOTICE_KEPT = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps the schedules: whatever a tick finds due is begun once, whoever else is ticking."""

    store: Store
    clock: Clock
    library: Library
    phrases_in: Callable[[str], Phrases]
    planners: Mapping[str, Planner]
    chores: Sequence[Chore]

    async def tick(self) -> None:
        """Begin what is due, write what was begun, and do the chores."""
        await self._plan_new()
        for schedule_id in await self.store.read(self._due):
            while await self.store.write(partial(self._begin, schedule_id=schedule_id)):
                pass
        for occurrence_id in await self.store.read(_unfilled):
            while not await self.store.write(partial(self._fill, occurrence_id=occurrence_id)):
                pass
        for chore in self.chores:
            if await self.store.read(partial(self._needed, chore=chore)):
                await self.store.write(partial(self._do, chore=chore))

    async def _plan_new(self) -> None:
        for schedule_id in await self.store.read(_unplanned):
            await self.store.write(partial(self._plan_first, schedule_id=schedule_id))

    def _needed(self, session: Session, chore: Chore) -> bool:
        return chore.needed(session, self.clock.now())

    def _do(self, session: Session, chore: Chore) -> None:
        chore.run(self.desk(session))

    def _plan_first(self, session: Session, schedule_id: int) -> None:
        schedule = _locked(session, schedule_id)
        if schedule is not None and schedule.next_day is None:
            due.plan_first(self.desk(session), schedule, self.planners[schedule.kind])
            if schedule.next_day is None:
                schedule.ended_at = self.clock.now()

    def _due(self, session: Session) -> list[int]:
        return list(
            session.scalars(
                _live(select(Schedule.id))
                .where(Schedule.next_due_at <= self.clock.now())
                .order_by(Schedule.id)
            )
        )

    def _begin(self, session: Session, schedule_id: int) -> bool:
        """Begin one occurrence of a schedule; False when nothing of it is due any more."""
        desk = self.desk(session)
        schedule = _locked(session, schedule_id)
        if schedule is None or not schedule.next_day or not schedule.next_due_at:
            return False
        if schedule.next_due_at > desk.now:
            return False
        planner = self.planners[schedule.kind]
        occurrence = self._occurrence(desk, schedule, schedule.next_day, schedule.next_due_at)
        due.plan_next(desk, schedule, planner, schedule.next_day)
        if occurrence is not None and occurrence.state == MISSED:
            log.warning("occurrence_missed", schedule=schedule.id, day=str(occurrence.day))
            self._tell_missed(desk, schedule, planner, occurrence)
        return True

    def _occurrence(self, desk: Desk, schedule: Schedule, day: date, due_at: datetime) -> Occurrence | None:
        planner = self.planners[schedule.kind]
        begun = select(Occurrence.id).where(
            Occurrence.schedule_id == schedule.id, Occurrence.day == day, Occurrence.slot == schedule.slot
        )
        if desk.session.scalar(begun) is not None:
            return None
        late = desk.now > planner.too_late_after(desk, schedule, day)
        occurrence = Occurrence(
            team_id=schedule.team_id,
            schedule_id=schedule.id,
            day=day,
            slot=schedule.slot,
            due_at=due_at,
            closes_at=planner.closes_at(desk, schedule, day),
            state=MISSED if late else OPEN,
            cursor=0,
            details={},
        )
        desk.session.add(occurrence)
        desk.session.flush()
        return occurrence

    def _tell_missed(self, desk: Desk, schedule: Schedule, planner: Planner, occurrence: Occurrence) -> None:
        team = desk.session.get_one(Team, schedule.team_id)
        for person in seats.facilitators(desk.session, team.id, desk.team_reader(team).today):
            words = desk.t(
                "I was away when {title} of {day} was due for {team}, and it is too late to send it now. "
                "Nothing was sent; the next one comes as planned.",
                title=planner.title(desk, schedule),
                day=desk.reader(person).day(occurrence.day),
                team=team.name,
            )
            message = outbox.Message(
                f"missed:{occurrence.id}:{person.id}",
                "notice",
                card(Paragraph(words)),
                team.id,
                desk.now,
                desk.now + _NOTICE_KEPT,
            )
            outbox.to_person(desk.session, person, message, desk.now)

    def _fill(self, session: Session, occurrence_id: int) -> bool:
        occurrence = session.scalar(
            select(Occurrence).where(Occurrence.id == occurrence_id).with_for_update(skip_locked=True)
        )
        if occurrence is None or occurrence.state != OPEN:
            return True
        schedule = session.get_one(Schedule, occurrence.schedule_id)
        done = self.planners[schedule.kind].fill(self.desk(session), schedule, occurrence)
        if done:
            occurrence.state = FILLED
        return done

    def desk(self, session: Session) -> Desk:
        """Make the desk that planners and chores work at; what they write is in each reader's language."""
        return Desk(session, self.clock.now(), self.library, self.phrases_in("en"), self.phrases_in)


def _live(query: Select[tuple[int]]) -> Select[tuple[int]]:
    return query.join(Team, Team.id == Schedule.team_id).where(
        Schedule.ended_at.is_(None), Team.paused_at.is_(None), Team.removed_at.is_(None)
    )


def _unplanned(session: Session) -> list[int]:
    return list(session.scalars(_live(select(Schedule.id)).where(Schedule.next_day.is_(None))))


def _unfilled(session: Session) -> list[int]:
    return list(session.scalars(select(Occurrence.id).where(Occurrence.state == OPEN)))


def _locked(session: Session, schedule_id: int) -> Schedule | None:
    return session.scalar(
        select(Schedule).where(Schedule.id == schedule_id).with_for_update(skip_locked=True)
    )
