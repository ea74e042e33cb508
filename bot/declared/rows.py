"""Sets the columns of a row and says in words which of them changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any


def set_values(row: object, values: Mapping[str, Any]) -> dict[str, str]:
    """Set each column that differs; the changes in words by column, such as "at: 15:00 → 16:00"."""
    changed: dict[str, str] = {}
    for column, value in values.items():
        before = getattr(row, column)
        if before != value:
            setattr(row, column, value)
            changed[column] = f"{column}: {_said(before)} → {_said(value)}"
    return changed


def _said(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, datetime | time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(inner)}" for key, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value) or "none"
