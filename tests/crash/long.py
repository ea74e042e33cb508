"""The long run: `python -m tests.crash.long [kills] [seed]` kills 1,000 times, at every place in any order.

It prints a line of JSON for each round on a database: kills, how long, what was lost and what came twice.
Ends with 1 when anything was lost or came twice. With the seed that it prints, the same order comes again.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from itertools import count
from pathlib import Path

from bot.store.migrate import migrate
from tests.acceptance.premises import open_premises
from tests.crash.campaign import Campaign, side_by_side
from tests.crash.points import POINTS
from tests.postgres_server import PostgresServer

KILLS = 1000
PLATFORMS = ("slack", "discord")
# Makes a fresh database with all tables; the name is for its file.
NewUrl = Callable[[str], str]


def say(line: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


@contextmanager
def databases(folder: Path) -> Iterator[Mapping[str, NewUrl]]:
    """Both kinds."""
    file = folder / "migrated.db"
    migrate(f"sqlite:///{file}")
    (folder / "server").mkdir(mode=0o755)
    server = PostgresServer(folder / "server")

    # A name of its own each time: a process that was killed may leave its write-ahead log beside the file,
    # and SQLite would take it for one of the next file of that name.
    numbers = count(1)

    def new_file(name: str) -> str:
        return f"sqlite:///{shutil.copyfile(file, folder / f'{name}-{next(numbers)}.db')}"

    def new_database(_name: str) -> str:
        url = server.new_database()
        migrate(url)
        return url

    try:
        yield {"sqlite": new_file, "postgres": new_database}
    finally:
        server.close()


async def one_round(new_url: NewUrl, folder: Path, order: random.Random) -> Mapping[str, object]:
    """Kill at every place at both platforms, in some order."""
    began = time.monotonic()
    points = order.sample(POINTS, len(POINTS))
    async with AsyncExitStack() as stack:
        campaigns = []
        for platform in PLATFORMS:
            premises = await stack.enter_async_context(open_premises(new_url(platform), folder))
            campaigns.append(Campaign(premises, platform))
            stack.callback(campaigns[-1].end)
        verdicts = await side_by_side(campaigns, points)
    return {
        "kills": sum(campaign.kills for campaign in campaigns),
        "seconds": round(time.monotonic() - began, 1),
        "lost": [each for verdict in verdicts for each in verdict.lost],
        "twice": [each for verdict in verdicts for each in verdict.twice],
    }


def main() -> int:
    """Go round until so many processes were killed."""
    told = sys.argv[1:]
    wanted = int(told[0]) if told else KILLS
    seed = told[1] if len(told) > 1 else str(time.time_ns())
    order, killed, wrong = random.Random(seed), 0, 0  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="crash-") as name:
        folder = Path(name)
        # PostgreSQL runs as a user of its own where this runs as root.
        folder.chmod(0o755)
        with databases(folder) as kinds:
            while killed < wanted:
                for kind, new_url in kinds.items():
                    done = asyncio.run(one_round(new_url, folder, order))
                    killed += int(str(done["kills"]))
                    wrong += bool(done["lost"] or done["twice"])
                    say({"database": kind, **done, "killed": killed, "seed": seed})
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
