"""10,000 people whose check-in falls due at once: the first message, all of them written, clicks meanwhile.

`python -m benchmarks.bench_due_at_once`: 50 teams of 200 people on SQLite, the bot and the local Slack in
processes of their own. A few people go on typing `/stem rate` all the time. Beside it the raw multi-row
insert of as many prompts and deliveries, the very rows that the bot wrote, in one durable transaction.
Some minute.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from benchmarks import bars, machine
from benchmarks.local_addresses import SLACK
from benchmarks.printing import ratio, say
from benchmarks.program import running, stem_bot
from benchmarks.school import RATE, Place, School, new_database, write_config
from benchmarks.workspace_in_process import Child, started
from bot.store.engine import open_store
from bot.store.models import Schedule

# Long enough for the bot to start on a busy machine.
AHEAD = timedelta(seconds=20)
PATIENCE = 120.0
CLICKING = 3
WRITTEN = ("prompt", "delivery")


@dataclass(frozen=True, slots=True)
class Found:
    """Seconds after the due time: the first message sent, everything written; what clicks waited."""

    first_sent: float
    all_written: float
    cpu_seconds: float
    clicks: dict[str, float]


def morning_zone(now: datetime) -> str:
    """A zone where it is between nine and ten in the morning."""
    return f"Etc/GMT{now.hour - 9:+d}"


def add_schedules(session: Session, school: School, due_at: datetime) -> None:
    """A check-in of every team that falls due then."""
    local = due_at.astimezone(ZoneInfo(school.zone))
    for team_id in school.team_ids:
        schedule = Schedule(
            team_id=team_id,
            slot="check-in-1",
            kind="check-in",
            title="check-in",
            rule=f"every {local:%A}".lower(),
            at=local.time(),
            starts_on=local.date(),
            settings={},
            next_due_at=due_at,
            next_day=local.date(),
            managed="chat",
        )
        session.add(schedule)


async def due(folder: Path, school: School) -> Found:
    """Let it fall due once."""
    database = folder / "due.db"
    await new_database(database, school)
    async with started(SLACK, school.people) as child:
        config = write_config(folder, database, Place(slack=child.address), school)
        due_at = datetime.now(UTC).replace(microsecond=0) + AHEAD
        store = open_store(f"sqlite:///{database}")
        await store.write(lambda session: add_schedules(session, school, due_at))
        await store.close()
        async with running(*stem_bot(config)) as program:
            await asyncio.sleep((due_at - datetime.now(UTC)).total_seconds() - 1)
            before = program.cpu_seconds()
            clicks = asyncio.create_task(_clicks(child))
            await _until_written(database, school.people)
            written_at = datetime.now(UTC)
            used = program.cpu_seconds() - before
            found = await clicks
            first = await _first_sent(database)
    return Found((first - due_at).total_seconds(), (written_at - due_at).total_seconds(), used, found)


async def _clicks(child: Child) -> dict[str, float]:
    """A few people type, one command after the other, for some seconds."""
    return await child.ask({"type": 10**6, "at_once": CLICKING, "line": RATE, "seconds": 8})


async def _until_written(database: Path, people: int) -> None:
    began = time.monotonic()
    while _count(database) < people:
        if time.monotonic() - began > PATIENCE:
            raise SystemExit(f"Only {_count(database)} of {people} were written in {PATIENCE:g} s.")
        await asyncio.sleep(0.05)  # another process writes there


def _count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM prompt WHERE delivery_id > 0").fetchone()[0])


async def _first_sent(database: Path) -> datetime:
    first = None
    while first is None:
        with closing(sqlite3.connect(database)) as connection:
            first = connection.execute("SELECT min(sent_at) FROM delivery").fetchone()[0]
        await asyncio.sleep(0.1)
    return datetime.fromisoformat(first).replace(tzinfo=UTC)


def raw_insert(folder: Path) -> float:
    """Seconds in which the same rows are inserted by one statement for many rows, in one transaction."""
    with closing(sqlite3.connect(folder / "due.db")) as connection:
        rows = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in WRITTEN}  # noqa: S608 - our own names
        for table in ("answer", *WRITTEN):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
        connection.commit()
        connection.execute("PRAGMA synchronous = FULL")
        began = time.perf_counter()
        for table, found in reversed(rows.items()):
            places = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", found)  # noqa: S608
        connection.commit()
        return time.perf_counter() - began


async def measure(school: School) -> None:
    """All of it."""
    say({"what": "machine", **machine.machine()})
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as folder:
        found = await due(Path(folder), school)
        raw = await asyncio.to_thread(raw_insert, Path(folder))
    line = {"first_sent_s": found.first_sent, "all_written_s": found.all_written}
    cpu = {"cpu_us_per_person": round(1e6 * found.cpu_seconds / school.people), "raw_insert_s": round(raw, 3)}
    say({"what": "due at once", "people": school.people, "teams": school.teams, **line, **cpu})
    say({"what": "clicks meanwhile", **found.clicks})
    say({"ratio": "all written / raw insert of the rows", "value": ratio(found.all_written, raw)})
    bars.at_most(f"{school.people} people due at once: seconds to the first message", found.first_sent, 1)
    bars.at_most(f"{school.people} people due at once: seconds until all is written", found.all_written, 5)
    bars.at_most("the longest that a click waited meanwhile, ms", found.clicks["longest_ms"], 300)


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure what falls due for many at once.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    zone = morning_zone(datetime.now(UTC))
    asyncio.run(measure(School(5, 1000, zone) if asked.parse_args().quick else School(50, 10_000, zone)))


if __name__ == "__main__":
    main()
