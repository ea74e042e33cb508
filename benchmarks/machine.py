"""On what a figure was measured: processors, Python, SQLite, how fast the disk flushes, how busy it is."""

from __future__ import annotations

import os
import platform
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

_FLUSHES = 200


def load() -> float:
    """How many processes wanted to run in the last minute, this one among them."""
    return round(os.getloadavg()[0], 2)


def machine() -> dict[str, object]:
    """What to say of the machine, without its name."""
    return {
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "fsync_p50_ms": flush_ms(os.fsync),
        "fdatasync_p50_ms": flush_ms(os.fdatasync),
        "load": load(),
    }


def flush_ms(flush: Callable[[int], None]) -> float:
    """The median of the time that a flush of one more page of a growing file takes, milliseconds."""
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as folder:
        file = os.open(Path(folder) / "flushed", os.O_CREAT | os.O_RDWR)
        try:
            return round(1000 * median(_flush(file, number, flush) for number in range(_FLUSHES)), 3)
        finally:
            os.close(file)


def _flush(file: int, number: int, flush: Callable[[int], None]) -> float:
    os.pwrite(file, b"x" * 4096, 4096 * number)
    began = time.perf_counter()
    flush(file)
    return time.perf_counter() - began
