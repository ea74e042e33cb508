"""What travels over a socket to the app."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from bot.sandbox.slack.records import Json


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload under way; `attempt` counts from zero."""

    kind: str
    payload: Json
    accepts_answer: bool = False
    attempt: int = 0
    id: str = field(default_factory=lambda: secrets.token_hex(16))

    def frame(self) -> Json:
        """The envelope as it travels."""
        frame: Json = {
            "envelope_id": self.id,
            "type": self.kind,
            "payload": self.payload,
            "accepts_response_payload": self.accepts_answer,
        }
        if self.kind == "events_api":
            frame |= {"retry_attempt": self.attempt, "retry_reason": "timeout" if self.attempt else ""}
        return frame


def hello(connections: int, app_id: str) -> Json:
    """The first frame on a socket."""
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": app_id},
        "debug_info": {"host": "local", "approximate_connection_time": 18060},
    }


def disconnect(reason: str) -> Json:
    """The last frame on a socket."""
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}}
