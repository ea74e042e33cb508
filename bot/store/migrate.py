"""Brings a database to the schema of this program, and says which schema a database has.

The steps are Alembic's and come with the program as the package `migrations`; no alembic.ini is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.store.engine import database_url
from bot.store.migration_lock import locked, opened
from bot.store.problems import StoreProblem


@dataclass(frozen=True, slots=True)
class SchemaState:
    """The revision a database has (none: it was never migrated) and the one this program wants."""

    current: str | None
    head: str
    newer: bool

    @property
    def ready(self) -> bool:
        """Whether the program can work with the database as it is."""
        return self.current == self.head


def migrate(text: str) -> str:
    """Bring the database at a URL to this program's schema; the revision it has then.

    Whoever else migrates meanwhile waits, or is waited for up to a minute, and all of it happens or nothing.
    `StoreProblem` for a database that is newer than the program, `StoreAway` if it cannot be reached. Not for
    two threads of one process at once, for Alembic keeps its context in a module.
    """
    with locked(database_url(text)) as connection:
        return bring_up_to_date(connection)


def bring_up_to_date(connection: Connection) -> str:
    """The same in a transaction that the caller has begun and ends."""
    with _scripts(connection) as config:
        state = _state(config, connection)
        if state.newer:
            raise _newer(state)
        if not state.ready:
            command.upgrade(config, "head")
        return state.head


def make_tables(connection: Connection, revision: str) -> None:
    """Give a database without rows the tables of that revision; `StoreProblem` for one not known here."""
    with _scripts(connection) as config:
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if revision not in known:
            raise StoreProblem(
                f"the rows to bring in have the schema {revision}, which this stem-bot does not know: a "
                "newer version wrote them. Nothing was changed",
                "Install that newer version",
            )
        state = _state(config, connection)
        if state.newer:
            raise _newer(state)
        if state.current not in {None, revision}:
            command.downgrade(config, "base")
        command.upgrade(config, revision)


def revision_of(connection: Connection) -> str:
    """The revision that a database has; `StoreProblem` if it has none."""
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        raise StoreProblem("the database to read has no tables of stem-bot", "Check the URL")
    return revision


def schema_state(text: str) -> SchemaState:
    """What schema the database at a URL has; an SQLite file that is not there is not made."""
    with opened(database_url(text)) as connection, _scripts(connection) as config:
        return _state(config, connection)


@contextmanager
def _scripts(connection: Connection | None) -> Iterator[Config]:
    with as_file(files("migrations")) as folder:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        yield config


def _state(config: Config, connection: Connection | None) -> SchemaState:
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    current = None if connection is None else MigrationContext.configure(connection).get_current_revision()
    head = scripts.get_current_head()
    if head is None:
        raise StoreProblem("the package 'migrations' is incomplete", "Install stem-bot again")
    return SchemaState(current, head, newer=current is not None and current not in known)


def _newer(state: SchemaState) -> StoreProblem:
    return StoreProblem(
        f"the database has the schema {state.current}, which this stem-bot does not know (its own is "
        f"{state.head}): a newer version has worked with it. Nothing was changed",
        "Install that newer version, or name another database",
    )
