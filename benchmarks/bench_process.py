"""Start to ready, and resident memory: the whole bot on both platforms beside bare bolt and discord.py.

`python -m benchmarks.bench_process [--commands 100000]`: the time from starting the process to being ready
(median of five), what it holds when idle, and after people have typed commands, half of them and all. The
bare process answers a text and has no database. Some two minutes with the usual number of commands.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import bars, machine
from benchmarks.local_addresses import DISCORD, SLACK
from benchmarks.printing import ratio, say
from benchmarks.program import Program, running, stem_bot
from benchmarks.school import RATE, Place, new_database, write_config
from benchmarks.workspace_in_process import Child, started

OURS, BARE = "stem-bot", "bare bolt + discord.py"
STARTS, AT_ONCE, IDLE_SECONDS = 5, 20, 3.0


@dataclass(frozen=True, slots=True)
class Town:
    """Both platforms, and the words that start each way."""

    slack: Child
    discord: Child
    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes: when idle, after half of the commands, after all."""

    idle: float
    half: float
    whole: float


@asynccontextmanager
async def town(folder: Path) -> AsyncIterator[Town]:
    """Start both platforms; our database is prepared as `stem-bot migrate` leaves it."""
    database = folder / "both.db"
    await new_database(database)
    async with started(SLACK) as slack, started(DISCORD) as discord:
        config = write_config(folder, database, Place(slack.address, discord.address, discord.gateway))
        bare = (f"{discord.address}/api/v10", discord.gateway, f"{slack.address}/api/")
        yield Town(slack, discord, {OURS: stem_bot(config), BARE: ("benchmarks.bare_discord", *bare)})


async def starts(found: Town) -> dict[str, float]:
    """Seconds from start to ready, the median of several, in turns."""
    took: dict[str, list[float]] = {way: [] for way in found.words}
    for _ in range(STARTS):
        for way, words in found.words.items():
            async with running(*words) as program:
                took[way].append(program.ready_after)
    return {way: round(median(seconds), 3) for way, seconds in took.items()}


async def held(found: Town, way: str, commands: int) -> Held:
    """What one way holds."""
    async with running(*found.words[way]) as program:
        await asyncio.sleep(IDLE_SECONDS)
        idle = program.resident_megabytes()
        half = await _after(found, program, commands // 2, "the first half")
        whole = await _after(found, program, commands // 2, "the second half")
    return Held(idle, half, whole)


async def _after(found: Town, program: Program, commands: int, words: str) -> float:
    for child in (found.slack, found.discord):
        line = RATE.replace("round", words)
        typed = await child.ask({"type": commands // 2, "at_once": AT_ONCE, "line": line})
        if typed["not_answered"]:
            say({"not_answered": typed["not_answered"]})
    return program.resident_megabytes()


async def measure(commands: int) -> None:
    """All of it."""
    say({"what": "machine", **machine.machine()})
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as folder:
        async with town(Path(folder)) as found:
            ready = await starts(found)
            memory = {way: await held(found, way, commands) for way in found.words}
    for way, kept in memory.items():
        line = {"idle_mb": kept.idle, "half_mb": kept.half, "all_mb": kept.whole}
        say({"what": "process", "way": way, "ready_s": ready[way], "commands": commands, **line})
    ours, bare = memory[OURS], memory[BARE]
    bars.at_most("start to ready, times a bare process's", ratio(ready[OURS], ready[BARE]), 1.5)
    bars.at_most("resident memory when idle, times a bare process's", ratio(ours.idle, bare.idle), 1.6)
    after = f"resident memory after {commands} commands"
    bars.at_most(f"{after}, times a bare process's", ratio(ours.whole, bare.whole), 1.6)
    bars.at_most(f"{after}, times that after half of them", ratio(ours.whole, ours.half), 1.05)


def main() -> None:
    """Measure it."""
    asked = argparse.ArgumentParser(description="Measure the process.")
    asked.add_argument("--commands", type=int, default=10_000, help="how many people type in all")
    asyncio.run(measure(asked.parse_args().commands))


if __name__ == "__main__":
    main()
