"""What the local workspace itself serves on this machine: commands, posts, and what it keeps of them.

`python -m benchmarks.bench_sandbox` prints a line of JSON for each figure. Every server runs in a process of
its own, beside this one with the smallest clients that there can be. A bare aiohttp server that does nothing
but answer stands beside them in the same run: the ratio says what the emulation costs. `server_cpu_us` is the
server's own processor time for each command or post, whatever else the machine does. Some two minutes;
`--quick` takes a fraction and is no measurement.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from benchmarks.instant_clients import discord_client, post_for, post_many, slack_client
from benchmarks.local_addresses import BARE, DISCORD, DISCORD_POST, SLACK, SLACK_POST, Posting
from benchmarks.printing import ratio, say
from benchmarks.workspace_in_process import Child, started

AT_ONCE = (10, 50)
LEAST = {"commands": 3000, "posts": 2000}
Client = Callable[[aiohttp.ClientSession, Child], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured: commands a round, seconds of posting a round, messages for the memory."""

    commands: int = 20_000
    seconds: float = 5.0
    messages: int = 100_000


@asynccontextmanager
async def session_of(at_once: int) -> AsyncIterator[aiohttp.ClientSession]:
    """One shared session with that many connections."""
    connector = aiohttp.TCPConnector(limit=at_once)
    async with aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield session


async def commands(kind: str, client: Client, sizes: Sizes) -> None:
    """Commands a second: typed by a person, sent over the socket, acknowledged by the client."""
    for at_once in AT_ONCE:
        async with started(kind) as child, session_of(at_once) as session, client(session, child):
            await child.ask({"type": sizes.commands // 10, "at_once": at_once})
            found = await with_cpu(child, child.ask({"type": sizes.commands, "at_once": at_once}))
        judge({"what": f"{kind} commands", "at_once": at_once, **found}, LEAST["commands"])


async def posts(kind: str, posting: Posting, sizes: Sizes) -> None:
    """Posts a second from one shared session, beside a bare server that is asked the same."""
    for at_once in AT_ONCE:
        async with session_of(at_once) as session, started(BARE) as bare, started(kind) as child:
            await post_for(session, posting, child, at_once, sizes.seconds / 10)
            plain = await with_cpu(bare, post_for(session, posting, bare, at_once, sizes.seconds))
            found = await with_cpu(child, post_for(session, posting, child, at_once, sizes.seconds))
        judge({"what": f"{kind} posts", "at_once": at_once, **found}, LEAST["posts"])
        share = ratio(found["per_second"], plain["per_second"])
        say(
            {
                "ratio": f"{kind} posts / bare aiohttp server",
                "at_once": at_once,
                "per_second": share,
                "bare": plain,
            }
        )


async def memory(kind: str, posting: Posting, sizes: Sizes) -> None:
    """What the process holds after so many messages, and after as many again."""
    async with started(kind) as child, session_of(AT_ONCE[0]) as session:
        grown = [await child.ask({"state": True})]
        for _ in range(2):
            await post_many(session, posting, child, AT_ONCE[0], sizes.messages)
            grown.append(await child.ask({"state": True}))
    before, after, twice = (found["rss_mb"] for found in grown)
    say(
        {
            "what": f"{kind} memory",
            "messages": sizes.messages,
            "rss_mb_before": before,
            "rss_mb_after": after,
            "rss_mb_after_as_many_again": twice,
        }
    )


async def with_cpu(child: Child, work: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    """Do it and add the server's processor time for each thing, in microseconds."""
    before = await child.cpu_seconds()
    found = await work
    used = await child.cpu_seconds() - before
    return found | {"server_cpu_us": round(1_000_000 * used / found["count"])}


def judge(line: dict[str, object], least: int) -> None:
    """Print a figure with the bar that it is held against."""
    say(line | {"least": least, "enough": float(str(line["per_second"])) >= least})


async def measure(sizes: Sizes) -> None:
    """All figures, one after the other."""
    await commands(SLACK, slack_client, sizes)
    await commands(DISCORD, discord_client, sizes)
    await posts(SLACK, SLACK_POST, sizes)
    await posts(DISCORD, DISCORD_POST, sizes)
    await memory(SLACK, SLACK_POST, sizes)
    await memory(DISCORD, DISCORD_POST, sizes)


def main() -> None:
    """Measure everything, or little of it to see that it runs."""
    asked = argparse.ArgumentParser(description="Measure the local workspace.")
    asked.add_argument("--quick", action="store_true", help="a fraction of the work, to see that it runs")
    sizes = Sizes(500, 0.5, 1000) if asked.parse_args().quick else Sizes()
    asyncio.run(measure(sizes))


if __name__ == "__main__":
    main()
