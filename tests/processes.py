"""Waits for processes of `multiprocessing` beside an event loop."""

from __future__ import annotations

import asyncio
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess


async def ended(process: BaseProcess, patience: float) -> int | None:
    """How a process ended, as its exit code; None when it still runs after so many seconds.

    The thread only waits. Starting another process asks each how it ended; where two threads ask about the
    same one at once, one of them finds nothing left to read and takes it for exit code 255.
    """
    await asyncio.to_thread(wait, [process.sentinel], patience)
    return process.exitcode
