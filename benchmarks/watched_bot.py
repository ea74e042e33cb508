"""`python -m benchmarks.watched_bot CONFIG FILE`: the bot, which writes down when its event loop stood still.

Every hundredth of a second somebody in the loop looks at the clock; what it comes too late is a stall. Each
half second the file gets a line of JSON: until when (Unix time), and the longest stall since the line before.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Final

from bot import app
from bot.cli.files import read_installation_and_tokens
from bot.cli.logs import logging_to_stderr

EVERY: Final = 0.01
_WRITTEN_EVERY: Final = 0.5


async def watch(file: Path) -> None:
    """Look at the clock for as long as the loop lives."""
    longest, written = 0.0, time.perf_counter()
    while True:
        before = time.perf_counter()
        await asyncio.sleep(EVERY)
        longest = max(longest, time.perf_counter() - before - EVERY)
        if before - written >= _WRITTEN_EVERY:
            _write(file, longest)
            longest, written = 0.0, before


def longest_since(file: Path, instant: float) -> float:
    """The longest stall since then (Unix time), in milliseconds."""
    lines = [json.loads(line) for line in file.read_text(encoding="ascii").splitlines()]
    return float(max(line["longest_ms"] for line in lines if line["until"] > instant))


def _write(file: Path, longest: float) -> None:
    line = json.dumps({"until": time.time(), "longest_ms": round(1000 * longest, 1)})
    with file.open("a", encoding="ascii") as opened:
        opened.write(line + "\n")


async def run(config: Path, file: Path) -> None:
    """Run the bot beside the watch."""
    watching = asyncio.create_task(watch(file))
    await app.run(*read_installation_and_tokens(config))
    watching.cancel()


if __name__ == "__main__":
    with logging_to_stderr():
        asyncio.run(run(Path(sys.argv[1]), Path(sys.argv[2])))
