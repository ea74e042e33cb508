"""A local server in a process of its own: it types commands when told to, and says what it holds.

The parent writes orders as lines of JSON and gets a line of JSON for each: first the addresses, then
`{"type": 20000, "at_once": 50}` (people type that many commands, so many at a time; `"line"` is what, with
`{number}` for the how manieth, and after so many `"seconds"` it ends) and `{"state": true}`
(what the process holds and how much processor time it took so far).
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

from aiohttp import web

from benchmarks.local_addresses import (
    BARE,
    COMMAND,
    GUILD_CHANNEL,
    PEOPLE,
    SLACK,
    SLACK_CHANNEL_ID,
    discord_account,
    discord_server,
    slack_account,
    slack_workspace,
)
from benchmarks.printing import say
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.hands import Hands
from bot.sandbox.slack.server import SlackServer


@dataclass(frozen=True, slots=True)
class Child:
    """The process as its parent sees it."""

    process: asyncio.subprocess.Process
    address: str
    gateway: str

    async def ask(self, order: dict[str, object]) -> dict[str, Any]:
        """Give one order and wait for what comes of it."""
        assert self.process.stdin is not None  # noqa: S101 - both ends are pipes
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        return await _line(self.process)

    async def cpu_seconds(self) -> float:
        """How much processor time it took so far."""
        return float((await self.ask({"state": True}))["cpu_seconds"])


@asynccontextmanager
async def started(
    kind: str, people: int = PEOPLE, *, channels: int = 1, rate_limits: bool = False
) -> AsyncIterator[Child]:
    """Start a process with one server in it ("slack", "discord" or "bare") and end it afterwards."""
    pipe = asyncio.subprocess.PIPE
    limits = ("--rate-limits",) if rate_limits else ()
    sizes = (str(people), str(channels))
    program = (sys.executable, "-m", "benchmarks.workspace_in_process", kind, *sizes, *limits)
    process = await asyncio.create_subprocess_exec(*program, stdin=pipe, stdout=pipe)
    try:
        where = await _line(process)
        yield Child(process, where["address"], where["gateway"])
    finally:
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()


async def _line(process: asyncio.subprocess.Process) -> dict[str, Any]:
    assert process.stdout is not None  # noqa: S101 - a pipe
    line = await process.stdout.readline()
    if not line:
        raise SystemExit("The server's process ended by itself; what it says stands above.")
    found: dict[str, Any] = json.loads(line)
    return found


async def serve(kind: str, people: int, channels: int, *, rate_limits: bool) -> None:
    """Run one server until the parent closes the line."""
    if kind == BARE:
        address = await _bare_server()
        say({"address": address, "gateway": ""})
        await _obey(None)
    elif kind == SLACK:
        workspace = slack_workspace(people, channels)
        slack = SlackServer([workspace], lambda: datetime.now(UTC), rate_limits=rate_limits)
        await slack.start()
        say({"address": slack.address, "gateway": ""})
        await _obey(Crowd(slack.hands, [slack_account(number) for number in range(people)], SLACK_CHANNEL_ID))
        await slack.stop()
    else:
        discord = DiscordServer([discord_server(people)], lambda: datetime.now(UTC), rate_limits=rate_limits)
        await discord.start()
        say({"address": discord.address, "gateway": discord.gateway_address})
        await _obey(Crowd(discord, [discord_account(number) for number in range(people)], GUILD_CHANNEL))
        await discord.stop()


async def _bare_server() -> str:
    async def answer(request: web.Request) -> web.Response:
        await request.json()
        return web.json_response({"ok": True})

    application = web.Application()
    application.router.add_route("*", "/{rest:.*}", answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"


@dataclass(frozen=True, slots=True)
class Crowd:
    """People who type commands in one channel."""

    hands: Hands
    people: list[str]
    place: str

    async def type(
        self, how_many: int, at_once: int, line: str = COMMAND, seconds: float = float("inf")
    ) -> dict[str, object]:
        """Type so many, each person again as soon as the last was acknowledged; times in milliseconds."""
        waits: list[float] = []
        left = iter(range(how_many))
        until = time.perf_counter() + seconds

        async def person(user: str) -> None:
            for number in left:
                start = time.perf_counter()
                await self.hands.types(user, self.place, line.format(number=number))
                waits.append(time.perf_counter() - start)
                if time.perf_counter() >= until:
                    return

        began = time.perf_counter()
        await asyncio.gather(*(person(self.people[number % len(self.people)]) for number in range(at_once)))
        took = time.perf_counter() - began
        cuts = quantiles(waits, n=100)
        return {
            "count": len(waits),
            "per_second": round(len(waits) / took),
            "p50_ms": round(1000 * cuts[49], 2),
            "p99_ms": round(1000 * cuts[98], 2),
            "longest_ms": round(1000 * max(waits), 2),
            "not_answered": sum(len(self.hands.troubles(user)) for user in self.people[:PEOPLE]),
        }


async def _obey(crowd: Crowd | None) -> None:
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        order = json.loads(line)
        if "type" in order and crowd is not None:
            forever = float("inf")
            line, seconds = order.get("line", COMMAND), order.get("seconds", forever)
            say(await crowd.type(order["type"], order["at_once"], line, seconds))
        else:
            say({"rss_mb": _resident_megabytes(), "cpu_seconds": time.process_time()})


def _resident_megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return round(int(kilobytes) / 1024, 1)


if __name__ == "__main__":
    sizes = int(sys.argv[2]), int(sys.argv[3])
    asyncio.run(serve(sys.argv[1], *sizes, rate_limits="--rate-limits" in sys.argv))
