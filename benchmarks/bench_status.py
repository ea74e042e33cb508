"""Where a team stands, among a million ratings of a thousand teams: `/stem status` beside the one query.

`python -m benchmarks.bench_status`: on SQLite and PostgreSQL, another team in each round. The query is what
nobody can do without: everybody's newest rating of every indicator in one team, by an index, over the bare
driver in a thread, all rows fetched. Beside it the readings that the status needs (ratings, agreed levels,
goals, as they count in today's rubric), and the whole answer from the event to the card: the first, which
publishes the figures, and every later one. Some minute, most of it for the ratings.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Awaitable, Callable
from statistics import median
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from benchmarks import bars, machine
from benchmarks.databases import new_databases
from benchmarks.district import District, account_of, fill
from benchmarks.front_desk import front_desk, somebody
from benchmarks.printing import ratio, say
from benchmarks.school import INSTRUMENT
from bot.chat.events import CommandCall, Place
from bot.store.engine import Store, open_store
from bot.store.lineage import lineage_of
from bot.store.queries import ratings
from rubric.load import load_library

QUERY, READINGS = "the one query", "what the status reads"
FIRST, ANSWER = "the first answer", "the whole answer"
_SAID = "person_id, instrument, version, fingerprint, indicator"
# How each kind of database finds the newest row of a group with one pass.
NEWEST = {
    "sqlite": f"SELECT {_SAID}, answer, level, max(id) FROM rating WHERE team_id = ? AND undone_at IS NULL "  # noqa: S608 - our own names
    f"GROUP BY {_SAID}",
    "postgresql": f"SELECT DISTINCT ON ({_SAID}) {_SAID}, answer, level, id FROM rating "  # noqa: S608
    f"WHERE team_id = %s AND undone_at IS NULL ORDER BY {_SAID}, id DESC",
}
Way = Callable[[int], Awaitable[object]]


async def compare(url: str, district: District, rounds: int) -> dict[str, float]:
    """Milliseconds of each way, the medians; the ways take turns, with another team in each round."""
    store, engine = open_store(url), create_engine(url)
    try:
        await store.write(lambda session: fill(session, district))
        if store.dialect == "postgresql":
            # Its own housekeeping would do this soon.
            await store.write(lambda session: session.execute(text("ANALYZE")))
        with engine.connect() as connection:
            raw = connection.connection.cursor()
            ways = _ways(store, raw)
            waits: dict[str, list[float]] = {name: [] for name in ways}
            for team in (number * 7 % district.teams for number in range(rounds)):
                for name, way in ways.items():
                    began = time.perf_counter()
                    await way(team)
                    waits[name].append(time.perf_counter() - began)
    finally:
        engine.dispose()
        await store.close()
    return {name: round(1000 * median(found), 3) for name, found in waits.items()}


def _ways(store: Store, raw: Any) -> dict[str, Way]:
    desk, instrument = front_desk(store), load_library().instrument(INSTRUMENT)

    async def query(team: int) -> object:
        # As everywhere in a program on asyncio, the database is asked in a thread.
        return await asyncio.to_thread(
            lambda: raw.execute(NEWEST[store.dialect], (f"team-{team}",)).fetchall()
        )

    async def readings(team: int) -> object:
        def read(session: Session) -> None:
            lineage = lineage_of(session, instrument)
            for subject in (ratings.agreed, ratings.goals, ratings.standing):
                subject(session, lineage, f"team-{team}")

        return await store.read(read)

    async def answer(team: int) -> object:
        person = somebody(account_of(team))
        place = Place(person.platform, person.workspace, "D0")
        return await desk.answer(CommandCall(f"key-{time.monotonic_ns()}", person, place, command="status"))

    return {QUERY: query, READINGS: readings, FIRST: answer, ANSWER: answer}


async def measure(district: District, rounds: int) -> None:
    """On every kind of database."""
    say({"what": "machine", **machine.machine(), "ratings": district.ratings, "teams": district.teams})
    with new_databases() as urls:
        for kind, url in urls.items():
            found = await compare(url, district, rounds)
            say({"what": "status of a team", "database": kind, "ms": found, "load": machine.load()})
            say({"ratio": f"{READINGS} / {QUERY}", "value": ratio(found[READINGS], found[QUERY])})
            times = ratio(found[ANSWER], found[QUERY])
            bars.at_most(f"status over {district.ratings} ratings, {kind}: times the one query", times, 3)


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure the status of a team among many.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    quick = asked.parse_args().quick
    asyncio.run(measure(District(100, 12, 100_000), 20) if quick else measure(District(), 100))


if __name__ == "__main__":
    main()
