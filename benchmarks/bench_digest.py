"""The weekly digest of a team with five years behind it: how much of the processor it takes, without picture.

`python -m benchmarks.bench_digest`: on SQLite and PostgreSQL, among other such teams, each time another.
Everything is in it that the clock does when a digest falls due: what happened is gathered, told to the
channel, to two leaders and the facilitator, and their deliveries are written. Counted is the processor time
of the bot's own thread (with SQLite's work in it, without PostgreSQL's), and the statements.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from statistics import median

from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from benchmarks import bars, five_years, machine
from benchmarks.databases import new_databases
from benchmarks.printing import say
from bot.desk import Desk
from bot.features.all import REPORTS
from bot.features.digest.planner import DigestPlanner
from bot.language.catalogue import phrases_in
from bot.store.engine import open_store
from bot.store.models import Occurrence, Schedule
from rubric.load import load_library

BAR = 50.0
WORDS_ALONE: Mapping[str, str] = {"picture": "none"}


async def measure_one(url: str, teams: int, rounds: int) -> list[tuple[float, int]]:
    """Milliseconds of processor time and statements of each digest."""
    store = open_store(url)
    library, planner = load_library(), DigestPlanner(REPORTS)
    found: list[tuple[float, int]] = []

    def send(session: Session, team: int) -> None:
        desk = Desk(session, five_years.ENDS, library, phrases_in("en"), phrases_in)
        # Taken back, so that each digest finds what the one before did.
        with session.begin_nested() as taken_back:
            occurrence, schedule = _due(session, team)
            session.expunge_all()
            with _counted(session) as statements:
                began = time.thread_time()
                planner.fill(desk, session.merge(schedule), session.merge(occurrence))
                session.flush()
                took = time.thread_time() - began
            taken_back.rollback()
        found.append((1000 * took, len(statements)))

    try:
        await store.write(lambda session: five_years.fill(session, teams))
        if store.dialect == "postgresql":
            await store.write(lambda session: session.execute(text("ANALYZE")))
        for number in range(rounds):
            await store.write(partial(send, team=number % teams))
    finally:
        await store.close()
    return found


@contextmanager
def _counted(session: Session) -> Iterator[list[str]]:
    """The statements of the block."""
    statements: list[str] = []
    listening = session.get_bind(), "before_cursor_execute", lambda *given: statements.append(given[2])
    event.listen(*listening)
    try:
        yield statements
    finally:
        event.remove(*listening)


def _due(session: Session, team: int) -> tuple[Occurrence, Schedule]:
    """A digest that falls due now; the day is another where the team had one before."""
    schedule = session.scalars(
        select(Schedule).where(Schedule.team_id == f"team-{team}", Schedule.kind == "digest")
    ).one()
    schedule.settings = dict(WORDS_ALONE)
    due = five_years.ENDS
    occurrence = Occurrence(
        id=time.monotonic_ns() // 1000,
        team_id=schedule.team_id,
        schedule_id=schedule.id,
        day=due.date(),
        slot=f"now-{time.monotonic_ns()}",
        due_at=due,
        closes_at=due + timedelta(hours=24),
        state="filling",
    )
    session.add(occurrence)
    session.flush()
    return occurrence, schedule


async def measure(teams: int, rounds: int) -> None:
    """On every kind of database."""
    say({"what": "machine", **machine.machine(), "teams": teams, "years": five_years.YEARS})
    with new_databases() as urls:
        for kind, url in urls.items():
            found = await measure_one(url, teams, rounds)
            # The first ones fill the caches of a process that has just begun.
            warm = [took for took, _ in found[3:]]
            statements = found[-1][1]
            say(
                {
                    "what": "a digest",
                    "database": kind,
                    "first_ms": round(found[0][0], 1),
                    "median_ms": round(median(warm), 1),
                    "worst_ms": round(max(warm), 1),
                    "statements": statements,
                }
            )
            bars.at_most(f"digest of a team with five years, {kind}: ms of CPU", median(warm), BAR)


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure the digest of a team with five years of data.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    quick = asked.parse_args().quick
    asyncio.run(measure(2, 8) if quick else measure(20, 100))


if __name__ == "__main__":
    main()
