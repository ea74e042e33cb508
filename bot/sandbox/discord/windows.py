"""How long Discord waits: protocol windows in real seconds, whatever the workspace's clock says."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Windows:
    """Seconds, as Discord documents them; tests shorten them.

    `first_answer` to an interaction, life of an interaction `token`, the `nonce` memory of a channel,
    `heartbeat` interval of a gateway socket, how long a dropped session can be taken up (`resume`), and how
    far apart an app's sessions must begin (`identify`).
    No times but belonging to them: how many requests one token may make in a second (`requests_a_second`),
    how many frames a client may send over one gateway socket in a minute (`frames_a_minute`), and how many
    sessions an app may begin in a day (`sessions_a_day`).
    """

    first_answer: float = 3.0
    token: float = 15 * 60.0
    nonce: float = 5 * 60.0
    heartbeat: float = 41.25
    resume: float = 180.0
    identify: float = 5.0
    requests_a_second: int = 50
    frames_a_minute: int = 120
    sessions_a_day: int = 1000

    def unhurried(self) -> Windows:
        """Return the same windows without the gateway's limits on how often a client may ask."""
        return replace(self, identify=0.0, frames_a_minute=sys.maxsize, sessions_a_day=sys.maxsize)
