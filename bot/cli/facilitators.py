"""Teams that nobody runs: what doctor says of them, for the operator's file is where one is named."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.chat.findings import Finding
from bot.store.engine import open_store
from bot.store.migrate import schema_state
from bot.store.problems import StoreAway, StoreProblem
from bot.store.queries import departures


async def teams_without_facilitator(url: str) -> list[Finding]:
    """One finding for each such team; none where the database cannot be asked, which is said elsewhere."""
    try:
        if not schema_state(url).ready:
            return []
        return [_finding(team_id) for team_id in await _asked(url)]
    except (StoreAway, StoreProblem):
        return []


async def _asked(url: str) -> list[str]:
    store = open_store(url)
    today = datetime.now(UTC).date()
    try:
        return await store.read(partial(_ids, day=today))
    finally:
        await store.close()


def _ids(session: Session, day: date) -> list[str]:
    return [team.id for team in departures.without_facilitator(session, day)]


def _finding(team_id: str) -> Finding:
    return Finding(
        ok=False,
        what=f"Team {team_id} has people and nobody who runs it.",
        remedy="Declare a person with permission: facilitator and run `stem-bot apply`.",
    )
