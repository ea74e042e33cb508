"""A school year: `python -m tests.soak.long [--weeks 40] [--teams 50] [--seed 1]`.

It prints a line of JSON for each week and one at the end. Ends with 1 when anything was lost or came twice,
or when memory, open files or the database's log grew. With the same seed the same faults are ordered, at
moments that the machine decides.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.store.migrate import migrate
from tests.soak.vitals import Vitals
from tests.soak.year import Year, open_year

WEEKS, TEAMS = 40, 50
_MOST_SHOWN = 20
# MB, files, MB: what a process may gain while it lives, and the largest log.
MAY_GROW, MAY_OPEN, LARGEST_LOG = 30.0, 15, 32.0


def say(line: Mapping[str, object]) -> None:
    """One line."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def growth(vitals: Sequence[tuple[int, Vitals]]) -> Mapping[str, float]:
    """The most that one process gained from its first week to its last, and the largest log."""
    lives: dict[int, list[Vitals]] = {}
    for pid, taken in vitals:
        lives.setdefault(pid, []).append(taken)
    return {
        "memory": max((life[-1].memory - life[0].memory for life in lives.values()), default=0.0),
        "files": max((life[-1].files - life[0].files for life in lives.values()), default=0),
        "log": max((each.log for _, each in vitals), default=0.0),
    }


async def run(database: Path, teams: int, weeks: int, seed: str) -> bool:
    """Whether all went well."""
    began = time.monotonic()
    async with open_year(database, teams, seed) as year:
        for week in range(weeks):
            await year.week(week)
            say(_progress(year, week + 1, began))
        verdict = await year.verdict(weeks)
    grown = growth(year.vitals)
    say(
        {
            "weeks": weeks,
            "teams": teams,
            "seed": seed,
            "seconds": round(time.monotonic() - began, 1),
            "messages": verdict.messages,
            "check_ins": verdict.check_ins,
            "lost": len(verdict.lost),
            "twice": len(verdict.twice),
            "faults": dict(year.weather.happened),
            "growth": grown,
            "wrong": [*verdict.lost, *verdict.twice][:_MOST_SHOWN],
        }
    )
    flat = grown["memory"] <= MAY_GROW and grown["files"] <= MAY_OPEN and grown["log"] <= LARGEST_LOG
    return flat and not verdict.lost and not verdict.twice


def _progress(year: Year, weeks: int, began: float) -> Mapping[str, object]:
    return {
        "week": weeks,
        "seconds": round(time.monotonic() - began, 1),
        "faults": year.weather.happened.total(),
        **asdict(year.vitals[-1][1]),
    }


def main() -> int:
    """Run a year in a folder of its own."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--weeks", type=int, default=WEEKS)
    told.add_argument("--teams", type=int, default=TEAMS)
    told.add_argument("--seed", default=str(time.time_ns()))
    given = told.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        database = Path(folder) / "stem-bot.db"
        migrate(f"sqlite:///{database}")
        return 0 if asyncio.run(run(database, given.teams, given.weeks, given.seed)) else 1


if __name__ == "__main__":
    sys.exit(main())
