"""What people say about an indicator between two agreements: that it moves, that it is stuck, since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

MOVING, STUCK = "moving", "stuck"


def stuck_since(said: Iterable[tuple[datetime, str]]) -> datetime | None:
    """Return since when an indicator is stuck: somebody said so, and nobody since then that it moves.

    `said` are instants and what was said, in any order. From the first time of being stuck after the last
    time of moving. Source: the project's own rule.
    """
    since: datetime | None = None
    for at, movement in sorted(said):
        if movement == MOVING:
            since = None
        elif movement == STUCK and since is None:
            since = at
    return since
