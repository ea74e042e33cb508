"""The at-a-glance as JSON: the very data that a record is hashed over."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bot.records.glance import Glance, hash_of, to_data


def json_file(glances: Iterable[Glance]) -> bytes:
    """A list of records, each with the hash of its content."""
    records = [{"hash": hash_of(data), "content": data} for data in map(to_data, glances)]
    return json.dumps(records, ensure_ascii=False, indent=2).encode() + b"\n"
