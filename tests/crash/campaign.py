"""Kills the bot again and again while it works, and counts by the platforms' own history what was lost."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select

from bot.schedule import long_work, outbox
from bot.store.models import Delivery, LongWork, Occurrence, Schedule
from tests.acceptance.premises import TUESDAY_3PM_NEW_YORK, Premises
from tests.crash import points
from tests.crash.life import Life
from tests.crash.points import SENT_UNNOTED, Point
from tests.crash.reaper import BEFORE
from tests.crash.works import ASKED, SHOWN, Works, add_everybody

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

PATIENCE = 30.0
# A fault that is ordered must meet its own message, and two check-ins of one moment would be one message.
# Two files are made at a time, and what dies three times with its bot is given up.
_WANT_QUIET = {
    points.FILE,
    points.PICTURE,
    points.REFUSED,
    points.LATE,
    points.PRESS,
    points.CHANGE,
    points.CHECK_IN,
}
# Every new bot looks up what the dead ones left, and Slack's history may be read 50 times a minute.
_FEW = 6
_NEED_EVENT = {points.EVENT, points.PRESS}


@dataclass
class Verdict:
    """What is missing, and what is there more than once."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    def count(self, what: str, times: int, wanted: int = 1) -> None:
        """Judge something by how often it is there."""
        self.lost += [what] * max(0, wanted - times)
        self.twice += [what] * max(0, times - wanted)


@dataclass
class Campaign:
    """One team at one platform, and one bot after the other."""

    premises: Premises
    platform: str
    forgets: bool = False
    kills: int = 0
    works: Works = field(init=False)
    _life: Life | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.works = Works(self.premises, self.platform)

    async def begin(self) -> None:
        """Seat the team and start the first bot."""
        await self.premises.store.write(lambda session: add_everybody(session, self.platform))
        await self._start()

    async def kill_at(self, point: Point) -> None:
        """Let the bot die there, and start another."""
        if point.work in _WANT_QUIET or await self.premises.ask(_cannot_take_more):
            await self.quiet()
        if point.work == points.START:
            self._running.end()
            self._life = self._new(point.place)
        elif point.work == points.REMAINS:
            await self._set_to_work(SENT_UNNOTED)
            await self._dead(SENT_UNNOTED)
            self._life = self._new(point.place)
        else:
            await self._set_to_work(point)
        await self._dead(point)
        if point.work == points.REFUSED and point.place.startswith(BEFORE):
            self.works.refuses()
        await self._start()
        if point.work == points.REFUSED:
            await self.quiet()
        if point.work in _NEED_EVENT:
            await self.works.comes_again()

    async def quiet(self) -> None:
        """Wait until the bot has nothing left to do."""
        try:
            async with asyncio.timeout(PATIENCE):
                while await self.premises.ask(_anything_left):  # noqa: ASYNC110
                    await asyncio.sleep(0.05)  # another process works there
        except TimeoutError:
            raise AssertionError(f"never quiet: {await self.premises.ask(_what_is_left)}") from None

    async def verdict(self) -> Verdict:
        """Let the last bot finish, and compare what stands at the platform with what is owed."""
        await self.quiet()
        await self.works.finish()
        verdict = Verdict()
        for (name, words), wanted in Counter(self.works.owed).items():
            seen = self.works.seen_by(name)
            times = sum(n for text, n in seen.items() if words in text)
            verdict.count(f"{name}: {words}", times, wanted)
        for name in ASKED:
            verdict.count(f"{name}: check-in", self.works.seen_by(name).total(), self.works.check_ins)
        for name in ("liv", "dina"):
            verdict.count(f"{name}: anything", self.works.seen_by(name).total(), 0)
        shown = self.works.pictures_seen()
        for picture in self.works.pictures:
            verdict.count(f"picture {picture}", shown[picture], len(SHOWN))
        titles, presses = await self.works.done()
        for title in self.works.titles:
            verdict.count(f"task {title}", titles[title])
        verdict.count("press", presses, self.works.presses)
        return verdict

    def end(self) -> None:
        """Kill whatever still runs."""
        if self._life is not None:
            self._life.end()

    @property
    def _running(self) -> Life:
        assert self._life is not None
        return self._life

    def _new(self, place: str | None = None) -> Life:
        return Life(self.premises.order, place, forgets=self.forgets)

    async def _start(self) -> None:
        self._life = self._new()
        await self._life.ready()

    async def _set_to_work(self, point: Point) -> None:
        await self._running.arm(point.place)
        if point.work == points.STOP:
            self._running.stop()
        else:
            await self.works.give(point.work)

    async def _dead(self, point: Point) -> None:
        await self._running.died(point.place)
        self.kills += 1


async def wage(campaign: Campaign, points: Sequence[Point]) -> Verdict:
    """Kill at all these places, one after the other, and judge."""
    await campaign.begin()
    for point in points:
        await campaign.kill_at(point)
    return await campaign.verdict()


async def side_by_side(campaigns: Sequence[Campaign], points: Sequence[Point]) -> Sequence[Verdict]:
    """Wage several at once, for most of each is waiting."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(wage(campaign, points)) for campaign in campaigns]
    return [task.result() for task in tasks]


def _cannot_take_more(session: Session) -> bool:
    """Whether another death would leave too much to look up, or a file that is meant to be given up."""
    maybe = Delivery.state.in_((outbox.SENDING, outbox.AMBIGUOUS))
    undecided = session.scalar(select(func.count()).select_from(Delivery).where(maybe)) or 0
    last_try = exists().where(
        LongWork.state.in_(long_work.OPEN), LongWork.attempts >= long_work.MOST_ATTEMPTS - 1
    )
    return undecided > _FEW or bool(session.scalar(select(last_try)))


def _what_is_left(session: Session) -> list[tuple[object, ...]]:
    moving = Delivery.state.in_((outbox.PENDING, outbox.SENDING, outbox.AMBIGUOUS))
    deliveries = session.execute(select(Delivery.purpose, Delivery.state, Delivery.not_before).where(moving))
    occurrences = session.execute(select(Occurrence.slot, Occurrence.state).where(Occurrence.state == "open"))
    planned = session.execute(select(Schedule.slot, Schedule.next_day, Schedule.next_due_at))
    return [tuple(row) for rows in (deliveries, occurrences, planned) for row in rows]


def _anything_left(session: Session) -> bool:
    moving = Delivery.state.in_((outbox.PENDING, outbox.SENDING, outbox.AMBIGUOUS))
    due = or_(Schedule.next_due_at <= TUESDAY_3PM_NEW_YORK, Schedule.next_day.is_(None))
    files = exists().where(LongWork.state.in_((long_work.WAITING, long_work.WORKING)))
    left = or_(files, exists().where(moving), exists().where(Occurrence.state == "open"), exists().where(due))
    return bool(session.scalar(select(left)))
