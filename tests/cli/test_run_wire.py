"""`stem-bot run` as the operating system runs it, against real sockets."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from tests.cli.local_platforms import TOKENS, Platforms, local_platforms

pytestmark = pytest.mark.wire
ROOT = Path(__file__).parents[2]


async def start(platforms: Platforms, **changed: str) -> Process:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **TOKENS, **changed}
    words = ("-m", "bot", "run", "--config", str(platforms.config))
    return await asyncio.create_subprocess_exec(sys.executable, *words, stderr=PIPE, env=environment)


async def until_ready(process: Process) -> dict[str, object]:
    assert process.stderr is not None
    async with asyncio.timeout(30):
        while line := await process.stderr.readline():
            logged: dict[str, object] = json.loads(line)
            if logged["event"] == "ready":
                return logged
    pytest.fail("it ended before it was ready")


# A mail server and a webhook that nothing is sent to.
OUTSIDE = """
    partners: [{id: ana, name: Ana Lima, email: ana@example.org, agreed_on: 2026-09-01}]
    webhooks: [{id: board, url: http://localhost:9/hook, secret_env: BOARD}]
email: {host: localhost, port: 9, security: none, from_address: bot@a.example, reply_to: o@a.example}
"""


async def test_it_connects_to_both_platforms_and_ends_well_when_told_to(tmp_path: Path) -> None:
    async with local_platforms(tmp_path) as platforms:
        with platforms.config.open("a", encoding="utf-8") as config:
            config.write(OUTSIDE)
        process = await start(platforms, BOARD="whsec_" + 32 * "A")
        ready = await until_ready(process)
        process.send_signal(signal.SIGTERM)
        _, rest = await asyncio.wait_for(process.communicate(), 20)
    assert ready["platforms"] == ["slack", "discord"]
    assert process.returncode == 0
    assert json.loads(rest.splitlines()[-1])["event"] == "stopped"
    assert (tmp_path / "stem-bot.db").exists()


async def test_a_refused_token_is_told_plainly(tmp_path: Path) -> None:
    async with local_platforms(tmp_path) as platforms:
        process = await start(platforms, SLACK_BOT_TOKEN="xoxb-wrong-wrong")
        _, said = await asyncio.wait_for(process.communicate(), 40)
    told = said.decode()
    assert process.returncode == 2
    assert "Traceback" not in told
    assert told.endswith(f"`stem-bot doctor --config {platforms.config}` looks at everything.\n")
    assert "xoxb-wrong" not in told
