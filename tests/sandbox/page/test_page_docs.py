from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

import pytest

from bot.sandbox.page.api import api_routes
from bot.sandbox.page.changes import Changes
from bot.sandbox.page.clock import PageClock
from bot.sandbox.page.town import Town
from tests.sandbox.page.maple_town import Calendar, Maple

GUIDE = (Path(__file__).parents[3] / "docs" / "local-workspace.md").read_text(encoding="utf-8")


@pytest.mark.unit
def test_the_guide_lists_exactly_the_routes_there_are() -> None:
    changes = Changes()
    routes = api_routes(Town({}, ()), PageClock(Calendar(), changes.tell_clock), changes)

    told = re.findall(r"^\| `([A-Z]+) (/api/\w+)` \|", GUIDE, re.MULTILINE)

    assert told == [(route.method, route.path) for route in routes]


@pytest.mark.wire
async def test_the_guides_script_does_what_a_person_does(maple: Maple, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    example = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)[0]
    script.write_text(example, encoding="utf-8")

    told = [str(script), maple.page.address, "/stem card"]
    running = await asyncio.create_subprocess_exec(
        sys.executable, *told, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    printed, errors = await asyncio.wait_for(running.communicate(), 20)

    assert errors == b""
    assert printed.decode().splitlines()[-1] == "stem-bot: Recorded: moving"
