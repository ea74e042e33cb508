"""`stem-bot sandbox` and programs beside it, as processes of their own."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.sandbox.alone.serve import Ports

ROOT = Path(__file__).parents[3]
PATIENCE = 30
MANIFEST = """\
display_information:
  name: Friendly
features:
  slash_commands:
    - command: /hello
      description: Says hello
oauth_config:
  scopes:
    bot: [commands]
settings:
  socket_mode_enabled: true
"""


@dataclass(frozen=True)
class Sandbox:
    """What runs: its process, where it listens, what it printed, and a session for its JSON API."""

    process: Process
    ports: Ports
    printed: str
    script: aiohttp.ClientSession


def free_ports() -> Ports:
    sockets = [socket.socket() for _ in range(3)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    numbers = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return Ports(*numbers)


def port_options(ports: Ports) -> list[str]:
    named = {"--port": ports.page, "--slack-port": ports.slack, "--discord-port": ports.discord}
    return [word for option, port in named.items() for word in (option, str(port))]


async def started(*words: str | Path) -> Process:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    return await asyncio.create_subprocess_exec(
        sys.executable, *map(str, words), stdout=PIPE, stderr=PIPE, env=environment
    )


async def ended(process: Process, number: int = signal.SIGINT) -> tuple[str, str]:
    """Send the process a signal if it still runs; what it printed since, and its errors."""
    if process.returncode is None:
        process.send_signal(number)
    printed, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
    return printed.decode(), errors.decode()


@asynccontextmanager
async def sandbox(*options: str | Path) -> AsyncIterator[Sandbox]:
    """Run `stem-bot sandbox` until it has said everything, and end it with Ctrl-C."""
    ports = free_ports()
    process = await started("-m", "bot", "sandbox", "--no-browser", *port_options(ports), *options)
    assert process.stdout is not None
    try:
        printed = await asyncio.wait_for(process.stdout.readuntil(b"Ctrl-C ends it.\n"), PATIENCE)
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with aiohttp.ClientSession(f"http://127.0.0.1:{ports.page}", timeout=timeout) as script:
            yield Sandbox(process, ports, printed.decode(), script)
    finally:
        _, errors = await ended(process)
    assert (process.returncode, errors) == (0, "")


async def asked(port: int, method: str, **arguments: str) -> dict[str, object]:
    """What the Slack answers to the method, asked with the token that was printed."""
    headers = {"Authorization": "Bearer xoxb-local-workspace"}
    address = f"http://127.0.0.1:{port}/api/{method}"
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.post(address, json=arguments) as response,
    ):
        answer: dict[str, object] = json.loads(await response.text())
        return answer
