"""The waits of Slack's protocol, in real seconds whatever the workspace clock says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Windows:
    """Seconds, and how often; tests of an expiry may shorten them.

    Source: Slack's pages on interactivity (3 s to answer, trigger_id 3 s, response_url 5 times in 30 min)
    and on Socket Mode (10 connections). An unacknowledged event comes again at most three times: over HTTP at
    once, after a minute and after five (the page on the Events API), over a socket sooner.
    """

    answer: float = 3.0
    trigger: float = 3.0
    response_url: float = 1800.0
    response_url_uses: int = 5
    redelivery: float = 3.0
    redeliveries: int = 3
    retry_waits: tuple[float, ...] = (0.0, 60.0, 300.0)
    socket_ticket: float = 30.0
    socket_heartbeat: float = 10.0
    sockets: int = 10
