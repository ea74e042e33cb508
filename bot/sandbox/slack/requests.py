"""A bounded memory of what apps asked and what they were told, with the tokens blacked out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

KEPT = 1000
_SECRET = ("xoxb-", "xapp-", "xoxp-")


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One request: the method's name (or "response_url", "upload"), its arguments and the answer."""

    at: datetime
    method: str
    arguments: Mapping[str, Any]
    status: int
    answer: Mapping[str, Any]


class Requests:
    """The latest thousand requests, oldest first."""

    def __init__(self) -> None:
        self._kept: deque[AskedFor] = deque(maxlen=KEPT)

    def add(
        self, at: datetime, method: str, arguments: Mapping[str, Any], status: int, answer: Mapping[str, Any]
    ) -> None:
        """Remember a request, without its tokens."""
        self._kept.append(AskedFor(at, method, _redacted(arguments), status, _redacted(answer)))

    def __iter__(self) -> Iterator[AskedFor]:
        return iter(tuple(self._kept))

    def of(self, method: str) -> list[AskedFor]:
        """The requests of one method."""
        return [asked for asked in self._kept if asked.method == method]


def _redacted(arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments without tokens."""
    return {name: "***" if _is_secret(name, value) else value for name, value in arguments.items()}


def _is_secret(name: str, value: Any) -> bool:
    return name == "token" or (isinstance(value, str) and value.startswith(_SECRET))
