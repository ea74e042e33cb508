"""A bot in a process of its own: started, measured from outside by the kernel's account of it, stopped."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.school import TOKENS

_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 60.0
# Fields of /proc/PID/stat after the name in brackets: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
_USER_TIME, _SYSTEM_TIME = 11, 12


@dataclass(frozen=True, slots=True)
class Program:
    """A running bot; `ready_after` in seconds from its start."""

    process: Process
    ready_after: float

    def cpu_seconds(self) -> float:
        """How much processor time it took so far."""
        fields = self._proc("stat").rpartition(")")[2].split()
        return (int(fields[_USER_TIME]) + int(fields[_SYSTEM_TIME])) / _TICKS

    def resident_megabytes(self) -> float:
        """How much memory it holds."""
        return self._megabytes("VmRSS")

    def most_megabytes(self) -> float:
        """The most that it held so far."""
        return self._megabytes("VmHWM")

    def _megabytes(self, what: str) -> float:
        line = next(one for one in self._proc("status").splitlines() if one.startswith(what))
        return round(int(line.split()[1]) / 1024, 1)

    def _proc(self, name: str) -> str:
        return Path(f"/proc/{self.process.pid}/{name}").read_text(encoding="utf-8")


@asynccontextmanager
async def running(*words: str, **environment: str) -> AsyncIterator[Program]:
    """Run `python -m …` until the end of the block; it logs lines of JSON and says the event "ready"."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *words, stderr=PIPE, env=_environment(environment)
    )
    try:
        await _until_ready(process)
        ready_after = time.perf_counter() - began
        reading = asyncio.create_task(_complain(process))
        yield Program(process, ready_after)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
    await reading


def stem_bot(config: Path) -> tuple[str, ...]:
    """The words that run the whole bot."""
    return ("bot", "run", "--config", str(config))


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    here = Path(__file__).parent
    path = os.pathsep.join((str(here / "as_installed"), str(here.parent)))
    return {"PATH": os.environ["PATH"], "PYTHONPATH": path, **TOKENS, **more}


async def _until_ready(process: Process) -> None:
    said: list[str] = []
    assert process.stderr is not None  # noqa: S101 - a pipe
    async with asyncio.timeout(_PATIENCE):
        while line := (await process.stderr.readline()).decode():
            if line.startswith("{") and json.loads(line).get("event") == "ready":
                return
            said.append(line)
    raise SystemExit(f"The bot ended before it was ready:\n{''.join(said)}")


async def _complain(process: Process) -> None:
    """Pass on what goes wrong in it, and keep its pipe empty."""
    assert process.stderr is not None  # noqa: S101 - a pipe
    while line := (await process.stderr.readline()).decode():
        if not line.startswith("{") or json.loads(line).get("level") not in {"info", "debug"}:
            sys.stderr.write(line)
