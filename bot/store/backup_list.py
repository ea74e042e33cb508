"""The list of what a backup holds, in a table of the backup file itself.

It has the schema, and for each table the rows and their SHA-256; it has a checksum of its own. So a file
that lost or changed something is known before a row of it is restored.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Column, Connection, MetaData, Table, Text, insert, inspect, select

from bot.store.copy import Copied
from bot.store.problems import StoreProblem

FORMAT = 1
_LIST = Table(
    "stem_bot_backup",
    MetaData(),
    Column("content", Text, nullable=False),
    Column("checksum", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: the schema, when it was made (UTC), and its tables."""

    schema: str
    made_at: datetime
    tables: tuple[Copied, ...]

    @property
    def rows(self) -> int:
        """All together."""
        return sum(table.rows for table in self.tables)


def write_list(file: Connection, backup: Backup) -> None:
    """Add the list to a backup file."""
    tables = [asdict(table) for table in backup.tables]
    made_at = backup.made_at.isoformat()
    content = json.dumps({"format": FORMAT, "schema": backup.schema, "made_at": made_at, "tables": tables})
    _LIST.create(file)
    file.execute(insert(_LIST).values(content=content, checksum=_checksum(content)))


def read_list(file: Connection, name: str) -> Backup | None:
    """What the list of the file of that name says; None if it is not as it was written.

    `StoreProblem` for an SQLite file that is no backup, or one in a format of later.
    """
    if not inspect(file).has_table(_LIST.name):
        raise StoreProblem(f"{name} is not a backup of stem-bot", "Name a file that `stem-bot backup` wrote")
    lists = file.execute(select(_LIST.c.content, _LIST.c.checksum)).all()
    if len(lists) != 1 or _checksum(lists[0].content) != lists[0].checksum:
        return None
    data = json.loads(lists[0].content)
    if data["format"] != FORMAT:
        what = f"{name} has the backup format {data['format']}, which a newer stem-bot wrote"
        raise StoreProblem(what, "Install that newer version")
    tables = tuple(Copied(**table) for table in data["tables"])
    return Backup(data["schema"], datetime.fromisoformat(data["made_at"]), tables)


def _checksum(content: str) -> str:
    return sha256(content.encode()).hexdigest()
