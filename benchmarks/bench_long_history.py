"""What somebody's own commands cost in a team of 60 with five years behind it, beside the same team when new.

`python -m benchmarks.bench_long_history`: processor time at the front desk on SQLite (flushed), without a
platform before it; both teams take turns, one command at a time. Half a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks import bars, machine
from benchmarks.front_desk import front_desk, somebody
from benchmarks.local_addresses import SLACK_CHANNEL_ID, SLACK_TEAM, slack_account
from benchmarks.printing import ratio, say
from benchmarks.school import RATE, School, add_school
from benchmarks.years_of_school import live_through
from bot.chat.events import CommandCall, Place
from bot.reception import FrontDesk
from bot.store.engine import open_store
from bot.store.migrate import migrate

PEOPLE: Final = 60
_PLACE: Final = Place("slack", SLACK_TEAM, SLACK_CHANNEL_ID)
# What is typed, and how many times of a new team's cost it may have.
_COMMANDS: Final = {"rate": (RATE.removeprefix("/stem rate "), 1.5), "me": ("", 3.0), "home": ("", 3.0)}


@asynccontextmanager
async def a_team(folder: Path, name: str, *, past: bool) -> AsyncIterator[FrontDesk]:
    """The front desk of a team in a database of its own."""
    url = f"sqlite:///{folder / name}.db"
    await asyncio.to_thread(migrate, url)
    store = open_store(url)
    await store.write(lambda session: add_school(session, School(people=PEOPLE)))
    if past:
        await store.write(live_through)
    yield front_desk(store)
    await store.close()


async def used(desk: FrontDesk, command: str, number: int) -> float:
    """Milliseconds of processor time of one command."""
    line = _COMMANDS[command][0].format(number=number)
    who = somebody(slack_account(number % PEOPLE))
    call = CommandCall(f"{command}-{number}", who, _PLACE, command, line)
    began = time.process_time()
    await desk.answer(call)
    return 1000 * (time.process_time() - began)


async def measure(rounds: int) -> None:
    """All of it; everybody's first commands warm up."""
    say({"what": "machine", **machine.machine()})
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as folder:
        async with (
            a_team(Path(folder), "new", past=False) as new,
            a_team(Path(folder), "old", past=True) as old,
        ):
            for command, (_, bar) in _COMMANDS.items():
                costs: tuple[list[float], list[float]] = ([], [])
                for number in range(PEOPLE + rounds):
                    for cost, desk in zip(costs, (new, old), strict=True):
                        cost.append(await used(desk, command, number))
                without, behind = (round(median(cost[PEOPLE:]), 3) for cost in costs)
                line = {"what": f"/stem {command}", "new_ms": without, "five_years_ms": behind}
                say({**line, "load": machine.load()})
                bars.at_most(
                    f"/stem {command} after five years, times a new team's", ratio(behind, without), bar
                )


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure commands in a team with a long history.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    asyncio.run(measure(10 if asked.parse_args().quick else 240))


if __name__ == "__main__":
    main()
