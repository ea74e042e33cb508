"""The kinds of file that a record can become, each by its short name.

What makes a file is loaded with the first one that is made: the bot itself never needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from bot.chat.phrases import Phrases
from bot.language.reader import Reader
from bot.records.glance import Record

# Writes the file, one record after another; returns how many.
Write = Callable[[Path, Iterable[Record], Phrases, Reader], int]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind: its ending, its media type, and whether it can hold any number of records."""

    name: str
    media_type: str
    streams: bool = True

    def write(self, file: Path, records: Iterable[Record], t: Phrases, reader: Reader) -> int:
        """Write the records to `file`, over what is there; how many there were."""
        write: Write = import_module(f"bot.records.{self.name}_file").write
        return write(file, records, t, reader)


FORMATS = {
    one.name: one
    for one in (
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Format("csv", "text/csv"),
        Format("pdf", "application/pdf", streams=False),
        Format("json", "application/json"),
    )
}
