"""What a command in Discord costs in processor time: our `/stem rate` beside a bare command of discord.py.

`python -m benchmarks.bench_discord`: ours is recorded durably in the database, the bare one answers a text
and stores nothing. Both run in processes of their own, in turns. Some minute.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path
from statistics import median

from benchmarks import bars, machine
from benchmarks.local_addresses import DISCORD
from benchmarks.printing import ratio, say
from benchmarks.program import Program, running, stem_bot
from benchmarks.school import RATE, Place, new_database, write_config
from benchmarks.workspace_in_process import Child, started

OURS, BARE = "stem-bot", "bare discord.py"
AT_ONCE = 10


async def turn(way: str, folder: Path, count: int) -> dict[str, float]:
    """One turn: processor time for each command, and how long people waited."""
    database = folder / "discord.db"
    await new_database(database)
    async with started(DISCORD) as child:
        place = Place(discord=child.address, gateway=child.gateway)
        bare = ("benchmarks.bare_discord", f"{child.address}/api/v10", child.gateway)
        words = stem_bot(write_config(folder, database, place)) if way == OURS else bare
        async with running(*words) as program:
            await _type(child, count // 10, "warming up")
            return await _measured(program, child, count)


async def _measured(program: Program, child: Child, count: int) -> dict[str, float]:
    before = program.cpu_seconds()
    found = await _type(child, count, "round")
    used = program.cpu_seconds() - before
    return {"cpu_us": 1e6 * used / count, **{name: found[name] for name in ("p50_ms", "not_answered")}}


async def _type(child: Child, count: int, words: str) -> dict[str, float]:
    line = RATE.replace("round", words).replace('"', "")
    return await child.ask({"type": count, "at_once": AT_ONCE, "line": line})


async def measure(rounds: int, count: int) -> None:
    """Both ways in turns, and the ratio of the medians."""
    say({"what": "machine", **machine.machine()})
    turns: dict[str, list[dict[str, float]]] = {OURS: [], BARE: []}
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as folder:
        for _ in range(rounds):
            for way, found in turns.items():
                found.append(await turn(way, Path(folder), count))
    cost = {}
    for way, found in turns.items():
        middle = {name: round(median(one[name] for one in found), 2) for name in found[0]}
        cost[way] = middle["cpu_us"]
        line = {"what": "/stem rate, Discord", "way": way, "in_flight": AT_ONCE}
        say({**line, **middle, "load": machine.load()})
    share = ratio(cost[OURS], cost[BARE])
    bars.at_most("/stem rate in Discord: processor time, times a bare command's", share, 2.5)


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure /stem rate in Discord.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    asyncio.run(measure(1, 300) if asked.parse_args().quick else measure(3, 1500))


if __name__ == "__main__":
    main()
