"""HTTP answers in Discord's exact form, ordinary ones and those that a fault or the pace asks for."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from aiohttp import web

from bot.sandbox.discord.reasons import REASONS, Reason
from bot.sandbox.discord.refusals import Refused, TooFast
from bot.sandbox.faults import Fault

_THROUGH = {"Via": "1.1 google"}
Scope = Literal["user", "global", "shared"]


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, JSON body (None for none) and further headers; `text` is a body that is no JSON."""

    status: int
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


# What stands before Discord answers these itself: no Via header, no JSON.
BANNED = Reply(429, text="error code: 1015")
OUTAGE = Reply(503, text="upstream connect error or disconnect/reset before headers")


def response(reply: Reply) -> web.Response:
    """Return the HTTP response; discord.py reads JSON only when the content type has no charset."""
    if reply.body is None:
        return web.Response(status=reply.status, headers=reply.headers, text=reply.text or None)
    exact = {"Content-Type": "application/json", **reply.headers}
    return web.Response(status=reply.status, body=json.dumps(reply.body).encode(), headers=exact)


def rate_limited(seconds: float, scope: Scope, headers: Mapping[str, str] | None = None) -> Reply:
    """Return a 429; a client takes it for Discord's own only with a Via header."""
    told = round(seconds, 3) or 0.001
    body = {"message": "You are being rate limited.", "retry_after": told, "global": scope == "global"}
    # The header has whole seconds, rounded up; the body has the precise ones.
    limited = {**_THROUGH, "Retry-After": str(math.ceil(seconds)), "X-RateLimit-Scope": scope}
    everywhere = {"X-RateLimit-Global": "true"} if scope == "global" else {}
    return Reply(429, body, {**(headers or {}), **limited, **everywhere})


def refused(refusal: Refused) -> Reply:
    """Return the answer to a request that broke a rule."""
    if isinstance(refusal, TooFast):
        slow = rate_limited(refusal.seconds, "shared")
        return replace(slow, body=slow.body | refusal.body())
    return Reply(refusal.reason.status, refusal.body())


def ordered(fault: Fault) -> Reply | None:
    """Return what a fault answers instead of doing anything; None when the request takes effect."""
    if fault.kind == "rate-limited":
        return rate_limited(fault.seconds, "user")
    if fault.kind == "server-error":
        return Reply(fault.status, {"message": f"{fault.status}: Internal Server Error", "code": 0})
    if fault.kind == "refuse":
        code = int(fault.error) if fault.error.isdecimal() else 0
        return refused(Refused(REASONS.get(code, Reason(code, 400, fault.error))))
    return None
