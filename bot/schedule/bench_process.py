"""The process in which files are made: begun when the first is asked for, ended when nobody needs it."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio import StreamReader, StreamWriter
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, cast

from bot.chat.messenger import File
from bot.schedule.own_process import environment

_MODULE: Final = "bot.schedule.workbench"


class NotMade(Exception):  # noqa: N818 - says what happened
    """The process could not make the file, was too slow or died; the words are for the log."""


@dataclass(slots=True)
class BenchProcess:
    """One process, for one file at a time."""

    _process: Process | None = None
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def pid(self) -> int | None:
        """Its number while it runs."""
        return self._process.pid if self._process is not None else None

    async def make(self, maker: str, given: Mapping[str, Any], patience: float) -> File:
        """The file that `make(given)` of the module `maker` returns there within so many seconds.

        Raises NotMade.
        """
        async with self._busy:
            try:
                async with asyncio.timeout(patience):
                    return await self._ask(maker, given)
            except (TimeoutError, OSError, asyncio.IncompleteReadError, json.JSONDecodeError) as error:
                await self.end()
                raise NotMade(f"the process died or was too slow: {error!r}") from error
            except BaseException:
                # What was left unread must not be taken for the next one's.
                await self.end()
                raise

    async def end(self) -> None:
        """Let it go, whatever it is doing; the next file begins another."""
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _ask(self, maker: str, given: Mapping[str, Any]) -> File:
        asked, told = _pipes(await self._running())
        asked.write(json.dumps({"maker": maker, "given": given}).encode() + b"\n")
        await asked.drain()
        about = json.loads(await told.readline())
        content = await told.readexactly(about["size"])
        if "trouble" in about:
            raise NotMade(about["trouble"])
        return File(about["name"], about["media_type"], about["alternative"], content)

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                _MODULE,
                stdin=PIPE,
                stdout=PIPE,
                env=environment(),
                # Ctrl-C is for the bot, which finishes what it began.
                start_new_session=True,
            )
        return self._process


def _pipes(process: Process) -> tuple[StreamWriter, StreamReader]:
    """What it reads and what it writes: both were wished for when it was begun, so both are there."""
    return cast("StreamWriter", process.stdin), cast("StreamReader", process.stdout)
