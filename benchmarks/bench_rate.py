"""`/stem rate` over Slack's Socket Mode, durable: the whole bot beside a bare bolt app with the same SQL.

`python -m benchmarks.bench_rate` prints a line of JSON for each and the ratios. The bot, the bare app and the
local workspace (its rate limits off) are processes of their own. The bare app runs the statements of our
handler, taken down while it ran, through SQLAlchemy's asyncio extension and aiosqlite; it is a bolt app with
the defaults at 50 in flight and one with `process_before_response` at 1. The ways take turns. Some minute.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import bars, machine, recorded
from benchmarks.local_addresses import SLACK
from benchmarks.printing import ratio, say
from benchmarks.program import Program, running, stem_bot
from benchmarks.school import RATE, Place, new_database, write_config
from benchmarks.workspace_in_process import Child, started

OURS, BARE = "stem-bot", "bare bolt app"
MANY, ALONE = 50, 1


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many turns each way has, and how many commands are typed in one."""

    rounds: int = 3
    many: int = 1500
    alone: int = 300


@dataclass(frozen=True, slots=True)
class Found:
    """What one turn came to; times in milliseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    not_answered: int
    lost: int


async def turn(way: str, folder: Path, at_once: int, count: int) -> Found:
    """One turn on a database of its own."""
    database = folder / f"{way.split(maxsplit=1)[0]}-{at_once}.db"
    await new_database(database)
    async with started(SLACK) as child, _program(way, folder, database, child, at_once) as program:
        warming_up = RATE.replace("round", "warming up")
        await child.ask({"type": count // 10, "at_once": at_once, "line": warming_up})
        before = program.cpu_seconds()
        found = await child.ask({"type": count, "at_once": at_once, "line": RATE})
        used = program.cpu_seconds() - before
    answered = count + count // 10 - found["not_answered"]
    return Found(
        found["per_second"],
        found["p50_ms"],
        found["p99_ms"],
        round(1e6 * used / count),
        found["not_answered"],
        answered - _stored(database),
    )


@asynccontextmanager
async def _program(
    way: str, folder: Path, database: Path, child: Child, at_once: int
) -> AsyncIterator[Program]:
    if way == OURS:
        words = stem_bot(write_config(folder, database, Place(slack=child.address)))
    else:
        words = ("benchmarks.bare_slack", f"{child.address}/api/", str(database), str(folder / "statements"))
        words += ("--before-response",) if at_once == ALONE else ()
    async with running(*words) as program:
        yield program


def _stored(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM rating").fetchone()[0])


async def compare(folder: Path, at_once: int, rounds: int, count: int) -> dict[str, dict[str, float]]:
    """Both ways in turns; the medians."""
    found: dict[str, list[Found]] = {OURS: [], BARE: []}
    for _ in range(rounds):
        for way, turns in found.items():
            turns.append(await turn(way, folder, at_once, count))
    middle = {way: _middle(turns) for way, turns in found.items()}
    for way, line in middle.items():
        say({"what": "/stem rate, Slack", "way": way, "in_flight": at_once, **line, "load": machine.load()})
    return middle


def _middle(turns: list[Found]) -> dict[str, float]:
    names = ("per_second", "p50_ms", "p99_ms", "cpu_us")
    middle = {name: round(median(float(getattr(one, name)) for one in turns), 2) for name in names}
    return middle | {name: sum(getattr(one, name) for one in turns) for name in ("not_answered", "lost")}


def judge(many: Mapping[str, Mapping[str, float]], alone: Mapping[str, Mapping[str, float]]) -> None:
    """The ratios beside what they should be."""
    faster = ratio(many[OURS]["per_second"], many[BARE]["per_second"])
    wait = ratio(many[OURS]["p99_ms"], many[BARE]["p99_ms"])
    single = ratio(alone[OURS]["p50_ms"], alone[BARE]["p50_ms"])
    bars.at_least("/stem rate in Slack, 50 in flight: commands a second, times the bare app's", faster, 3)
    bars.at_most("/stem rate in Slack, 50 in flight: p99, times the bare app's", wait, 0.333)
    bars.at_most("/stem rate in Slack, 1 in flight: p50, times the bare app's", single, 1.2)


async def measure(sizes: Sizes) -> None:
    """All of it."""
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as name:
        folder = Path(name)
        statements = await recorded.record(folder)
        recorded.save(folder / "statements", statements)
        say({"what": "machine", **machine.machine(), "statements": len(statements)})
        many = await compare(folder, MANY, sizes.rounds, sizes.many)
        alone = await compare(folder, ALONE, sizes.rounds, sizes.alone)
    judge(many, alone)


def main() -> None:
    """Measure everything, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure /stem rate in Slack.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    asyncio.run(measure(Sizes(1, 300, 100) if asked.parse_args().quick else Sizes()))


if __name__ == "__main__":
    main()
