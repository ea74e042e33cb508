"""Frames on their way to one socket: bounded, and held back while the socket has to be silent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

MOST_WAITING = 20_000


class Outbox:
    """A queue of frames; `cut` ends the connection, also when a client does not read what it is sent."""

    def __init__(self, cut: Callable[[], None]) -> None:
        self.cut = cut
        self._waiting: asyncio.Queue[str] = asyncio.Queue()
        self._open = asyncio.Event()
        self._open.set()

    @property
    def silent(self) -> bool:
        """Whether nothing may come through."""
        return not self._open.is_set()

    def silence(self) -> None:
        """Let nothing through any more."""
        self._open.clear()

    def put(self, text: str) -> None:
        """Send a frame when its turn comes."""
        if self._waiting.qsize() >= MOST_WAITING:
            self.cut()
            return
        self._waiting.put_nowait(text)

    async def take(self) -> str:
        """Wait for the next frame that may leave; `sent` must be called when it did."""
        text = await self._waiting.get()
        await self._open.wait()
        return text

    def sent(self) -> None:
        """Note that the frame taken last has left."""
        self._waiting.task_done()

    async def emptied(self) -> None:
        """Wait until everything has left."""
        await self._waiting.join()
