"""What a report on a thousand teams costs, with a quarter of check-ins: gathered, and written as a message.

`python -m benchmarks.bench_district_report`: on SQLite and PostgreSQL. Counts the statements, and compares a
tenth of the teams with all of them: the statements must not become more.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from benchmarks import bars, machine
from benchmarks.databases import new_databases
from benchmarks.district import District, fill
from benchmarks.printing import say
from benchmarks.quarter_of_check_ins import add_check_ins, add_report
from bot.chat.cards import split
from bot.desk import Desk
from bot.features.district.report import DistrictReport
from bot.language.catalogue import phrases_in
from bot.schedule.report import Period, Recipient
from bot.store.engine import open_store
from bot.store.models import Person, Team
from rubric.load import load_library
from rubric.model import Library

NOW = datetime(2026, 12, 7, 14, tzinfo=UTC)
QUARTER = Period(datetime(2026, 9, 7, 14, tzinfo=UTC), NOW)
SECONDS, STATEMENTS = 5.0, 20


class Cost(NamedTuple):
    """Seconds, of them on this processor, statements, and how many messages came of it."""

    seconds: float
    cpu: float
    statements: int
    messages: int


def report(session: Session, library: Library, teams: int) -> Cost:
    """One report on so many teams, as a leader reads it."""
    asked: list[str] = []

    def count(*given: object) -> None:
        asked.append(str(given[2]))

    session.expire_all()
    team, person = session.get_one(Team, "team-0"), session.get_one(Person, 1)
    desk = Desk(session, NOW, library, phrases_in("en"), phrases_in)
    settings = {"report": "district", "teams": [f"team-{number}" for number in range(teams)]}
    event.listen(Engine, "before_cursor_execute", count)
    began, worked = time.perf_counter(), time.process_time()
    issue = DistrictReport().gather(desk, team, settings, QUARTER)
    card = issue.card(Recipient(desk.t, desk.team_reader(team), "slack", person, "leader"))
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    event.remove(Engine, "before_cursor_execute", count)
    return Cost(round(seconds, 3), round(cpu, 3), len(asked), len(split(card)))


async def compare(kind: str, url: str, district: District) -> None:
    """A tenth of the teams beside all."""
    store, library = open_store(url), load_library()
    teams = [f"team-{number}" for number in range(district.teams)]
    settings = json.dumps({"report": "district", "teams": teams})
    try:
        await store.write(lambda session: fill(session, district))
        await store.write(lambda session: add_check_ins(session, district))
        await store.write(lambda session: add_report(session, district, settings))
        if store.dialect == "postgresql":
            await store.write(lambda session: session.execute(text("ANALYZE")))
        costs = {
            count: await store.read(partial(report, library=library, teams=count))
            for count in (district.teams // 10, district.teams)
        }
    finally:
        await store.close()
    for count, cost in costs.items():
        say({"what": f"report on {count} teams", "database": kind, **cost._asdict(), "load": machine.load()})
    whole = costs[district.teams]
    bars.at_most(f"report on {district.teams} teams, {kind}: seconds", whole.seconds, SECONDS)
    bars.at_most(f"report on {district.teams} teams, {kind}: statements", whole.statements, STATEMENTS)


async def measure(district: District) -> None:
    """On every kind of database."""
    say({"what": "machine", **machine.machine(), "teams": district.teams})
    with new_databases() as urls:
        for kind, url in urls.items():
            await compare(kind, url, district)


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure the report on many teams.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    quick = asked.parse_args().quick
    asyncio.run(measure(District(50, 12, 5_000) if quick else District(1000, 12, 300_000)))


if __name__ == "__main__":
    main()
