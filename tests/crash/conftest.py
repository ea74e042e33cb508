"""Fixtures of the crash tests: a team at each platform, each with a database of its own."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.acceptance.premises import open_premises
from tests.crash.campaign import Campaign
from tests.databases import BOTH

PLATFORMS = ("slack", "discord")


@pytest.fixture(params=BOTH)
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Makes databases with all tables and no rows, of each kind in turn."""
    if request.param == "sqlite":
        migrated = request.getfixturevalue("migrated_file")
        yield lambda name: f"sqlite:///{shutil.copyfile(migrated, tmp_path / f'{name}.db')}"
        return
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("migrated_template")
    made: list[str] = []

    def new(_name: str) -> str:
        made.append(server.new_database(template))
        return made[-1]

    yield new
    for url in made:
        server.drop_database(url)


@pytest.fixture
async def campaigns(new_url: Callable[[str], str], tmp_path: Path) -> AsyncIterator[tuple[Campaign, ...]]:
    """One at each platform, side by side, for most of a campaign is waiting."""
    async with AsyncExitStack() as stack:
        waged = []
        for platform in PLATFORMS:
            premises = await stack.enter_async_context(open_premises(new_url(platform), tmp_path))
            waged.append(Campaign(premises, platform))
            stack.callback(waged[-1].end)
        yield tuple(waged)
