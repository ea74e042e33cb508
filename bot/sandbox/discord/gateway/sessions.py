"""What one gateway session remembers, so that a dropped socket can be taken up where it broke off."""

from __future__ import annotations

import json
import secrets
import time
from collections import deque

from bot.sandbox.discord.gateway.intents import MESSAGE_CONTENT
from bot.sandbox.discord.gateway.outbox import Outbox
from bot.sandbox.discord.records import App, Json
from bot.sandbox.traffic import Traffic

KEPT_EVENTS = 5000


def encode(payload: Json) -> str:
    """Return a payload as compact JSON."""
    return json.dumps(payload, separators=(",", ":"))


class Session:
    """One identified client: its sequence numbers, its last events and, while connected, its outbox."""

    def __init__(self, app: App, intents: int, shard: tuple[int, int], traffic: Traffic) -> None:
        self.app = app
        self.intents = intents
        self.shard = shard
        self.id = secrets.token_hex(16)
        self.sequence = 0
        self._traffic = traffic
        self._dropped_at: float | None = None
        self._sent: deque[tuple[int, str]] = deque(maxlen=KEPT_EVENTS)
        self._outbox: Outbox | None = None

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
        self._traffic.add(event, body, None, direction="to the app")
        if self._outbox is not None:
            self._outbox.put(text)

    def attach(self, outbox: Outbox) -> None:
        """Send from now on through this socket's outbox; a socket that it takes the place of is cut."""
        if self._outbox is not None:
            self._outbox.cut()
        self._outbox = outbox
        self._dropped_at = None

    def detach(self, outbox: Outbox) -> bool:
        """Stop sending; False when another socket has taken the session over meanwhile."""
        if self._outbox is not outbox:
            return False
        self._outbox = None
        self._dropped_at = time.monotonic()
        return True

    def too_old(self, window: float) -> bool:
        """Whether it was dropped longer ago than the seconds of the window."""
        return self._dropped_at is not None and time.monotonic() - self._dropped_at > window

    def remembers(self, sequence: int) -> bool:
        """Whether every event after this one is still at hand."""
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        return oldest - 1 <= sequence

    def replay(self, sequence: int) -> None:
        """Send everything after `sequence` again, in order."""
        if self._outbox is not None:
            for number, text in self._sent:
                if number > sequence:
                    self._outbox.put(text)
