"""`stem-bot run` as the operating system runs it, with a config that points at the local platforms."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.acceptance.child import DISCORD_TOKEN, SLACK_APP_TOKEN, SLACK_BOT_TOKEN
from tests.builders import TEAM
from tests.town import GUILD, GUILD_CHANNEL, SLACK_CHANNEL, SLACK_TEAM

if TYPE_CHECKING:
    from tests.acceptance.child import Order

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0
TOKENS = {
    "SLACK_APP_TOKEN": SLACK_APP_TOKEN,
    "SLACK_BOT_TOKEN": SLACK_BOT_TOKEN,
    "DISCORD_BOT_TOKEN": DISCORD_TOKEN,
}
CONFIG = """\
database: {{url: "{order.database}"}}
platforms:
  slack:
    api_url: {order.slack}
    app_token_env: SLACK_APP_TOKEN
    workspaces: {{{workspace}: {{bot_token_env: SLACK_BOT_TOKEN}}}}
  discord:
    api_url: {order.discord}
    gateway_url: {order.gateway}
    bot_token_env: DISCORD_BOT_TOKEN
teams:
  {team}:
    name: Riverbend SLT
    zone: America/New_York
    channels:
      slack: [{{workspace: {workspace}, channel: {channel}}}]
      discord: [{{server: "{guild}", channel: "{guild_channel}"}}]
"""


class Program:
    """The running command; its log is read as it comes."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._log: list[str] = []

    async def logs(self, event: str) -> None:
        """Wait until it logs this."""
        assert self._process.stderr is not None
        async with asyncio.timeout(PATIENCE):
            while line := await self._process.stderr.readline():
                self._log.append(line.decode())
                if json.loads(line).get("event") == event:
                    return
        raise AssertionError(f"it ended before it logged {event}:\n{''.join(self._log)}")

    def terminate(self) -> None:
        """Ask it to stop, as an operating system does."""
        self._process.send_signal(signal.SIGTERM)

    async def ends(self, within: float) -> int:
        """Its exit code, at most so many seconds later."""
        async with asyncio.timeout(within):
            _, rest = await self._process.communicate()
        assert "Traceback" not in rest.decode(), rest.decode()
        assert self._process.returncode is not None
        return self._process.returncode


@asynccontextmanager
async def stem_bot_run(order: Order, folder: Path) -> AsyncIterator[Program]:
    """Start the command; it is killed if it still runs at the end."""
    process = await asyncio.create_subprocess_exec(*command(order, folder), stderr=PIPE, env=environment())
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def command(order: Order, folder: Path) -> tuple[str, ...]:
    """The words of the command, with a config that is written into the folder."""
    config = folder / "config.yaml"
    config.write_text(
        CONFIG.format(
            order=order,
            team=TEAM,
            workspace=SLACK_TEAM,
            channel=SLACK_CHANNEL,
            guild=GUILD,
            guild_channel=GUILD_CHANNEL,
        ),
        encoding="utf-8",
    )
    return (sys.executable, "-m", "bot", "run", "--config", str(config))


def environment() -> dict[str, str]:
    """What the command finds in its environment."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **TOKENS}
