"""Keeps a connection that only one process at a time may have open, and hands it over."""

from __future__ import annotations

import asyncio
import secrets
from typing import Protocol

import structlog

from bot.chat.link import Link, LinkState
from bot.chat.messenger import Messenger
from bot.replicas.lease import Standing
from bot.replicas.tenure import HANDOVER, Tenure
from bot.store.engine import StoreAway

# Seconds between two renewals, and between two looks of who stands by.
BEAT = 2.0
# How long an offered lease waits for somebody to take it, seconds.
OFFERED = 2.5 * BEAT
# How long a process that was refused leaves the lease to others, seconds.
REFUSED = 60.0
_LOOK_AGAIN = 0.2
_log = structlog.get_logger(__name__)


class Listener(Protocol):
    """What is kept: it can send once it is signed in, and hears events only while it listens."""

    platform: str

    @property
    def messenger(self) -> Messenger:
        """What sends its messages."""

    @property
    def link(self) -> Link:
        """How it stands."""

    async def sign_in(self) -> None:
        """Make ready to send."""

    async def listen(self) -> None:
        """Begin to hear events; returns when they come."""

    async def hush(self) -> None:
        """Hear nothing more; it can still send."""

    async def stop(self) -> None:
        """Finish what was begun, then disconnect."""


class SoleListener:
    """Listens while the lease is its own; else it stands by and takes over when the lease is free.

    Whoever cannot reach the database keeps listening: nobody is better off with a closed connection. It is
    closed when the database says that another process has taken over.
    """

    def __init__(self, tenure: Tenure, listener: Listener) -> None:
        self.platform = listener.platform
        self._tenure = tenure
        self._listener = listener
        self._fence = 0
        self._opening: asyncio.Task[None] | None = None
        self._beats: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._decided = asyncio.Event()
        self._stopping = False

    @property
    def messenger(self) -> Messenger:
        """What sends its messages, whoever listens."""
        return self._listener.messenger

    @property
    def link(self) -> Link:
        """How the connection stands; whoever holds no lease stands by."""
        if self._decided.is_set() and not self._fence:
            return Link(LinkState.STANDING_BY)
        return self._listener.link

    @property
    def listening(self) -> bool:
        """Whether this process is the one that hears events."""
        return self._opening is not None and self._opening.done() and _trouble(self._opening) is None

    async def start(self) -> None:
        """Sign in; returns when events come, or when another process is known to hear them."""
        await self._listener.sign_in()
        self._beats = asyncio.create_task(self._beat_on())
        await self._decided.wait()
        if self._opening is not None:
            opening = self._opening
            await asyncio.wait({opening})
            if (trouble := _trouble(opening)) is not None:
                raise trouble

    async def stop(self) -> None:
        """Hand over if somebody stands by, finish what was begun, then disconnect."""
        self._stopping = True
        self._news.set()
        if self._beats is not None:
            await asyncio.wait({self._beats})
        if self.listening:
            await self._hand_over()
        elif self._opening is not None:
            await self._close()
        await self._listener.stop()
        if self._fence:
            await self._let_go()

    async def _beat_on(self) -> None:
        while not self._stopping:
            pause = await self._beat()
            try:
                async with asyncio.timeout(pause):
                    await self._news.wait()
            except TimeoutError:
                continue
            self._news.clear()

    async def _beat(self) -> float:
        try:
            return await self._renew()
        except StoreAway:
            _log.warning("lease_not_renewed", lease=self._tenure.name, proven=self._tenure.proven)
        except Exception:  # noqa: BLE001 - the beats must go on, whatever one of them ran into
            _log.exception("beat_failed", lease=self._tenure.name, reference=secrets.token_hex(4))
        return BEAT

    async def _renew(self) -> float:
        """Renew, take over or give way; returns the seconds until the next time."""
        if self._opening is not None and _trouble(self._opening) is not None:
            return await self._rest()
        standing = await self._tenure.stand(ready=self.listening)
        if standing.fence != self._fence:
            await self._change(standing.fence)
        self._decided.set()
        return _pause(standing)

    async def _change(self, fence: int) -> None:
        if self._opening is not None:
            _log.warning("lease_lost", lease=self._tenure.name, fence=self._fence)
            await self._close()
        self._fence = fence
        if fence:
            _log.info("lease_taken", lease=self._tenure.name, fence=fence)
            self._opening = asyncio.create_task(self._open(fence))
            self._opening.add_done_callback(lambda _: self._news.set())

    async def _open(self, fence: int) -> None:
        await self._listener.listen()
        _log.info("listening", lease=self._tenure.name, fence=fence)

    async def _close(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.wait({self._opening})
        await self._listener.hush()
        self._opening = None

    async def _rest(self) -> float:
        """Leave it to others for a while: the platform refused this process."""
        _log.error("listening_refused", lease=self._tenure.name)
        await self._close()
        await self._let_go()
        return REFUSED

    async def _hand_over(self) -> None:
        """Go on listening until the next one does, so that nothing said in between is missed."""
        try:
            if not await self._tenure.offer():
                return
            async with asyncio.timeout(OFFERED):
                await self._until("coming", "ready")
            async with asyncio.timeout(HANDOVER - OFFERED):
                await self._until("ready")
        except (TimeoutError, StoreAway) as problem:
            _log.warning("not_handed_over", lease=self._tenure.name, problem=type(problem).__name__)
            return
        _log.info("handed_over", lease=self._tenure.name, fence=self._fence)
        await self._close()

    async def _until(self, *wanted: str) -> None:
        while await self._tenure.successor() not in wanted:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(_LOOK_AGAIN)

    async def _let_go(self) -> None:
        self._fence = 0
        try:
            await self._tenure.let_go()
        except StoreAway:
            _log.warning("lease_left_to_run_out", lease=self._tenure.name)


def _pause(standing: Standing) -> float:
    """The seconds until the next beat."""
    if standing.fence:
        return BEAT
    # A lease that has run out and was left to its holder is left to it for longer than a beat of its own.
    return min(BEAT, standing.free_in + _LOOK_AGAIN) if standing.free_in > 0 else 1.5 * BEAT


def _trouble(opening: asyncio.Task[None]) -> BaseException | None:
    return opening.exception() if opening.done() and not opening.cancelled() else None
