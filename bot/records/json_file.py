"""The at-a-glance as JSON: the very data that a record is hashed over."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from textwrap import indent

from bot.chat.phrases import Phrases
from bot.language.reader import Reader
from bot.records.glance import Glance, Record, hash_of, to_data


def write(file: Path, given: Iterable[Record], _: Phrases, __: Reader) -> int:
    """A list of records, each with the hash of its content; how many."""
    records = 0
    with file.open("w", encoding="utf-8", newline="\n") as opened:
        opened.write("[")
        for record in given:
            opened.write(",\n" if records else "\n")
            opened.write(indent(_record(record.glance), "  "))
            records += 1
        opened.write("\n]\n" if records else "]\n")
    return records


def _record(glance: Glance) -> str:
    data = to_data(glance)
    return json.dumps({"hash": hash_of(data), "content": data}, ensure_ascii=False, indent=2)
