"""A vote in a consensus round of 60 people, from the event to the answer after COMMIT, beside `/stem rate`.

`python -m benchmarks.bench_vote`: at the front desk on SQLite (flushed), without a platform before it; both
take turns, one at a time. Everybody votes, the last one reveals. Ten seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks import bars, machine
from benchmarks.front_desk import front_desk, somebody
from benchmarks.local_addresses import SLACK_CHANNEL_ID, SLACK_TEAM, slack_account
from benchmarks.printing import ratio, say
from benchmarks.school import INDICATOR, INSTRUMENT, RATE, TEAM, School, add_school
from bot.chat.events import Call, CommandCall, FormSubmission, Place
from bot.reception import FrontDesk
from bot.schedule.clock_time import SystemClock
from bot.store.engine import Store, open_store
from bot.store.migrate import migrate
from bot.store.models import ConsensusRound, ConsensusVote, Person, Rating
from bot.store.queries import consensus
from rubric.fingerprint import fingerprint
from rubric.load import load_library

VOTERS = 60
_PLACE = Place("slack", SLACK_TEAM, SLACK_CHANNEL_ID)
_LINE = RATE.removeprefix("/stem rate ")


def start_round(session: Session) -> int:
    """A round about the indicator that is rated beside it; its id."""
    instrument, now = load_library().instrument(INSTRUMENT), SystemClock().now()
    one = ConsensusRound(
        team_id=TEAM,
        instrument=INSTRUMENT,
        version=instrument.version,
        fingerprint=fingerprint(instrument),
        indicator=INDICATOR,
        started_by=session.scalars(select(Person.id).order_by(Person.id)).first(),
        started_at=now,
        closes_at=now + timedelta(days=3),
        state=consensus.VOTING,
        ballot=1,
        changed_at=now,
        shown_at=now,
    )
    session.add(one)
    session.flush()
    return one.id


def end_round(session: Session, round_id: int) -> None:
    """Make room for the next."""
    one = session.get_one(ConsensusRound, round_id)
    one.state, one.ended_at = consensus.CANCELLED, SystemClock().now()


def vote(voter: int, round_id: int) -> FormSubmission:
    """Somebody's vote."""
    values = {"level": str(voter % 3 + 2), "words": f"Seen by {voter}"}
    return FormSubmission(
        f"vote-{round_id}-{voter}",
        somebody(slack_account(voter)),
        _PLACE,
        "consensus-vote",
        str(round_id),
        values,
    )


def rating(voter: int, round_id: int) -> CommandCall:
    """Somebody's rating."""
    line = _LINE.format(number=f"{round_id}, number {voter}")
    return CommandCall(f"rate-{round_id}-{voter}", somebody(slack_account(voter)), _PLACE, "rate", line)


async def one_round(desk: FrontDesk, store: Store, waits: Sequence[list[float]]) -> None:
    """Everybody rates and votes."""
    round_id = await store.write(start_round)
    for voter in range(VOTERS):
        calls: tuple[Call, ...] = (vote(voter, round_id), rating(voter, round_id))
        for wait, call in zip(waits, calls, strict=True):
            wait.append(await answered(desk, call))
    await store.write(lambda session: end_round(session, round_id))


async def answered(desk: FrontDesk, call: Call) -> float:
    """Seconds until the answer."""
    began = time.perf_counter()
    await desk.answer(call)
    return time.perf_counter() - began


def lost(session: Session, rounds: int) -> int:
    """How many votes and ratings are not in the database."""
    stored = [session.scalar(select(func.count()).select_from(kind)) or 0 for kind in (ConsensusVote, Rating)]
    return 2 * rounds * VOTERS - sum(stored)


async def measure(rounds: int) -> None:
    """All of it; the first round warms up."""
    say({"what": "machine", **machine.machine()})
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        await asyncio.to_thread(migrate, url)
        store = open_store(url)
        await store.write(lambda session: add_school(session, School(people=VOTERS)))
        desk = front_desk(store)
        votes: list[float] = []
        rates: list[float] = []
        await one_round(desk, store, ([], []))
        for _ in range(rounds):
            await one_round(desk, store, (votes, rates))
        missing = await store.read(lambda session: lost(session, rounds + 1))
        await store.close()
    times = {"vote_ms": round(1000 * median(votes), 2), "rate_ms": round(1000 * median(rates), 2)}
    say({"what": "a vote among 60", "count": len(votes), **times, "lost": missing, "load": machine.load()})
    bars.at_most("a vote among 60 people: p50, times /stem rate", ratio(median(votes), median(rates)), 1.2)


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure a vote in a consensus round.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    asyncio.run(measure(1 if asked.parse_args().quick else 10))


if __name__ == "__main__":
    main()
