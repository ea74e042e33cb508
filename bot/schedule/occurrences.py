"""Turns what is due into occurrences, and occurrences into prompts and deliveries, a chunk at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.phrases import Phrases
from bot.desk import Desk
from bot.schedule import anew, at_hand, day_off, due, missed, moving
from bot.schedule.anew import EARLY, MOVED, OPEN
from bot.schedule.clock_time import Clock
from bot.schedule.missed import MISSED
from bot.schedule.planner import Chore, Planner
from bot.schedule.setbacks import Setbacks
from bot.store import journal
from bot.store.engine import Store
from bot.store.models import Occurrence, Schedule, Team
from rubric.model import Library

log = structlog.get_logger()

# Occurrences that are written at the same time, and schedules that begin before the first of them is.
_SIDE_BY_SIDE, _BEGUN_AT_ONCE = 2, 12


def _nobody() -> None:
    """Nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps the schedules: whatever a tick finds due is begun once, whoever else is ticking."""

    store: Store
    clock: Clock
    library: Library
    phrases_in: Callable[[str], Phrases]
    planners: Mapping[str, Planner]
    chores: Sequence[Chore]
    # Called whenever something may have been written that is due.
    wrote: Callable[[], None] = _nobody
    setbacks: Setbacks = field(default_factory=Setbacks)
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def tick(self) -> None:
        """Begin what is due, write what was begun, and do the chores; what fails does not stop the rest.

        One tick at a time: who asks for another during one gets it afterwards, when all is written.
        """
        async with self._busy:
            if await self._anything_to_do():
                await self._do_all()
            self.wrote()

    async def _anything_to_do(self) -> bool:
        """One look at all that a tick can find, which mostly is nothing.

        Where the look itself breaks, each is asked alone, so that it stops nothing else.
        """
        found: list[bool] = []
        await self.setbacks.contain("look", partial(self._look, found))
        return found != [False]

    async def _look(self, found: list[bool]) -> None:
        found.append(await self.store.read(self._is_anything_to_do))

    async def _do_all(self) -> None:
        contain = self.setbacks.contain
        for schedule_id in await self.store.read(self._unplanned):
            await contain(f"schedule {schedule_id}", partial(self._plan, schedule_id))
        due = await self.store.read(self._due)
        for first in range(0, len(due), _BEGUN_AT_ONCE):
            begun = due[first : first + _BEGUN_AT_ONCE]
            await self._side_by_side("schedule", begun, self._begin_all)
            await self._side_by_side("occurrence", await self.store.read(_unfilled), self._fill_all)
        for occurrence_id in await self.store.read(_moved):
            await contain(f"occurrence {occurrence_id}", partial(self._move_all, occurrence_id))
        await self._side_by_side("occurrence", await self.store.read(_unfilled), self._fill_all)
        for chore in self.chores:
            await contain(f"chore {type(chore).__name__}", partial(self._if_needed, chore))
        await contain("journal", self._forget)

    async def _plan(self, schedule_id: int) -> None:
        await self.store.write(partial(self._plan_anew, schedule_id=schedule_id))

    async def _side_by_side(
        self, what: str, ids: Sequence[int], work: Callable[[int], Awaitable[None]]
    ) -> None:
        """Do the work a few at a time, so that they share a commit and nobody's press waits long for it."""
        for first in range(0, len(ids), _SIDE_BY_SIDE):
            await self.setbacks.contain_all(what, ids[first : first + _SIDE_BY_SIDE], work)

    async def _begin_all(self, schedule_id: int) -> None:
        while await self.store.write(partial(self._begin, schedule_id=schedule_id)):
            pass

    async def _fill_all(self, occurrence_id: int) -> None:
        while not await self.store.write(partial(self._fill, occurrence_id=occurrence_id)):
            self.wrote()

    async def _move_all(self, occurrence_id: int) -> None:
        while not await self.store.write(partial(self._move, occurrence_id=occurrence_id)):
            pass

    async def _if_needed(self, chore: Chore) -> None:
        if await self.store.read(partial(self._needed, chore=chore)):
            await self.store.write(partial(self._do, chore=chore))

    async def _forget(self) -> None:
        real = self.clock.real()
        if await self.store.read(partial(journal.anything_old, now=real)):
            await self.store.write(partial(journal.forget_old, now=real))

    def _is_anything_to_do(self, session: Session) -> bool:
        begun = self._unplanned(session) or self._due(session) or _unfilled(session) or _moved(session)
        return (
            bool(begun)
            or any(self._needed(session, chore) for chore in self.chores)
            or journal.anything_old(session, self.clock.real())
        )

    def _needed(self, session: Session, chore: Chore) -> bool:
        return chore.needed(session, self.clock.now())

    def _do(self, session: Session, chore: Chore) -> None:
        chore.run(self.desk(session))

    def _plan_anew(self, session: Session, schedule_id: int) -> None:
        schedule = _locked(session, schedule_id)
        if schedule is not None and schedule.next_due_at is None:
            due.plan_again(self.desk(session), schedule, self.planners[schedule.kind])
            if schedule.next_day is None:
                schedule.ended_at = self.clock.now()

    def _unplanned(self, session: Session) -> list[int]:
        return at_hand.unplanned(session, self.planners)

    def _due(self, session: Session) -> list[int]:
        return at_hand.due(session, self.planners, self.clock.now())

    def _begin(self, session: Session, schedule_id: int) -> bool:
        """Begin one occurrence of a schedule; whether another of it is due already."""
        desk = self.desk(session)
        schedule = _locked(session, schedule_id)
        if schedule is None or not schedule.next_day or not schedule.next_due_at:
            return False
        if schedule.next_due_at > desk.now:
            return False
        planner = self.planners[schedule.kind]
        # Held by name: what nobody holds the session forgets, and every step here asks for the team.
        team = session.get_one(Team, schedule.team_id)
        occurrence = self._occurrence(desk, schedule, schedule.next_day, schedule.next_due_at)
        due.plan_next(desk, team, schedule, planner, schedule.next_day)
        if occurrence is not None and occurrence.state == MISSED:
            log.warning("occurrence_missed", schedule=schedule.id, day=str(occurrence.day))
            if not missed.goes_on(desk, schedule, planner):
                missed.tell(desk, schedule, planner, occurrence)
        return self._is_due(schedule)

    def _is_due(self, schedule: Schedule) -> bool:
        return schedule.next_due_at is not None and schedule.next_due_at <= self.clock.now()

    def _occurrence(self, desk: Desk, schedule: Schedule, day: date, due_at: datetime) -> Occurrence | None:
        planner = self.planners[schedule.kind]
        begun = desk.session.scalar(
            select(Occurrence).where(
                Occurrence.schedule_id == schedule.id, Occurrence.day == day, Occurrence.slot == schedule.slot
            )
        )
        if begun is not None and begun.state != EARLY:
            return None
        late = desk.now > planner.too_late_after(desk, schedule, day)
        if begun is not None:
            begun.state = MISSED if late else OPEN
            return begun
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

    def _fill(self, session: Session, occurrence_id: int) -> bool:
        occurrence = _claimed(session, occurrence_id)
        if occurrence is None or occurrence.state != OPEN:
            return True
        desk, schedule = self.desk(session), session.get_one(Schedule, occurrence.schedule_id)
        planner, team = self.planners[schedule.kind], session.get_one(Team, occurrence.team_id)
        if (closure := day_off.closure_of(team, occurrence)) is not None:
            day_off.leave_out(desk, planner, occurrence, closure, ())
            anew.begin_moving(occurrence)
            return True
        done = planner.fill(desk, schedule, occurrence)
        if done:
            anew.written(occurrence)
        return done

    def _move(self, session: Session, occurrence_id: int) -> bool:
        occurrence = _claimed(session, occurrence_id)
        if occurrence is None or occurrence.state != MOVED:
            return True
        schedule = session.get_one(Schedule, occurrence.schedule_id)
        return moving.move(self.desk(session), schedule, occurrence, self.planners[schedule.kind])

    def desk(self, session: Session) -> Desk:
        """Make the desk that planners and chores work at; what they write is in each reader's language."""
        return Desk(session, self.clock.now(), self.library, self.phrases_in("en"), self.phrases_in)


def _unfilled(session: Session) -> list[int]:
    return at_hand.in_state(session, OPEN)


def _moved(session: Session) -> list[int]:
    return at_hand.in_state(session, MOVED)


def _claimed(session: Session, occurrence_id: int) -> Occurrence | None:
    return session.scalar(
        select(Occurrence).where(Occurrence.id == occurrence_id).with_for_update(skip_locked=True)
    )


def _locked(session: Session, schedule_id: int) -> Schedule | None:
    return session.scalar(
        select(Schedule).where(Schedule.id == schedule_id).with_for_update(skip_locked=True)
    )
