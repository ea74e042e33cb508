"""The weekly digests of 1,000 teams with pictures, all due at once, on the processor that there is.

`python -m benchmarks.bench_digests_at_once`: SQLite, the bot and the local Slack in processes of their own.
Every team has a channel and a facilitator, two years of agreed states and goals; each digest goes to both,
with a picture for the channel and another for the facilitator. Measured: seconds until the last has arrived,
what the bot holds before and after, and how long its event loop stood still. Some minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from benchmarks import bars, machine
from benchmarks.bench_due_at_once import AHEAD, morning_zone
from benchmarks.local_addresses import SLACK
from benchmarks.printing import ratio, say
from benchmarks.program import Program, running
from benchmarks.school import INSTRUMENT, Place, School, new_database, write_config
from benchmarks.watched_bot import longest_since
from benchmarks.workspace_in_process import started
from bot.store.engine import open_store
from bot.store.models import AgreedState, Goal, Membership, Schedule
from rubric.fingerprint import fingerprint
from rubric.load import load_library

# As fast as the config lets the bot be told to send, a minute; a real Slack takes a hundred files a minute.
FASTEST: Final = 6000
PATIENCE: Final = 600.0
ROUNDS: Final = 4
GOALS: Final = 4
# What stands in the outbox for each team: the channel's and the facilitator's.
EACH: Final = 2


@dataclass(frozen=True, slots=True)
class Found:
    """Seconds until the last arrived; how many brought a picture; megabytes; the longest stall."""

    seconds: float
    with_picture: int
    before_mb: float
    half_mb: float
    after_mb: float
    stall_ms: float
    cpu_seconds: float


def add_digests(session: Session, school: School, due_at: datetime) -> None:
    """A facilitator, what was agreed and is aimed at, and a digest of every team that is due then."""
    session.execute(
        update(Membership).where(Membership.person_id <= school.teams).values(permission="facilitator")
    )
    instrument = load_library().instrument(INSTRUMENT)
    said = {"instrument": INSTRUMENT, "version": instrument.version, "fingerprint": fingerprint(instrument)}
    ids = [one.id for one in instrument.indicators]
    for table, rows in (
        (AgreedState, _states(school, ids, said)),
        (Goal, _goals(school, ids, said)),
        (Schedule, _digests(school, due_at)),
    ):
        session.connection().execute(insert(table), list(rows))


def _states(school: School, ids: list[str], said: dict[str, str]) -> Iterator[dict[str, Any]]:
    for number, team_id in enumerate(school.team_ids):
        for turn in range(ROUNDS):
            day = date(2025, 1, 15) + timedelta(days=150 * turn)
            for place, indicator in enumerate(ids):
                level = min(5, 1 + (number + place + turn) % 3 + turn // 2)
                agreed = {"level": level, "people": 9, "agreed_on": day, "managed": "chat"}
                yield {"team_id": team_id, "indicator": indicator, **said, **agreed}


def _goals(school: School, ids: list[str], said: dict[str, str]) -> Iterator[dict[str, Any]]:
    for team_id in school.team_ids:
        for indicator in ids[:GOALS]:
            aim = {"level": 5, "by_day": date(2028, 5, 28), "set_on": date(2025, 1, 15), "managed": "chat"}
            yield {"team_id": team_id, "indicator": indicator, **said, **aim}


def _digests(school: School, due_at: datetime) -> Iterator[dict[str, Any]]:
    local = due_at.astimezone(ZoneInfo(school.zone))
    for team_id in school.team_ids:
        yield {
            "team_id": team_id,
            "slot": "digest",
            "kind": "digest",
            "title": "digest",
            "rule": f"weekly on {local:%a}",
            "at": local.time(),
            "starts_on": local.date(),
            "settings": {},
            "next_due_at": due_at,
            "next_day": local.date(),
            "managed": "chat",
        }


async def send(folder: Path, school: School) -> Found:
    """Let all digests fall due."""
    database, stalls = folder / "digests.db", folder / "stalls.jsonl"
    await new_database(database, school)
    async with started(SLACK, school.people, channels=school.teams) as child:
        place = Place(slack=child.address, posts_per_minute=FASTEST)
        config = write_config(folder, database, place, school)
        due_at = datetime.now(UTC).replace(microsecond=0) + AHEAD
        store = open_store(f"sqlite:///{database}")
        await store.write(lambda session: add_digests(session, school, due_at))
        await store.close()
        async with running("benchmarks.watched_bot", str(config), str(stalls)) as program:
            await asyncio.sleep((due_at - datetime.now(UTC)).total_seconds() - 1)
            before, used = program.resident_megabytes(), program.cpu_seconds()
            half = await _until_sent(database, EACH * school.teams // 2, program)
            after = await _until_sent(database, EACH * school.teams, program)
            used = program.cpu_seconds() - used
            stall = longest_since(stalls, due_at.timestamp())
    arrived, with_picture = _sent(database)
    return Found(
        (datetime.fromisoformat(arrived).replace(tzinfo=UTC) - due_at).total_seconds(),
        with_picture,
        before,
        half,
        after,
        stall,
        used,
    )


async def _until_sent(database: Path, count: int, program: Program) -> float:
    """Wait until so many were sent; what the bot holds then."""
    began = time.monotonic()
    while (there := _count(database)) < count:
        if time.monotonic() - began > PATIENCE:
            raise SystemExit(f"Only {there} of {count} were sent in {PATIENCE:g} s.")
        await asyncio.sleep(0.5)  # another process works there
    return program.resident_megabytes()


def _count(database: Path) -> int:
    return int(_ask(database, "SELECT count(*) FROM delivery WHERE kind = 'digest' AND state = 'sent'")[0])


def _sent(database: Path) -> tuple[str, int]:
    last, pictures = _ask(
        database, "SELECT max(sent_at), count(file_id) FROM delivery WHERE kind = 'digest' AND state = 'sent'"
    )
    return str(last), int(pictures)


def _ask(database: Path, question: str) -> tuple[Any, ...]:
    with closing(sqlite3.connect(database)) as connection:
        found: tuple[Any, ...] = connection.execute(question).fetchone()
        return found


async def measure(school: School) -> None:
    """All of it."""
    say({"what": "machine", **machine.machine()})
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as folder:
        found = await send(Path(folder), school)
    line = {"teams": school.teams, "deliveries": EACH * school.teams, "with_picture": found.with_picture}
    memory = {"before_mb": found.before_mb, "half_mb": found.half_mb, "after_mb": found.after_mb}
    took = {"seconds": found.seconds, "cpu_seconds": round(found.cpu_seconds, 1), "stall_ms": found.stall_ms}
    say({"what": "digests at once", **line, **took, **memory})
    all_of_them = f"the digests of {school.teams} teams with pictures"
    growth = ratio(found.after_mb, found.half_mb)
    bars.at_most(f"{all_of_them}: seconds until the last arrived", found.seconds, 300)
    bars.at_least(f"{all_of_them}: how many bring one", found.with_picture / (EACH * school.teams), 1)
    bars.at_most(f"{all_of_them}: memory at the end, times that at half", growth, 1.1)
    bars.at_most("the longest that the event loop stands still meanwhile, ms", found.stall_ms, 50)


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure digests with pictures that are due at once.")
    asked.add_argument("--quick", action="store_true", help="50 teams, to see that it runs")
    teams = 50 if asked.parse_args().quick else 1000
    asyncio.run(measure(School(teams, EACH * teams, morning_zone(datetime.now(UTC)))))


if __name__ == "__main__":
    main()
