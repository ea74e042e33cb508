"""Databases of older schemas: takes one to any revision, up or down, as Alembic would."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.engine import database_url
from bot.store.migration_lock import locked
from tests.store.rows import fill

_MIGRATIONS = Path(__file__).parents[2] / "migrations"


def revisions() -> list[str]:
    """All of them, the oldest first."""
    return [script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()][::-1]


def upgrade(url: str, revision: str) -> None:
    """Go up to it."""
    with locked(database_url(url)) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(url: str, revision: str) -> None:
    """Go down to it."""
    with locked(database_url(url)) as connection:
        command.downgrade(_config(connection), revision)


def fill_database(url: str, rows: int = 5) -> None:
    """Rows in every table."""
    with locked(database_url(url)) as connection:
        fill(connection, rows)


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_MIGRATIONS))
    return config
