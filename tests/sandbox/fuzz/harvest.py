"""What the servers said lately, by the name it stood under: ids, triggers and links to send back to them."""

from __future__ import annotations

from collections import defaultdict, deque
from random import Random
from typing import Any

KEPT = 60
DEEPEST = 7


class Harvest:
    """The last texts under each name."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._seen: defaultdict[str, deque[str]] = defaultdict(lambda: deque(maxlen=KEPT))

    def add(self, name: str, value: str) -> None:
        self._seen[name].append(value)

    def learn(self, said: Any, name: str = "", depth: int = 0) -> None:
        if depth > DEEPEST:
            return
        if isinstance(said, dict):
            if "author" in said:
                self.learn(said.get("id"), "message_id", depth + 1)
            for inner, value in said.items():
                self.learn(value, inner, depth + 1)
        elif isinstance(said, list):
            for value in said:
                self.learn(value, name, depth + 1)
        elif isinstance(said, str) and said and name:
            self._seen[name].append(said)

    def any(self, *names: str) -> str:
        """A text that stood under one of the names; empty before any was seen."""
        known = [name for name in names if name in self._seen]
        return self._random.choice(self._seen[self._random.choice(known)]) if known else ""
