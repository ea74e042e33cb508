"""Fixtures of the acceptance tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.premises import Premises, open_premises


@pytest.fixture
async def premises(migrated_url: str, tmp_path: Path) -> AsyncIterator[Premises]:
    """Both platforms and, in turn, each database."""
    deaths = tmp_path / "deaths"
    deaths.mkdir()
    async with open_premises(migrated_url, deaths) as opened:
        yield opened
