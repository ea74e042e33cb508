from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

import pytest

from tests.sandbox.fuzz.fuzzing import SERVERS, fuzz
from tests.sandbox.fuzz.page_requests import ROUTES

# In CI the requests are the same at every run, so what was green stays green; elsewhere each run is new.
STEADY = os.environ.get("CI") or os.environ.get("STEM_BOT_REQUIRE_ALL")


@pytest.fixture
def seed() -> str:
    return "steady" if STEADY else secrets.token_hex(4)


GUIDE = Path(__file__).parents[3] / "docs" / "local-workspace.md"
pytestmark = [
    pytest.mark.wire,
    # aiohttp warns of headers that it cannot read, and goes on.
    pytest.mark.filterwarnings("ignore::aiohttp.multipart.BadContentDispositionHeader"),
    pytest.mark.filterwarnings("ignore::aiohttp.multipart.BadContentDispositionParam"),
    # aiohttp leaves the part of a form that broke off to the garbage collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@pytest.mark.parametrize("server", SERVERS)
async def test_two_thousand_random_requests_break_nothing(server: str, seed: str) -> None:
    outcome = await fuzz(server, 2000, seed)

    assert not outcome.findings, f"seed {seed}: {len(outcome.findings)}\n" + "\n\n".join(outcome.findings[:5])
    assert outcome.frames > 0


@pytest.mark.parametrize("server", ["slack", "discord"])
async def test_refusals_for_haste_have_the_platforms_shape(server: str, seed: str) -> None:
    outcome = await fuzz(server, 1000, seed, rate_limits=True)

    assert not outcome.findings, f"seed {seed}: {len(outcome.findings)}\n" + "\n\n".join(outcome.findings[:5])
    assert outcome.statuses[429] > 0


def test_every_route_of_the_page_but_the_endless_one_is_tried() -> None:
    told = re.findall(
        r"^\| `(GET|POST|DELETE) (/api/\w+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE
    )

    assert {*told} - {("GET", "/api/changes")} == {*ROUTES}
