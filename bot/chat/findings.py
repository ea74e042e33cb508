"""What an examination of a platform's settings found, in words for the operator."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `remedy` says what to do when it is not `ok`."""

    ok: bool
    what: str
    remedy: str = ""
