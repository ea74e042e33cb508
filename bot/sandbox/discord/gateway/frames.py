"""Reads what a client sends over a gateway socket; raises CloseSocket with the code of what is wrong."""

from __future__ import annotations

import json
import time
from collections import deque
from dataclasses import dataclass
from typing import Any

from bot.sandbox.discord.gateway import closing

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, MEMBERS = 1, 2, 3, 4, 6, 8
NAMES = {
    IDENTIFY: "IDENTIFY",
    PRESENCE: "PRESENCE_UPDATE",
    VOICE: "VOICE_STATE_UPDATE",
    RESUME: "RESUME",
    MEMBERS: "REQUEST_GUILD_MEMBERS",
}
LARGEST = 4096
_MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Frame:
    """What a client asks for: an opcode and its body, of whatever JSON type the client chose."""

    opcode: int
    body: Any

    def fields(self) -> dict[str, Any]:
        """Return the body as an object; raises CloseSocket (4002) when it is none."""
        if not isinstance(self.body, dict):
            raise closing.CloseSocket(closing.DECODE_ERROR)
        return self.body


def read_frame(data: str | bytes) -> Frame:
    """Return a client's frame; raises CloseSocket (4002, or 4001 for an opcode that clients do not send)."""
    raw = data.encode(errors="replace") if isinstance(data, str) else data
    if len(raw) > LARGEST:
        raise closing.CloseSocket(closing.DECODE_ERROR)
    try:
        payload = json.loads(raw)
    except (ValueError, RecursionError):
        raise closing.CloseSocket(closing.DECODE_ERROR) from None
    opcode = payload.get("op") if isinstance(payload, dict) else None
    if not is_number(opcode):
        raise closing.CloseSocket(closing.DECODE_ERROR)
    if opcode != HEARTBEAT and opcode not in NAMES:
        raise closing.CloseSocket(closing.UNKNOWN_OPCODE)
    return Frame(opcode, payload.get("d"))


def is_number(value: object) -> bool:
    """Whether a JSON value is a whole number; true and false are none."""
    return isinstance(value, int) and not isinstance(value, bool)


class Allowance:
    """How many frames one connection may send in a minute; raises CloseSocket (4008) beyond that."""

    def __init__(self, a_minute: int) -> None:
        self._a_minute = a_minute
        self._sent: deque[float] = deque()

    def count(self) -> None:
        """Count a frame that came in."""
        now = time.monotonic()
        while self._sent and self._sent[0] < now - _MINUTE:
            self._sent.popleft()
        if len(self._sent) >= self._a_minute:
            raise closing.CloseSocket(closing.RATE_LIMITED)
        self._sent.append(now)
