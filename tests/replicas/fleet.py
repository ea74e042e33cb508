"""Several processes of `stem-bot run` on one database, which a test starts, kills, freezes and wakes."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tests.acceptance.premises import Premises
from tests.acceptance.program import command, environment

PATIENCE = 60.0
# discord.py leaves a rate limit behind in a future of its own, beside the one that it raises.
NOBODY_ASKED = ("Future exception was never retrieved", "RateLimited")


class Replica:
    """One process; its log goes to a file."""

    def __init__(self, process: Process, log: Path) -> None:
        self.process = process
        self._log = log

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    def logged(self, event: str) -> list[dict[str, Any]]:
        """What it logged of that sort."""
        return [line for line in self._lines() if line.get("event") == event]

    async def logs(self, event: str, *, times: int = 1) -> None:
        """Wait until it logged this so many times."""
        await until(lambda: len(self.logged(event)) >= times or not self.alive, f"{event} in the log")
        assert len(self.logged(event)) >= times, self._log.read_text(encoding="utf-8")

    @property
    def listening(self) -> bool:
        """Whether it began to listen and did not end since, as far as it knows."""
        told = [line["event"] for line in self._lines() if line.get("event") in {"listening", "lease_lost"}]
        return bool(told) and told[-1] == "listening"

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    async def kill(self) -> None:
        """End it as `kill -9` does."""
        self.process.kill()
        await self.process.wait()

    async def ends(self) -> int:
        """Its exit code."""
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    def broken(self) -> list[str]:
        """What it logged of errors."""
        errors = [line for line in self._lines() if line.get("level") in {"error", "critical"}]
        return [str(line) for line in errors if not all(words in str(line) for words in NOBODY_ASKED)]

    def _lines(self) -> Iterator[dict[str, Any]]:
        for line in self._log.read_text(encoding="utf-8").splitlines():
            if line.startswith("{"):
                yield json.loads(line)


@dataclass
class Fleet:
    """The processes that were started, the dead ones too."""

    premises: Premises
    folder: Path
    replicas: list[Replica] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    async def start(self, number: int = 1) -> list[Replica]:
        """Start so many more at once; returns when each is ready, to listen or to stand by."""
        started = [await self.start_one() for _ in range(number)]
        await self.all_ready()
        return started

    async def start_one(self) -> Replica:
        """Start one more and do not wait for it."""
        home = self.folder / f"replica-{next(self._numbers)}"
        home.mkdir()
        log = home / "log"
        with log.open("wb") as output:
            process = await asyncio.create_subprocess_exec(
                *command(self.premises.order, home), stderr=output, env=environment()
            )
        self.replicas.append(Replica(process, log))
        return self.replicas[-1]

    async def all_ready(self) -> None:
        """Wait until each live process is ready, to listen or to stand by."""
        await asyncio.gather(*(each.logs("ready") for each in self.replicas if each.alive))

    def broken(self) -> list[str]:
        """What any of them logged of errors."""
        return [line for each in self.replicas for line in each.broken()]

    def holder(self) -> Replica | None:
        """The live process that began to listen last."""
        listening = [each for each in self.replicas if each.alive and each.listening]
        return max(listening, key=lambda each: int(each.logged("listening")[-1]["fence"]), default=None)

    async def listens(self, *, other_than: Replica | None = None) -> tuple[Replica, float]:
        """Wait until a process listens; returns it and the seconds that it took."""
        began = time.monotonic()
        found: list[Replica] = []

        def look() -> bool:
            holder = self.holder()
            if holder is not None and holder is not other_than:
                found.append(holder)
            return bool(found)

        await until(look, "somebody who listens")
        return found[0], time.monotonic() - began

    async def end(self) -> None:
        """Kill whatever runs."""
        for each in self.replicas:
            if each.alive:
                await each.kill()


@asynccontextmanager
async def fleet_of(premises: Premises, folder: Path) -> AsyncIterator[Fleet]:
    """No process yet; those that still run at the end are killed."""
    fleet = Fleet(premises, folder)
    try:
        yield fleet
    finally:
        await fleet.end()


async def until(seen: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait for what another process does."""
    try:
        async with asyncio.timeout(seconds):
            while not seen():  # noqa: ASYNC110 - the far side of a socket, or of a file
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"waited {seconds:.0f} s in vain for {what}") from None
