"""Remembers who looks at their home page and what stands there, so that it is not published for nothing.

Nothing depends on it: what a restart forgets is published again when the page is next opened.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import Final

from bot.chat.events import Person
from bot.chat.messenger import NotSent
from bot.platforms.slack.markup import Json

# For so many seconds after somebody looked at their page it is kept up with what they do elsewhere.
LOOKED_AT: Final = 600.0
# For so many seconds what was published is taken to stand there still.
STANDS: Final = 60.0
_MOST = 20_000


@dataclass(slots=True)
class Shown:
    """One person's page: when they looked at it, what was published last and its hash in Slack."""

    hash: str = ""
    follows: bool = False
    one_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)
    _looked_at: float = float("-inf")
    _print: str = ""
    _published_at: float = float("-inf")

    @property
    def is_looked_at(self) -> bool:
        """Whether it was opened lately."""
        return time.monotonic() - self._looked_at < LOOKED_AT

    def looked(self) -> None:
        """It was opened just now."""
        self._looked_at = time.monotonic()

    def shows(self, view: Json) -> bool:
        """Whether this very view was published a moment ago."""
        return self._print == _print(view) and time.monotonic() - self._published_at < STANDS

    def published(self, view: Json, view_hash: str) -> None:
        """Slack took it."""
        self.hash, self._print, self._published_at = view_hash, _print(view), time.monotonic()


class HomesShown:
    """Every page that was published since the start, and the workspaces that want no call just now."""

    def __init__(self) -> None:
        self._pages: dict[Person, Shown] = {}
        self._rests: dict[str, float] = {}

    def of(self, person: Person) -> Shown:
        """What is known of somebody's page."""
        if person not in self._pages and len(self._pages) >= _MOST:
            self._pages.clear()
        return self._pages.setdefault(person, Shown())

    def looked_at(self, person: Person) -> Shown | None:
        """The page of somebody who opened it lately; None for everybody else."""
        shown = self._pages.get(person)
        return shown if shown and shown.is_looked_at else None

    def rest(self, workspace: str, seconds: float) -> None:
        """The workspace takes no call for so long."""
        self._rests[workspace] = time.monotonic() + seconds

    def may_ask(self, workspace: str) -> None:
        """Raise `NotSent` while the workspace rests."""
        left = self._rests.get(workspace, 0.0) - time.monotonic()
        if left > 0:
            raise NotSent("rate limit", left)


def _print(view: Json) -> str:
    return hashlib.sha256(json.dumps(view, sort_keys=True).encode()).hexdigest()
