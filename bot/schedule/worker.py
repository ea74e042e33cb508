"""The worker: takes what takes long, has it made in another process, and hands it to the outbox."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, Final, Protocol

import structlog
from sqlalchemy.orm import Session

from bot.chat.cards import Card
from bot.chat.messenger import File
from bot.chat.replies import Refusal
from bot.desk import Desk
from bot.schedule import long_work
from bot.schedule.bench_process import BenchProcess, NotMade
from bot.schedule.clock_time import Clock
from bot.schedule.long_work import Claim, Order
from bot.store.engine import Store, StoreAway

log = structlog.get_logger()

LEASE: Final = timedelta(minutes=2)
# Before it is tried again after it failed; multiplied by the attempts.
_REST: Final = timedelta(seconds=2)
# Seconds from one look at what others left to the next; also until an idle process is ended.
_BEAT: Final = 1.0
IDLE: Final = 60.0
_GRACE: Final = 5.0
# Made at the same time, each in a process of its own, which is begun only when there is so much to do.
SIDE_BY_SIDE: Final = 2


class Work(Protocol):
    """One kind of work; the last three say, in the transaction that ends it, what becomes of it."""

    @property
    def patience(self) -> float:
        """How long one file may take, in seconds; less than the lease."""

    def module(self, order: Order) -> str:
        """The module whose function `make(given) -> File` makes it, in the other process."""

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:
        """All that `make` needs, as JSON data, on a connection that only reads; may raise `Refusal`."""

    def made(self, desk: Desk, done: Claim, file: File, file_id: int) -> None:
        """It was made and stored."""

    def refused(self, desk: Desk, done: Claim, words: Card) -> None:
        """There is nothing to make, as `gather` says in words."""

    def failed(self, desk: Desk, done: Claim, reference: str) -> None:
        """It cannot be made; the log explains the reference."""


@dataclass(slots=True)
class Worker:
    """Does a few things at a time. Several processes share by claims."""

    store: Store
    clock: Clock
    kinds: Mapping[str, Work]
    desk: Callable[[Session], Desk]
    # Something was written that may be due.
    after_commit: Callable[[], None]
    lease: timedelta = LEASE
    rest: timedelta = _REST
    idle: float = IDLE
    # Seconds that what is being made has when the bot is told to stop.
    grace: float = _GRACE
    benches: Sequence[BenchProcess] = field(
        default_factory=lambda: tuple(BenchProcess() for _ in range(SIDE_BY_SIDE))
    )
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    _task: asyncio.Task[None] | None = None
    _stopping: bool = False

    def wake(self) -> None:
        """Look again at once: something was written that may be work."""
        self._news.set()

    def start(self) -> None:
        """Begin working."""
        self._task = asyncio.create_task(self._go())

    async def stop(self) -> None:
        """Begin nothing more; returns when what was begun is over and written down."""
        self._stopping = True
        self._news.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=self.grace)
            # What is not made by now is begun anew later.
            await self._end()
            await self._task
        await self._end()

    async def do_due(self) -> int:
        """Do everything that is asked for by now; how much that was."""
        async with self._busy:
            # One look for all, which mostly finds nothing.
            if not await self.store.read(self._is_anything_to_do):
                return 0
            done = await asyncio.gather(
                *(self._do_all(bench) for bench in self.benches), return_exceptions=True
            )
        return sum(_counted(one) for one in done)

    async def _do_all(self, bench: BenchProcess) -> int:
        done = 0
        while not self._stopping and (claimed := await self._claim()) is not None:
            await self._do(claimed, bench)
            done += 1
        return done

    async def _end(self) -> None:
        for bench in self.benches:
            await bench.end()

    async def _go(self) -> None:
        worked_at = _monotonic()
        while not self._stopping:
            self._news.clear()
            if await self._look():
                worked_at = _monotonic()
            elif _monotonic() - worked_at >= self.idle:
                await self._end()
            await self._rest()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(min(_BEAT, self.idle)):
                await self._news.wait()
        except TimeoutError:
            return

    async def _look(self) -> int:
        try:
            return await self.do_due()
        except StoreAway:
            log.warning("store_away_at_long_work")
        except Exception:  # the work must go on, whatever one look ran into
            log.exception("long_work_look_failed", reference=secrets.token_hex(4))
        return 0

    async def _claim(self) -> Claim | None:
        kinds, real = list(self.kinds), self.clock.real()
        return await self.store.write(lambda session: long_work.claim(session, kinds, real, self.lease))

    def _is_anything_to_do(self, session: Session) -> bool:
        return long_work.anything_to_do(session, self.kinds, self.clock.real())

    async def _do(self, claimed: Claim, bench: BenchProcess) -> None:
        try:
            await self.store.write(await self._made(claimed, bench))
        except StoreAway:
            raise
        except Refusal as refusal:
            await self.store.write(partial(self._refused, claimed=claimed, words=refusal.card))
        except Exception:  # the edge of one piece of work: whoever waits for it hears of it in the end
            if self._stopping:
                await self.store.write(partial(long_work.leave, done=claimed))
                return
            reference = secrets.token_hex(4)
            kind, attempt = claimed.order.kind, claimed.attempt
            log.exception("long_work_failed", reference=reference, kind=kind, attempt=attempt)
            await self._failed(claimed, reference)
        self.after_commit()

    async def _made(self, claimed: Claim, bench: BenchProcess) -> Callable[[Session], None]:
        """What stores the file, after it was made."""
        if claimed.attempt > long_work.MOST_ATTEMPTS:
            raise NotMade("whoever worked on it died each time")
        work, order = self.kinds[claimed.order.kind], claimed.order
        given = await self.store.read(lambda session: work.gather(self.desk(session), order))
        file = await bench.make(work.module(order), given, work.patience)
        return partial(self._finish, claimed=claimed, file=file)

    def _finish(self, session: Session, claimed: Claim, file: File) -> None:
        desk = self.desk(session)
        if long_work.end(session, claimed, long_work.DONE, desk.now):
            file_id = long_work.keep(session, claimed, file, desk.now)
            self.kinds[claimed.order.kind].made(desk, claimed, file, file_id)

    def _refused(self, session: Session, claimed: Claim, words: Card) -> None:
        desk = self.desk(session)
        if long_work.end(session, claimed, long_work.DONE, desk.now):
            self.kinds[claimed.order.kind].refused(desk, claimed, words)

    async def _failed(self, claimed: Claim, reference: str) -> None:
        if claimed.attempt < long_work.MOST_ATTEMPTS:
            again = self.clock.real() + self.rest * claimed.attempt
            await self.store.write(lambda session: long_work.put_back(session, claimed, again, reference))
        else:
            await self.store.write(partial(self._give_up, claimed=claimed, reference=reference))

    def _give_up(self, session: Session, claimed: Claim, reference: str) -> None:
        desk = self.desk(session)
        if long_work.end(session, claimed, long_work.FAILED, desk.now, reference):
            self.kinds[claimed.order.kind].failed(desk, claimed, reference)


def _counted(done: int | BaseException) -> int:
    if isinstance(done, BaseException):
        raise done
    return done


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
