"""Deliveries with the safe protocol: how near to the documented limits, and what each costs.

`python -m benchmarks.bench_deliveries`. The rate: an outbox of messages that are due, the local platforms
with their rate limits on, the bot's own limits as they are by default; compared with what is documented:
in Slack 500 posts a minute in a workspace, in Discord 50 requests a second, of which opening a direct message
is one. The cost: the limits off and the config's as high as they go, beside the vendor's library that posts
the same content. Some two minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from benchmarks import bars, machine, outbox_rows
from benchmarks.local_addresses import DISCORD, SLACK
from benchmarks.printing import ratio, say
from benchmarks.program import running, stem_bot
from benchmarks.school import Place, School, new_database, write_config
from benchmarks.workspace_in_process import Child, started

# Documented, in requests a second.
DOCUMENTED = {SLACK: 500 / 60, DISCORD: 50.0}
# As fast as the config lets the bot be told to send, a minute in Slack and a second in Discord.
FASTEST = {SLACK: 6000, DISCORD: 500}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many messages: at the documented pace, at full speed; and how many turns of the latter."""

    paced: dict[str, int]
    fast: int
    rounds: int


def _place(platform: str, child: Child, *, limited: bool) -> Place:
    if platform == SLACK:
        place = Place(slack=child.address)
        return place if limited else replace(place, posts_per_minute=FASTEST[SLACK])
    place = Place(discord=child.address, gateway=child.gateway)
    return place if limited else replace(place, requests_per_second=FASTEST[DISCORD])


async def deliver(platform: str, folder: Path, count: int, *, limited: bool) -> dict[str, float]:
    """Have the bot send so many, each to somebody else: seconds in all, processor time for each."""
    database = folder / f"{platform}.db"
    await new_database(database, School(people=count))
    await outbox_rows.fill(database, platform, count)
    async with started(platform, count, rate_limits=limited) as child:
        place = _place(platform, child, limited=limited)
        async with running(*stem_bot(write_config(folder, database, place))) as program:
            before = program.cpu_seconds()
            while (found := outbox_rows.sent(database)).count < count:  # noqa: ASYNC110
                await asyncio.sleep(0.2)  # another process writes there
            used = program.cpu_seconds() - before
    return {"count": count, "seconds": round(found.seconds, 2), "cpu_us": round(1e6 * used / count)}


async def raw(platform: str, count: int) -> float:
    """What a post costs the vendor's library, microseconds of processor time."""
    async with started(platform, count) as child:
        address = f"{child.address}/api/" if platform == SLACK else f"{child.address}/api/v10"
        words = (sys.executable, "-m", "benchmarks.raw_poster", platform, address, str(count))
        process = await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.PIPE)
        said, _ = await process.communicate()
    return float(json.loads(said)["cpu_us"])


async def pace(platform: str, folder: Path, count: int) -> None:
    """The rate beside the documented one."""
    found = await deliver(platform, folder, count, limited=True)
    requests = 2 * count if platform == DISCORD else count
    share = requests / found["seconds"] / DOCUMENTED[platform]
    say({"what": "paced deliveries", "platform": platform, **found, "requests": requests})
    bars.at_least(f"deliveries in {platform}: rate, times the documented limit", share, 0.95)


async def cost(platform: str, folder: Path, sizes: Sizes) -> None:
    """The processor time beside the raw client's."""
    ours, bare = [], []
    for _ in range(sizes.rounds):
        ours.append((await deliver(platform, folder, sizes.fast, limited=False))["cpu_us"])
        bare.append(await raw(platform, sizes.fast))
    line = {"stem_bot_cpu_us": median(ours), "raw_cpu_us": round(median(bare))}
    say({"what": "deliveries at full speed", "platform": platform, "count": sizes.fast, **line})
    share = ratio(median(ours), median(bare))
    bars.at_most(f"deliveries in {platform}: processor time, times the raw client's", share, 3)


async def measure(sizes: Sizes) -> None:
    """Both platforms."""
    say({"what": "machine", **machine.machine()})
    with tempfile.TemporaryDirectory(prefix="stem-bot-bench-") as folder:
        for platform in (SLACK, DISCORD):
            await pace(platform, Path(folder), sizes.paced[platform])
            await cost(platform, Path(folder), sizes)


def main() -> None:
    """Measure it, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure deliveries.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    quick = asked.parse_args().quick
    paced = {SLACK: 60, DISCORD: 200} if quick else {SLACK: 300, DISCORD: 600}
    asyncio.run(measure(Sizes(paced, 300 if quick else 1000, 1 if quick else 2)))


if __name__ == "__main__":
    main()
