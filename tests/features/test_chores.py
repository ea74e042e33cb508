from datetime import UTC, datetime

from sqlalchemy.orm import Session

from bot.features.all import CHORES
from bot.store.engine import open_store
from bot.store.migrate import migrate

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)


def _needed(session: Session) -> list[str]:
    return [type(chore).__name__ for chore in CHORES if chore.needed(session, NOON)]


async def test_no_chore_is_needed_where_nobody_is_on_either_database(database_url: str) -> None:
    migrate(database_url)
    store = open_store(database_url)
    try:
        assert await store.read(_needed) == []
    finally:
        await store.close()
