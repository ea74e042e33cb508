"""HTTP answers in Discord's exact form, ordinary ones and those that a fault or the pace asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.discord.refusals import REASONS, Reason, Refused
from bot.sandbox.faults import Fault

_THROUGH = {"Via": "1.1 google"}


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, JSON body (None for none) and further headers."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


BANNED = Reply(429)


def response(reply: Reply) -> web.Response:
    """Return the HTTP response; discord.py reads JSON only when the content type has no charset."""
    if reply.body is None:
        return web.Response(status=reply.status, headers=reply.headers)
    exact = {"Content-Type": "application/json", **reply.headers}
    return web.Response(status=reply.status, body=json.dumps(reply.body).encode(), headers=exact)


def rate_limited(seconds: float, *, everywhere: bool) -> Reply:
    """Return a 429; a client takes it for Discord's own only with a Via header."""
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
    scope = "global" if everywhere else "user"
    headers = {**_THROUGH, "Retry-After": str(seconds), "X-RateLimit-Scope": scope}
    return Reply(429, body, headers | ({"X-RateLimit-Global": "true"} if everywhere else {}))


def refused(refusal: Refused) -> Reply:
    """Return the answer to a request that broke a rule."""
    return Reply(refusal.reason.status, refusal.body())


def ordered(fault: Fault) -> Reply | None:
    """Return what a fault answers instead of doing anything; None when the request takes effect."""
    if fault.kind == "rate-limited":
        return rate_limited(fault.seconds, everywhere=False)
    if fault.kind == "server-error":
        return Reply(fault.status, {"message": f"{fault.status}: Internal Server Error", "code": 0})
    if fault.kind == "refuse":
        code = int(fault.error)
        return refused(Refused(REASONS.get(code, Reason(code, 400, "Refused"))))
    return None
