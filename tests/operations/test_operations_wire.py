"""The little server beside a real bot, as Prometheus and a supervisor see it."""

from __future__ import annotations

import asyncio
import signal
import socket
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from tests.cli.local_platforms import ANA_IN_DISCORD, ANA_IN_SLACK, Platforms, local_platforms
from tests.cli.test_run_wire import start, until_ready

pytestmark = pytest.mark.wire


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def watched_bot(folder: Path, port: int) -> AsyncIterator[tuple[Platforms, Process]]:
    async with local_platforms(folder) as platforms:
        with platforms.config.open("a", encoding="utf-8") as config:
            config.write(f"operations: {{port: {port}}}\n")
        process = await start(platforms)
        try:
            yield platforms, process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            await asyncio.wait_for(process.communicate(), 20)


async def ask(session: aiohttp.ClientSession, url: str) -> tuple[int, str]:
    async with session.get(url) as answer:
        return answer.status, await answer.text()


async def test_a_bot_at_work_is_alive_ready_and_measured(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    async with watched_bot(tmp_path, port) as (platforms, process), aiohttp.ClientSession() as session:
        await until_ready(process)
        status, health = await ask(session, f"{address}/healthz")
        assert (status, '"ok": true' in health) == (200, True)
        status, readiness = await ask(session, f"{address}/readyz")
        assert status == 200
        assert '"database": "ok", "slack": "listening", "discord": "listening"' in readiness
        for platform, person in (("slack", ANA_IN_SLACK), ("discord", ANA_IN_DISCORD)):
            hands = platforms.hands[platform]
            direct = next(each.id for each in hands.places(person) if each.direct)
            await hands.types(person, direct, "/stem help")
        async with asyncio.timeout(20):
            page = ""
            while page.count('_count{platform="') < 2 or 'route="command:help"' not in page:
                _, page = await ask(session, f"{address}/metrics")
                await asyncio.sleep(0.05)
    for line in (
        'stembot_handler_seconds_count{platform="slack",route="command:help"} 1.0',
        'stembot_handler_seconds_count{platform="discord",route="command:help"} 1.0',
        'stembot_listening{platform="slack"} 1.0',
        'stembot_listening{platform="discord"} 1.0',
        "stembot_database_up 1.0",
        "stembot_clock_lag_seconds 0.0",
        'stembot_deliveries{state="pending"} 0.0',
    ):
        assert line in page
    ages = [float(line.split()[1]) for line in page.splitlines() if line.startswith("stembot_socket_age")]
    assert len(ages) == 2
    assert all(0 <= age < 60 for age in ages)
    assert float(_value(page, 'stembot_transaction_seconds_count{kind="write"}')) > 0
    assert float(_value(page, "stembot_process_resident_memory_bytes")) > 0


def _value(page: str, name: str) -> str:
    return next(line.split()[-1] for line in page.splitlines() if line.startswith(name))


async def test_an_address_that_is_taken_is_told_with_its_place_in_the_settings(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        async with local_platforms(tmp_path) as platforms:
            with platforms.config.open("a", encoding="utf-8") as config:
                config.write(f"operations: {{port: {port}}}\n")
            process = await start(platforms)
            _, said = await asyncio.wait_for(process.communicate(), 40)
    told = said.decode().splitlines()[-1]
    assert process.returncode == 2
    assert told.startswith(f"{platforms.config}: operations cannot listen at 127.0.0.1:{port} (")
    assert "Name another port there" in told
