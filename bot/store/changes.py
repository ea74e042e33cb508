"""Which tables a transaction changes: what changes nothing that ever falls due need not wake the clock."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

_CHANGED = "tables changed in this job"


def note_changes(engine: Engine) -> None:
    """Keep account of what is inserted, updated and deleted on an engine's connections."""

    @event.listens_for(engine, "before_cursor_execute")
    def note(
        connection: Connection, _cursor: Any, _sql: str, _values: Any, context: Any, _many: bool
    ) -> None:
        if context.isinsert or context.isupdate or context.isdelete:
            connection.info.setdefault(_CHANGED, set()).add(context.compiled.statement.table.name)


def forget_changes(connection: Connection) -> None:
    """Begin anew: another job follows on this connection."""
    connection.info[_CHANGED] = set()


def changed_tables(session: Session) -> frozenset[str]:
    """The names of the tables that the session's job has changed; what it has not flushed yet is flushed."""
    session.flush()
    return frozenset(session.connection().info.get(_CHANGED, ()))
