"""The keeper of occurrences over a real database, with a clock that goes only when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select, update

from bot.chat.card_data import card_from_data
from bot.chat.cards import in_plain_words
from bot.features.checkins.planner import CheckInPlanner
from bot.language.catalogue import phrases_in
from bot.schedule.occurrences import Keeper
from bot.schedule.planner import Chore, Planner
from bot.schedule.setbacks import Setbacks
from bot.store.engine import Store
from bot.store.models import Delivery, Occurrence, Prompt, Schedule, Team
from rubric.load import load_library
from tests.builders import Someone, add_schedule, add_team
from tests.schedule.set_clock import SetClock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

T = TypeVar("T")
FAY = Someone("fay", ("slack",), permission="facilitator")
PAT = Someone("pat", ("slack",), ("building-administration",))
CORA = Someone("cora", ("slack",), ("instructional-coach",), zone="America/Chicago")
LIV = Someone("liv", ("discord",), ("ecosystem-liaison",), zone="America/Los_Angeles")


@dataclass
class Keeping:
    """A team with its schedules, and a keeper that ticks when it is told to."""

    store: Store
    clock: SetClock
    planners: Sequence[Planner] = (CheckInPlanner(),)
    chores: Sequence[Chore] = ()
    setbacks: Setbacks = field(default_factory=lambda: Setbacks(timedelta()))

    def keeper(self, store: Store | None = None) -> Keeper:
        """A keeper as a process has one."""
        planners = {one.kind: one for one in self.planners}
        library = load_library()
        return Keeper(
            store or self.store,
            self.clock,
            library,
            phrases_in,
            planners,
            self.chores,
            setbacks=self.setbacks,
        )

    async def tick_at(self, instant: datetime) -> None:
        """Let it be that instant, and tick."""
        self.clock.at = instant
        await self.keeper().tick()

    async def check_in(
        self, rule: str, at: time, people: tuple[Someone, ...] = (FAY, PAT), **settings: object
    ) -> int:
        """A team with one check-in; its id."""

        def add(session: Session) -> int:
            add_team(session, people, settings=dict(settings))
            return add_schedule(session, "check-in", rule, at).id

        return await self.store.write(add)

    async def change(self, schedule_id: int, **values: object) -> None:
        """Edit a schedule as a facilitator or an import does: it is planned anew."""
        planned = {"next_day": None, "next_due_at": None, **values}
        await self.tell(
            lambda session: session.execute(
                update(Schedule).where(Schedule.id == schedule_id).values(planned)
            )
        )

    async def team(self, **values: object) -> None:
        """Change the team's row."""
        await self.tell(lambda session: session.execute(update(Team).values(values)))

    async def occurrences(self) -> list[tuple[date, str]]:
        """Day and state of everything that was begun or missed."""
        return await self.ask(
            lambda session: [
                (one.day, one.state)
                for one in session.scalars(select(Occurrence).order_by(Occurrence.due_at, Occurrence.id))
            ]
        )

    async def prompts(self) -> list[tuple[int, datetime]]:
        """Whom was asked something, and from when on it can be answered."""
        return await self.ask(
            lambda session: [
                (one.person_id, one.due_at) for one in session.scalars(select(Prompt).order_by(Prompt.id))
            ]
        )

    async def notices(self) -> list[str]:
        """What the facilitator is told."""

        def told(session: Session) -> list[str]:
            found = session.scalars(select(Delivery).where(Delivery.kind == "notice").order_by(Delivery.id))
            return [in_plain_words(card_from_data(one.card)) for one in found]

        return await self.ask(told)

    async def next_due(self, schedule_id: int) -> datetime | None:
        """When a schedule is due next."""
        return await self.ask(lambda session: session.get_one(Schedule, schedule_id).next_due_at)

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Look into the database."""
        return await self.store.read(question)

    async def tell(self, change: Callable[[Session], T]) -> T:
        """Write into the database."""
        return await self.store.write(change)
