"""The guide's examples, as printed but for the ports, against the workspace as people start it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.alone.serve import Ports
from tests.sandbox.alone.processes import PATIENCE, ROOT, Sandbox, ended, sandbox, started

pytestmark = pytest.mark.acceptance
GUIDE = (ROOT / "docs" / "local-workspace.md").read_text(encoding="utf-8")
PERSON = "ada-abara"


def example(library: str) -> str:
    found = re.search(rf"With {library}:\n\n```python\n(.*?)```", GUIDE, re.DOTALL)
    assert found, f"the guide has no example for {library}"
    return found[1]


def moved(text: str, ports: Ports) -> str:
    """The text with the ports of this run."""
    usual = Ports()
    return text.replace(f":{usual.slack}/", f":{ports.slack}/").replace(
        f":{usual.discord}/", f":{ports.discord}/"
    )


@asynccontextmanager
async def running(library: str, folder: Path, ports: Ports) -> AsyncIterator[None]:
    program = folder / "example.py"
    program.write_text(moved(example(library), ports), encoding="utf-8")
    process = await started(program)
    try:
        yield
    finally:
        assert process.returncode is None, await ended(process)
        process.kill()
        await process.communicate()


async def channel(there: Sandbox, platform: str) -> dict[str, str]:
    async with there.script.get("/api/town") as response:
        personas = (await response.json())["personas"]
    places = next(one for one in personas if one["id"] == PERSON)["places"][platform]
    place = next(one["id"] for one in places if one["name"] == "general")
    return {"persona": PERSON, "platform": platform, "place": place}


async def post(there: Sandbox, path: str, body: dict[str, str]) -> dict[str, Any]:
    async with there.script.post(path, json=body) as response:
        answer: dict[str, Any] = await response.json()
        assert response.status == 200, answer
        return answer


async def answered(there: Sandbox, where: dict[str, str], line: str) -> str:
    """Type until the program is there and answers; the words of its answer."""
    async with asyncio.timeout(PATIENCE):
        while True:
            seen = await post(there, "/api/type", {**where, "text": line})
            for message in reversed(seen["messages"]):
                if message["from_app"]:
                    return str(message["words"])
            await asyncio.sleep(0.1)


async def offered(there: Sandbox, where: dict[str, str], start: str) -> str:
    async with asyncio.timeout(PATIENCE):
        while True:
            found = (await post(there, "/api/suggest", {**where, "text": start}))["suggestions"]
            if found:
                return str(found[0]["text"])
            await asyncio.sleep(0.1)


async def test_the_example_for_bolt_python_answers_a_command(tmp_path: Path) -> None:
    async with sandbox() as there, running("bolt-python", tmp_path, there.ports):
        words = await answered(there, await channel(there, "slack"), "/hello there")

    assert words == "Hello, @Ada Abara. You said: there"


async def test_the_example_for_discord_py_registers_and_answers_its_command(tmp_path: Path) -> None:
    async with sandbox() as there, running("discord.py", tmp_path, there.ports):
        where = await channel(there, "discord")
        assert (await offered(there, where, "/he")).startswith("/hello")
        words = await answered(there, where, "/hello words:there")

    assert words == "Hello, @Ada Abara. You said: there"


@pytest.mark.parametrize("library", ["bolt-python", "discord.py"])
def test_the_examples_name_the_ports_and_tokens_that_are_usual(library: str) -> None:
    assert str(Ports().slack if library == "bolt-python" else Ports().discord) in example(library)
    assert "local" in example(library)
    assert len([line for line in example(library).splitlines() if line]) <= 11
