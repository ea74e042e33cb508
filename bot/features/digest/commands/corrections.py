"""What was wrong in a digest that was sent, kept with its run: the digest itself is never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.store.models import Occurrence

_KEY: Final = "corrections"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a facilitator said about a digest, and when (UTC)."""

    words: str
    at: datetime


def of_run(run: Occurrence) -> tuple[Correction, ...]:
    """What was corrected, the oldest first."""
    stored = (run.details or {}).get(_KEY, ())
    return tuple(Correction(one["words"], datetime.fromisoformat(one["at"])) for one in stored)


def keep(run: Occurrence, correction: Correction) -> int:
    """Write one down; its number among them, from 1."""
    details = dict(run.details or {})
    stored = [*details.get(_KEY, ()), {"words": correction.words, "at": correction.at.isoformat()}]
    run.details = {**details, _KEY: stored}
    return len(stored)
