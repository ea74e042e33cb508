"""How many transactions a second the store carries on SQLite, and how long a caller waits, beside other ways.

`python -m benchmarks.bench_store` prints a line of JSON for each way and number of callers, then the ratios
to the store. A transaction is what a tap costs: read one row, change it, add one. All ways flush every commit
to the disk; the rounds take turns, so that a noisy machine disturbs them alike. Some 15 seconds.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from statistics import quantiles

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from benchmarks.async_engine import AsyncEngineStore
from benchmarks.printing import ratio, say
from bot.store import sqlite_writer
from bot.store.engine import Store, open_store

CALLERS = (1, 8, 32)
ROUNDS, SECONDS = 3, 0.5
COMPARED = ("per_second", "p50_ms", "p99_ms")
READ = "SELECT value FROM counter"
GROUP = sqlite_writer.GROUP
Once = Callable[[], Awaitable[object]]


@dataclass(slots=True)
class Measured:
    """What one way did with one number of callers; times in seconds."""

    waits: list[float] = field(default_factory=list)
    failed: int = 0
    seconds: float = 0.0
    stored: int = 0

    def as_data(self, way: str, callers: int) -> dict[str, object]:
        """The line to print; `lost` counts answers of success whose change is not there."""
        cuts = quantiles(self.waits, n=100)
        return {
            "way": way,
            "callers": callers,
            "per_second": round(len(self.waits) / self.seconds),
            "p50_ms": round(1000 * cuts[49], 2),
            "p99_ms": round(1000 * cuts[98], 2),
            "failed": self.failed,
            "lost": len(self.waits) - self.stored,
        }


def tap(session: Session) -> None:
    """One transaction."""
    value = session.scalar(text(READ))
    session.execute(text("UPDATE counter SET value = :value"), {"value": value + 1})
    session.execute(text("INSERT INTO answer (words) VALUES ('moved')"))


async def one_round(once: Once, callers: int, measured: Measured) -> None:
    """Let that many callers tap, each again as soon as it has its answer."""
    began = time.perf_counter()

    async def caller() -> None:
        while (start := time.perf_counter()) - began < SECONDS:
            try:
                await once()
            except OperationalError:
                measured.failed += 1
            else:
                measured.waits.append(time.perf_counter() - start)

    await asyncio.gather(*(caller() for _ in range(callers)))
    measured.seconds += time.perf_counter() - began


async def prepare(store: Store) -> None:
    """Make the two tables and the one row."""

    def job(session: Session) -> None:
        session.execute(text("CREATE TABLE counter (value INTEGER)"))
        session.execute(text("CREATE TABLE answer (id INTEGER PRIMARY KEY, words TEXT)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    await store.write(job)


async def measure(way: str, folder: Path, callers: int, measured: Measured) -> None:
    """One round of one way on a file of its own."""
    url = f"sqlite:///{folder / f'{way}-{callers}-{time.monotonic_ns()}.db'}"
    sqlite_writer.GROUP = 1 if way == "ungrouped" else GROUP
    store = open_store(url)
    await prepare(store)
    if way == "aiosqlite":
        engine = AsyncEngineStore(url)
        await one_round(lambda: engine.write(tap), callers, measured)
        await engine.close()
    else:
        await one_round(lambda: store.write(tap), callers, measured)
    measured.stored += (
        await store.read(lambda session: session.scalar(text("SELECT value FROM counter"))) or 0
    )
    await store.close()


async def compare(ways: list[str], callers: int, folder: Path) -> None:
    """Measure all ways in turns and print what came of it."""
    measured = {way: Measured() for way in ways}
    for _ in range(ROUNDS):
        for way in ways:
            await measure(way, folder, callers, measured[way])
    lines = {way: found.as_data(way, callers) for way, found in measured.items()}
    for line in lines.values():
        say(line)
    for way in ways[1:]:
        ratios = {
            key: ratio(lines[way][key], lines["store"][key]) for key in ("per_second", "p50_ms", "p99_ms")
        }
        say({"ratio": f"{way} / store", "callers": callers, **ratios})


def main() -> None:
    """Compare on a fresh folder of this disk."""
    ways = ["store", "ungrouped"]
    if find_spec("aiosqlite"):
        ways.append("aiosqlite")
    else:
        say({"left_out": "aiosqlite", "why": "it is not installed (pip install aiosqlite)"})
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as folder:
        for callers in CALLERS:
            asyncio.run(compare(ways, callers, Path(folder)))


if __name__ == "__main__":
    main()
