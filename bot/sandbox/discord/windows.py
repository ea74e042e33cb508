"""How long Discord waits: protocol windows in real seconds, whatever the workspace's clock says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Windows:
    """Seconds, as Discord documents them; tests shorten them.

    `first_answer` to an interaction, life of an interaction `token`, the `nonce` memory of a channel,
    `heartbeat` interval of a gateway socket and how long a dropped session can be taken up (`resume`).
    `requests_a_second` is no time but belongs to them: how many requests one token may make in a second.
    """

    first_answer: float = 3.0
    token: float = 15 * 60.0
    nonce: float = 5 * 60.0
    heartbeat: float = 41.25
    resume: float = 180.0
    requests_a_second: int = 50
