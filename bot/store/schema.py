"""Which schema this program works with, and whether a database has it: what every start asks, and quickly."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import inspect

from bot.store.engine import database_url
from bot.store.migration_lock import opened

# Alembic's own table, with one row.
_TABLE = "alembic_version"


def newest_schema() -> str:
    """The revision that this program works with: by it the last file in `migrations/versions` is called."""
    steps = files("migrations") / "versions"
    return max(revision for step in steps.iterdir() if (revision := step.name.partition("_")[0]).isdigit())


def has_newest_schema(text: str) -> bool:
    """Whether the database at a URL has that schema, so that there is nothing to migrate.

    An SQLite file that is not there has none; raises `StoreAway` for a database that cannot be reached.
    """
    with opened(database_url(text)) as connection:
        if connection is None or not inspect(connection).has_table(_TABLE):
            return False
        found = connection.exec_driver_sql(f"SELECT version_num FROM {_TABLE}").scalar()  # noqa: S608 - our own word
        return bool(found == newest_schema())
