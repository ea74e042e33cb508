"""Fixtures of the tests with several processes, all on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.premises import Premises, open_premises
from tests.replicas.fleet import Fleet, fleet_of
from tests.replicas.traffic import add_people

# Discord's own pause between two sessions of one bot, seconds.
IDENTIFY = 5.0


@pytest.fixture
async def premises(migrated_postgres_url: str, tmp_path: Path) -> AsyncIterator[Premises]:
    """Both platforms, and a team on them."""
    deaths = tmp_path / "deaths"
    deaths.mkdir()
    async with open_premises(migrated_postgres_url, deaths, identify=IDENTIFY) as opened:
        await opened.store.write(add_people)
        yield opened


@pytest.fixture
async def fleet(premises: Premises, tmp_path: Path) -> AsyncIterator[Fleet]:
    """Processes of the bot, none yet."""
    async with fleet_of(premises, tmp_path) as opened:
        yield opened
