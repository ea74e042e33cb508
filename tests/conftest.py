"""Fixtures that every test may use: databases, a whole town, and the combinations that scenarios run on."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog
from hypothesis import settings

from bot.cli.tracebacks import draw
from tests.broken_unseen import broken, note_broken
from tests.town import Town, open_town

pytest_plugins = [
    "tests.databases",
    "tests.browser",
    "tests.sandbox.discord.openapi_watch",
    "tests.sandbox.slack.documented_watch",
]


# In CI the examples are the same at every run, so what was green stays green; elsewhere each run is new.
settings.register_profile("steady", derandomize=True)
if os.environ.get("CI") or os.environ.get("STEM_BOT_REQUIRE_ALL"):
    settings.load_profile("steady")


# Tracebacks as the bot logs them. structlog by itself draws all that their frames know, which holds up for
# seconds everything that runs in the same loop.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        note_broken,
        structlog.dev.ConsoleRenderer(exception_formatter=draw),
    ]
)


@pytest.fixture(autouse=True)
def _nothing_broke_unseen() -> Iterator[None]:
    """Fail a test in which something broke without a word to anybody."""
    broken.clear()
    yield
    assert not broken


@pytest.fixture(params=["slack", "discord"])
def platform(request: pytest.FixtureRequest) -> str:
    """Every scenario is played on both platforms."""
    return str(request.param)


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """The whole bot on both local platforms, on each database in turn."""
    async with open_town(database_url) as opened:
        yield opened
