"""One life of the bot: a process of its own, from its start to its death."""

from __future__ import annotations

import asyncio
import signal
from multiprocessing import get_context
from typing import TYPE_CHECKING

from tests.acceptance.child import Order
from tests.crash.child import STOP, work
from tests.processes import ended

if TYPE_CHECKING:
    from multiprocessing.connection import Connection as Pipe
    from multiprocessing.context import ForkServerProcess

# A place that is not reached by then is not reached at all; the machine may be busy.
PATIENCE = 30.0
# What a process imports takes seconds; it is imported once, and every life is a fork of that.
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.crash.child"])


class Life:
    """A bot that runs; `place` is where it is to die if it is on the way to being ready."""

    def __init__(self, order: Order, place: str | None = None, *, forgets: bool = False) -> None:
        self._ours, theirs = _PROCESSES.Pipe()
        self._pipe: Pipe = self._ours
        self._process: ForkServerProcess = _PROCESSES.Process(
            target=work, args=(order, theirs, place), kwargs={"forgets": forgets}, daemon=True
        )
        self._process.start()
        theirs.close()

    async def ready(self) -> None:
        """Wait until it is connected."""
        await self._says("ready")

    async def arm(self, place: str) -> None:
        """Let it die at this place."""
        self._pipe.send(place)
        await self._says("armed")

    def stop(self) -> None:
        """Tell it to stop."""
        self._pipe.send(STOP)

    async def died(self, place: str) -> None:
        """Wait until it was killed at that place."""
        code = await ended(self._process, PATIENCE)
        assert code == -signal.SIGKILL, f"never came to die {place}: {code}"
        self._pipe.close()

    def end(self) -> None:
        """Kill it wherever it is."""
        self._process.kill()

    async def _says(self, word: str) -> None:
        assert await asyncio.to_thread(self._pipe.poll, PATIENCE), f"the bot never said {word}"
        assert self._pipe.recv() == word
