"""What travels to the app: payloads in envelopes, and the first and the last frame of a socket."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.slack.records import Json

Kind = Literal["slash_commands", "interactive", "events_api"]
PartingReason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]
_HOST = "local-applink"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload under way; `attempt` counts from zero, `retry_reason` says why it comes again."""

    kind: Kind
    payload: Json
    accepts_answer: bool = False
    attempt: int = 0
    retry_reason: str = ""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def what(self) -> str:
        """What it carries: "slash_commands", or the type of the interaction or of the event."""
        if self.kind == "slash_commands":
            return self.kind
        carried = self.payload["event"] if self.kind == "events_api" else self.payload
        return str(carried["type"])

    def frame(self) -> Json:
        """The envelope as it travels over a socket."""
        frame: Json = {
            "envelope_id": self.id,
            "type": self.kind,
            "payload": self.payload,
            "accepts_response_payload": self.accepts_answer,
        }
        if self.kind == "events_api":
            frame |= {"retry_attempt": self.attempt, "retry_reason": self.retry_reason}
        return frame


def hello(connections: int, app_id: str) -> Json:
    """The first frame on a socket; `connections` counts this one."""
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": app_id},
        "debug_info": {"host": _HOST, "build_number": 1, "approximate_connection_time": 18060},
    }


def disconnect(reason: PartingReason, connections: int, app_id: str) -> Json:
    """The last frame on a socket; after a "warning" the socket lives on for a while."""
    return {
        "type": "disconnect",
        "reason": reason,
        "num_connections": connections,
        "connection_info": {"app_id": app_id},
        "debug_info": {"host": _HOST},
    }
