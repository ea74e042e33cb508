"""The one place where what a person sees becomes JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime

from aiohttp import web


def as_json(seen: object) -> bytes:
    """Write data as JSON in UTF-8: dataclasses as objects, instants as ISO 8601 in UTC.

    An app may send half a character (a lone surrogate) or a number that JSON has none for (NaN): a question
    mark and its name stand for them.
    """
    try:
        written = json.dumps(seen, default=_plain, ensure_ascii=False, allow_nan=False)
    except ValueError:
        told = json.loads(json.dumps(seen, default=_plain), parse_constant=str)
        written = json.dumps(told, ensure_ascii=False)
    return written.encode("utf-8", "replace")


def answer(seen: object, status: int = 200) -> web.Response:
    """Send data as JSON."""
    return web.Response(body=as_json(seen), status=status, content_type="application/json", charset="utf-8")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no JSON form here")
