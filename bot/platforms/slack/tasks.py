"""Keeps account of work that goes on after an event was acknowledged, so that stopping can wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any


class Tasks:
    """What is under way: tasks of its own, and stretches of work inside other tasks."""

    def __init__(self) -> None:
        self._running: set[asyncio.Future[Any]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` on; nobody waits for it but `drain`."""
        self._keep(asyncio.ensure_future(work))

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Count the body of the `with` as under way."""
        mark: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._keep(mark)
        try:
            yield
        finally:
            if not mark.done():
                mark.set_result(None)

    async def drain(self, seconds: float) -> int:
        """Wait until nothing is under way, at most `seconds`; the number of works that were given up."""
        deadline = asyncio.get_running_loop().time() + seconds
        while self._running and (left := deadline - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(self._running, timeout=left)
        given_up = list(self._running)
        for work in given_up:
            work.cancel()
        if given_up:
            await asyncio.wait(given_up)
        return len(given_up)

    def _keep(self, work: asyncio.Future[Any]) -> None:
        self._running.add(work)
        work.add_done_callback(self._running.discard)
