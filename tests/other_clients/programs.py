"""Runs the bots that are written with other client libraries, each as a process of its own."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PATIENCE = 20.0  # seconds for a program to log in, and again to leave
READY = "ready\n"  # what a program prints when it is logged in
INSTALL = "npm ci --prefix tests/other_clients"


@dataclass(frozen=True, slots=True)
class Program:
    """One bot: the file with its source, and what is set beside its address and tokens.

    `when_cut` is a pattern of what its library logs when the connection is cut.
    """

    file: str
    name: str
    mode: str = ""
    when_cut: str = ""

    def __str__(self) -> str:
        return self.name

    def command(self) -> tuple[str, ...]:
        """How it is started; skips the test, or fails it in CI, where Node or its packages are absent."""
        path = str(HERE / self.file)
        if not self.file.endswith(".mjs"):
            return (sys.executable, "-W", "default", path)
        node = shutil.which("node")
        if node is None:
            _absent("Node is not on PATH, so clients in JavaScript were not tried")
        if not (HERE / "node_modules").is_dir():
            _absent(f"the JavaScript clients are not installed: run {INSTALL}")
        return (str(node), "--trace-warnings", path)


def _absent(words: str) -> None:
    if os.environ.get("CI") or os.environ.get("STEM_BOT_REQUIRE_ALL"):
        pytest.fail(words)
    pytest.skip(words)


@asynccontextmanager
async def running(program: Program, settings: Mapping[str, str], may_log: str = "") -> AsyncIterator[None]:
    """Start the program, wait until it has logged in, and end it; anything that it logs fails the test.

    The programs log warnings and errors only; `may_log` is a pattern of lines that are to be expected.
    """
    process = await asyncio.create_subprocess_exec(
        *program.command(),
        env={"PATH": os.environ.get("PATH", ""), "CLUB_MODE": program.mode, **settings},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    complaints = asyncio.create_task(process.stderr.read())
    line, said = "", ""
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), PATIENCE)).decode()
        if line == READY:
            yield
    finally:
        await _ended(process)
        said = (await process.stdout.read() + await complaints).decode()
        sys.stderr.write(said)
    assert line == READY, f"instead of logging in: {line}{said}"
    unexpected = [line for line in said.splitlines() if not (may_log and re.search(may_log, line))]
    assert not unexpected, "\n".join(unexpected)
    assert process.returncode == 0, f"it ended with {process.returncode}"


async def _ended(process: asyncio.subprocess.Process) -> None:
    """A closed stdin asks the program to leave."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), PATIENCE)
    except TimeoutError:
        process.kill()
        await process.wait()
