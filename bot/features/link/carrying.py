"""Moves rows from one person to another so that it can be undone: each change is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bot.store.models import (
    Absence,
    Answer,
    ConsensusVote,
    Membership,
    Person,
    Prompt,
    Rating,
    RoleHolder,
    Task,
)

Row = Absence | Answer | ConsensusVote | Membership | Person | Prompt | Rating | RoleHolder | Task
_TABLES: dict[str, type[Row]] = {
    one.__tablename__: one
    for one in (Absence, Answer, ConsensusVote, Membership, Person, Prompt, Rating, RoleHolder, Task)
}
_DAYS = {"ends_on"}


@dataclass(slots=True)
class Carried:
    """What was changed, in order, as JSON has it."""

    changes: list[dict[str, Any]] = field(default_factory=list)

    def set(self, row: Row, column: str, value: int | str | date | None) -> None:
        """Change one column of a row."""
        was = getattr(row, column)
        self.changes.append(
            {
                "table": row.__tablename__,
                "id": row.id,
                "column": column,
                "was": _plain(was),
                "now": _plain(value),
            }
        )
        setattr(row, column, value)


def put_back(session: Session, changes: list[dict[str, Any]]) -> None:
    """Undo the changes, the last first; what was changed again since stays as it is."""
    for change in reversed(changes):
        row = session.get(_TABLES[change["table"]], change["id"])
        column = change["column"]
        if row is not None and _plain(getattr(row, column)) == change["now"]:
            was = change["was"]
            setattr(row, column, date.fromisoformat(was) if was and column in _DAYS else was)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
