"""What one gateway session remembers, so that a dropped socket can be taken up where it broke off."""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from collections import deque

from bot.sandbox.discord.gateway.intents import MESSAGE_CONTENT
from bot.sandbox.discord.records import App, Json

KEPT_EVENTS = 5000


def encode(payload: Json) -> str:
    """Return a payload as compact JSON."""
    return json.dumps(payload, separators=(",", ":"))


class Session:
    """One identified client: its sequence numbers, its last events and, while connected, its outbox."""

    def __init__(self, app: App, intents: int, shard: tuple[int, int]) -> None:
        self.app = app
        self.intents = intents
        self.shard = shard
        self.id = secrets.token_hex(16)
        self.sequence = 0
        self.dropped_at: float | None = None
        self._sent: deque[tuple[int, str]] = deque(maxlen=KEPT_EVENTS)
        self._outbox: asyncio.Queue[str] | None = None

    @property
    def reads_content(self) -> bool:
        """Whether the app was approved for what people write."""
        return bool(self.intents & MESSAGE_CONTENT)

    def hears(self, guild: str) -> bool:
        """Whether events of this guild (or, without one, direct messages) go to this session's shard."""
        number, count = self.shard
        return (int(guild or "0") >> 22) % count == number

    def dispatch(self, event: str, body: object) -> None:
        """Number an event, remember it and send it when a socket is there."""
        self.sequence += 1
        text = encode({"op": 0, "t": event, "s": self.sequence, "d": body})
        self._sent.append((self.sequence, text))
        if self._outbox is not None:
            self._outbox.put_nowait(text)

    def attach(self, outbox: asyncio.Queue[str]) -> None:
        """Send from now on through this socket's outbox."""
        self._outbox = outbox
        self.dropped_at = None

    def detach(self, outbox: asyncio.Queue[str]) -> None:
        """Stop sending, unless another socket took the session over."""
        if self._outbox is outbox:
            self._outbox = None
            self.dropped_at = time.monotonic()

    def can_resume(self, sequence: int, window: float) -> bool:
        """Whether every event after `sequence` is still at hand and the session is not too old."""
        fresh = self.dropped_at is None or time.monotonic() - self.dropped_at <= window
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        return fresh and oldest - 1 <= sequence <= self.sequence

    def replay(self, sequence: int) -> None:
        """Send everything after `sequence` again, in order."""
        if self._outbox is not None:
            for number, text in self._sent:
                if number > sequence:
                    self._outbox.put_nowait(text)
