"""The arguments of one API call, which may travel in the query, in a form and in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.sandbox.slack.refusals import Refused

# Deeper than anything that Block Kit or metadata can hold; what goes on for ever must not be walked through.
DEEPEST = 64


class Arguments:
    """Arguments by name, whatever way they came; forms carry lists and objects as JSON text."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = {name: value for name, value in raw.items() if value is not None}

    def has(self, name: str) -> bool:
        """Whether the argument was given and is not empty text."""
        return name in self.raw and self.raw[name] not in ("", [], {})

    def text(self, name: str) -> str:
        """The argument as text, empty when it is missing."""
        value = self.raw.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        """A boolean: true, "true" and "1" are true."""
        return str(self.raw.get(name, otherwise)).lower() in {"true", "1"}

    def number(self, name: str, otherwise: int, error: str) -> int:
        """A whole number; Refused with `error` when it is something else."""
        value = self.raw.get(name, otherwise)
        if isinstance(value, bool):
            raise Refused(error)
        try:
            return int(value)
        except (TypeError, ValueError, OverflowError):
            raise Refused(error) from None

    def listed(self, name: str) -> tuple[str, ...]:
        """A list of ids: a JSON list or comma-joined text."""
        value = self.raw.get(name, ())
        if isinstance(value, str) and value.startswith("["):
            value = self.structure(name, "invalid_array_arg") or ()
        parts = value.split(",") if isinstance(value, str) else value
        parts = parts if isinstance(parts, list | tuple) else [parts]
        return tuple(str(part).strip() for part in parts if str(part).strip())

    def structure(self, name: str, error: str) -> Any:
        """A list or an object, decoded when it came as text; Refused with `error` when it is neither."""
        value = self.raw.get(name)
        if isinstance(value, str) and value:
            value = decoded(value, error)
        if value and not isinstance(value, list | dict):
            raise Refused(error)
        return value or None


def decoded(text: str | bytes, error: str) -> Any:
    """JSON that came as text; Refused with `error` when it is none, or deeper than anything sensible."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(error) from None
    level, depth = [value], 0
    while level:
        depth += 1
        level = [inner for outer in level for inner in _inside(outer)]
        if depth > DEEPEST:
            raise Refused(error)
    return value


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
