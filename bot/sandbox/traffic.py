"""A bounded memory of what went between an app and a local platform, for tests and the page's log."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any, Literal

KEPT = 1000
HIDDEN = "\N{HORIZONTAL ELLIPSIS}"
_SECRET_NAMES = frozenset({"token", "authorization", "app_token", "bot_token"})
_SECRET_STARTS = ("xoxb-", "xapp-", "xoxp-", "Bot ", "Bearer ")

Direction = Literal["from the app", "to the app"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request with its answer, or one event that the app was sent with what it answered.

    `what` is the Web API method, the route of the table, or the kind of the event; `status` the HTTP status,
    0 where a socket carried it; `at` the workspace's clock; `took` seconds that really passed.
    """

    number: int
    at: datetime
    direction: Direction
    what: str
    sent: Any
    status: int
    answer: Any
    took: float = 0.0


class Traffic:
    """The latest exchanges, oldest first, numbered from 1; tokens in them are blacked out."""

    def __init__(self, now: Callable[[], datetime], kept: int = KEPT) -> None:
        self._now = now
        self._kept: deque[Exchange] = deque(maxlen=kept)
        self._numbers = count(1)
        self._watchers: list[Callable[[], None]] = []

    def add(
        self,
        what: str,
        sent: Any,
        answer: Any,
        *,
        status: int = 0,
        direction: Direction = "from the app",
        took: float = 0.0,
    ) -> None:
        """Remember an exchange, as it is: tokens are blacked out when somebody reads it, which is seldom."""
        self._kept.append(
            Exchange(next(self._numbers), self._now(), direction, what, sent, status, answer, took)
        )
        for told in tuple(self._watchers):
            told()

    def __iter__(self) -> Iterator[Exchange]:
        return iter([_shown(one) for one in self._kept])

    def of(self, what: str) -> list[Exchange]:
        """The exchanges of one method, route or kind of event."""
        return [_shown(one) for one in self._kept if one.what == what]

    def after(self, number: int) -> Sequence[Exchange]:
        """What came after the exchange with this number."""
        return [_shown(one) for one in self._kept if one.number > number]

    def watch(self, told: Callable[[], None]) -> Callable[[], None]:
        """Call `told` after every exchange; returns how to stop."""
        self._watchers.append(told)

        def stop() -> None:
            if told in self._watchers:
                self._watchers.remove(told)

        return stop


def _shown(exchange: Exchange) -> Exchange:
    return replace(exchange, sent=redacted(exchange.sent), answer=redacted(exchange.answer))


def redacted(value: Any) -> Any:
    """The same JSON without its tokens."""
    if isinstance(value, Mapping):
        return {name: HIDDEN if _names_secret(name) else redacted(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [redacted(inner) for inner in value]
    if isinstance(value, str) and value.startswith(_SECRET_STARTS):
        return HIDDEN
    return value


def _names_secret(name: object) -> bool:
    return isinstance(name, str) and name.casefold() in _SECRET_NAMES
