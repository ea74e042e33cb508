"""What broke while a test ran and nobody in it saw: where no answer is waited for, the log alone knows."""

from __future__ import annotations

from structlog.typing import EventDict

# Logged at the edges that go on whatever breaks. Tests in which something shall break catch their log.
_EDGES = frozenset(
    {"feature_failed", "happening_failed", "suggestion_failed", "tick_failed", "round_failed", "work_failed"}
)
broken: list[EventDict] = []


def note_broken(_logger: object, _method: str, entry: EventDict) -> EventDict:
    """Keep such an entry for the test's end (a processor of structlog)."""
    if entry["event"] in _EDGES:
        broken.append(dict(entry))
    return entry
