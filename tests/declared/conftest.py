"""A database with the config's teams in it, to which declared files are applied."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest_asyncio

from bot.declared.apply import apply_plans
from bot.declared.teams import sync_teams
from bot.store.engine import Store, open_store
from bot.store.migrate import migrate
from tests.declared.writing import load, settings_in

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.declared.ledger import Outcome

T = TypeVar("T")
NOON = datetime(2026, 11, 30, 17, tzinfo=UTC)


@dataclass
class School:
    """The database, and what an operator and the chat do to it."""

    store: Store
    folder: Path

    async def apply(self, text: str, at: datetime = NOON) -> Outcome:
        """Apply a declared file."""
        plans = load(self.folder, text)
        return await self.store.write(lambda session: apply_plans(session, plans, at))

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Look into the database."""
        return await self.store.read(question)

    async def tell(self, change: Callable[[Session], T]) -> T:
        """Write into the database, as the chat does."""
        return await self.store.write(change)


@pytest_asyncio.fixture
async def school(tmp_path: Path, database_url: str) -> AsyncIterator[School]:
    """A school with two teams and nobody in them."""
    migrate(database_url)
    store = open_store(database_url)
    settings = settings_in(tmp_path)
    await store.write(lambda session: sync_teams(session, settings, NOON))
    yield School(store, tmp_path)
    await store.close()
