"""The postman: takes what is due from the outbox to the platforms, and never sends twice by guessing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy.orm import Session

from bot.chat.messenger import Messenger
from bot.desk import Desk
from bot.schedule import claims, outcomes
from bot.schedule.carrier import Carrier, Ending, GivenUp
from bot.schedule.clock_time import Clock
from bot.schedule.letters import Letter
from bot.schedule.looks import Looks
from bot.schedule.outcomes import Outcome
from bot.schedule.pace import Pace, Shut
from bot.schedule.picture_waits import PictureWaits
from bot.schedule.setbacks import Setbacks
from bot.store.engine import Store
from bot.store.models import Delivery

log = structlog.get_logger()

LEASE = timedelta(seconds=30)
SETTLE = timedelta(seconds=5)
# A call is over before its lease is, with time left to write down what came of it.
_OF_THE_LEASE = 0.8
# Claimed in one transaction; that few are looked up at once, since a history is asked for each.
AT_ONCE = 64
LOOKUPS_AT_ONCE = 8
# How long an outcome waits for others to be written down with, seconds; a crash meanwhile is looked up. It is
# less than the steps of a fan-out, so that those of one step are over when the next sets out.
_TOGETHER = 0.2
# Seconds from one look at what was lost, or has closed, to the next; also the longest pause of a round.
BEAT = 1.0

# What happens, in the same transaction, when nothing more can be done for a delivery; the reason is that of
# `Refused`, "parked" when it may have been sent and the history that tells cannot be read, or "expired".
OnFailure = Callable[[Desk, Delivery, str], None]
EXPIRED = "expired"


@dataclass(slots=True)
class Postman:
    """Delivers what is due. One round at a time runs in a process; several processes share by claims."""

    store: Store
    clock: Clock
    messengers: Mapping[str, Messenger]
    desk: Callable[[Session], Desk]
    on_failure: OnFailure
    lease: timedelta = LEASE
    settle: timedelta = SETTLE
    pace: Pace = field(default_factory=lambda: Pace({}))
    setbacks: Setbacks = field(default_factory=Setbacks)
    waits: PictureWaits = field(default_factory=PictureWaits)
    _looks: Looks = field(default_factory=Looks)
    _carrier: Carrier = field(init=False)
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)
    _looking_up: set[asyncio.Task[None]] = field(default_factory=set)
    _outcomes: list[Outcome] = field(default_factory=list)
    _soon: asyncio.TimerHandle | None = None
    _done: int = 0
    _upkeep_at: float = 0.0
    _stopping: bool = False

    def __post_init__(self) -> None:
        """Give the carrier its share of all this."""
        self._carrier = Carrier(self.clock, self.messengers, self.pace)

    def wake(self) -> None:
        """Look again at once: something was written that may be due."""
        self._looks.news()
        self._news.set()

    def stop(self) -> None:
        """Begin no more deliveries; those that were begun are finished."""
        self._stopping = True
        self._news.set()

    async def deliver_due(self) -> int:
        """Send everything that is due by now, each in its turn; returns how many are done with.

        What has to wait (for a platform that wants to be left alone, for an answer that was lost) is not
        waited for.
        """
        async with self._busy:
            before = self._done
            while lookups := await self._upkeep():
                await asyncio.wait(lookups)
            # What is put back goes by a later instant, so that a fault does not keep this going.
            due_by = self.clock.now()
            self._looks.room()
            while True:
                pause = await self._turn(due_by)
                if not self._under_way and not self._outcomes and not await self._is_left(due_by, pause):
                    return self._done - before
                await self.news(pause)

    async def round(self) -> float:
        """Send what has its turn now and wait for nothing; returns the seconds until there may be more."""
        async with self._busy:
            if _monotonic() >= self._upkeep_at:
                self._upkeep_at = _monotonic() + BEAT
                await self._upkeep()
            return await self._turn(self.clock.now())

    async def news(self, seconds: float) -> None:
        """Return when there may be more to do, at the latest after so many seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._news.wait()
        except TimeoutError:
            return

    async def finish(self) -> None:
        """Return when what was begun is over and written down."""
        while self._under_way or self._looking_up:
            await asyncio.wait(self._under_way | self._looking_up)
        await self._write_down()

    async def _upkeep(self) -> set[asyncio.Task[None]]:
        """Look up what was lost, close what is too late; returns the lookups that were begun."""
        await self.setbacks.contain("expired", lambda: self.store.write(self._expire))
        await self.setbacks.contain("pictures", partial(self.waits.look, self.store, self.clock, self.desk))
        room = LOOKUPS_AT_ONCE - len(self._looking_up)
        if not room or self._stopping:
            return set()
        not_there = self._carrier.lines_not_to_ask()
        lost = await self.store.write(
            lambda session: claims.recover(session, self.clock.real(), self.settle, room, not_there)
        )
        return {self._begin(self._looking_up, "lookup", each, self._look_up) for each in lost}

    async def _turn(self, due_by: datetime) -> float:
        """Write down what came of earlier letters and send the next off; seconds until there may be more."""
        self._news.clear()
        deadline = _monotonic() + self.lease.total_seconds() * _OF_THE_LEASE
        gate = self._gate(_monotonic())
        noted, claimed = await asyncio.gather(
            self._write_down(), self._claim(due_by, gate), return_exceptions=True
        )
        if isinstance(claimed, BaseException):
            raise claimed
        for each in claimed.letters:
            turn = self.pace.book(each.parcel, _monotonic())
            work = partial(self._deliver, turn=turn, deadline=deadline)
            self._begin(self._under_way, "delivery", each, work)
        if noted is not None:
            raise noted
        return self._pause(gate, claimed)

    def _gate(self, now: float) -> claims.Gate:
        many = self._looks.is_due(now)
        if many:
            self._looks.begin(now)
        return claims.Gate(self.pace, now, self._shut(), AT_ONCE, many)

    def _pause(self, gate: claims.Gate, claimed: claims.Claimed) -> float:
        """Seconds until there may be more to claim."""
        shut, now = self._shut(), _monotonic()
        pause = min(BEAT, shut.until - now if shut.until else BEAT)
        # There is room again for what did not fit a moment ago, and no landing is left that would tell.
        if claimed.more or not all(self.pace.is_shut(one, shut) for one in claimed.left):
            pause = 0.0
        if gate.many:
            self._looks.end(now, pause)
        return self._looks.pause(now, pause)

    def _shut(self) -> Shut:
        shut = self.pace.shut(_monotonic())
        return replace(shut, lanes=shut.lanes | self._carrier.sending.resting(self.clock.now()))

    async def _claim(self, due_by: datetime, gate: claims.Gate) -> claims.Claimed:
        if self._stopping:
            return claims.Claimed([], more=False)
        lease = self.clock.real() + self.lease
        return await self.store.write(lambda session: claims.claim_due(session, due_by, lease, gate))

    async def _is_left(self, due_by: datetime, pause: float) -> bool:
        """Whether something that is due only waits for its turn."""
        if self._stopping or pause >= BEAT:
            return False
        resting = Shut(self._carrier.sending.resting(self.clock.now()))
        return await self.store.read(lambda session: claims.anything_due(session, due_by, resting))

    def _begin(
        self,
        tasks: set[asyncio.Task[None]],
        what: str,
        letter: Letter,
        work: Callable[[Letter], Awaitable[None]],
    ) -> asyncio.Task[None]:
        name = f"{what} {letter.attempt.delivery_id}"
        task = asyncio.create_task(self.setbacks.contain(name, partial(work, letter)))
        tasks.add(task)
        task.add_done_callback(partial(self._over, tasks))
        return task

    def _over(self, tasks: set[asyncio.Task[None]], task: asyncio.Task[None]) -> None:
        tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            # What was not written down is looked up when its lease is over.
            log.warning("store_away_after_delivery")
        if not tasks:
            self._news.set()

    async def _deliver(self, letter: Letter, turn: float, deadline: float) -> None:
        try:
            await asyncio.sleep(turn - _monotonic())
            await self._end(await self._carrier.carry(letter, deadline, self.settle))
        finally:
            if self.pace.landed(letter.parcel, _monotonic()):
                self._looks.room()
                self._news.set()

    async def _look_up(self, letter: Letter) -> None:
        await self._end(await self._carrier.look_up(letter, self.settle))
        await self._write_down()

    async def _end(self, ending: Ending) -> None:
        if isinstance(ending, GivenUp):
            await self.store.write(partial(self._give_up, given_up=ending))
        else:
            self._outcomes.append(ending)
            if self._soon is None:
                self._soon = asyncio.get_running_loop().call_later(_TOGETHER, self._news.set)
        self._done += not isinstance(ending, outcomes.Undone)

    async def _write_down(self) -> None:
        """Write all outcomes at once; if that fails each alone, so that one of them spoils nothing else."""
        batch = tuple(self._outcomes)
        if not batch:
            return
        if self._soon is not None:
            # Whoever ends from here on is told of anew.
            self._soon.cancel()
            self._soon = None
        written: list[Outcome] = []

        async def write(some: tuple[Outcome, ...]) -> None:
            await self.store.write(partial(outcomes.note, outcomes=some))
            written.extend(some)

        await self.setbacks.contain("outcomes", partial(write, batch))
        if not written:
            for one in batch:
                await self.setbacks.contain(f"outcome {one.delivery_id}", partial(write, (one,)))
        over = {id(one) for one in batch}
        self._outcomes = [one for one in self._outcomes if id(one) not in over]

    def _give_up(self, session: Session, given_up: GivenUp) -> None:
        letter = given_up.letter
        delivery = outcomes.give_up(session, letter.attempt, given_up.state, given_up.why)
        if delivery is not None and letter.edits is None:
            self.on_failure(self.desk(session), delivery, given_up.reason)

    def _expire(self, session: Session) -> None:
        for delivery in claims.expire(session, self.clock.now()):
            self.on_failure(self.desk(session), delivery, EXPIRED)


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
