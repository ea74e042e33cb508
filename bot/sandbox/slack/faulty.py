"""Carries out the faults that were ordered for a request, before or after it takes effect."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.sandbox.faults import Fault
from bot.sandbox.ordered_faults import OrderedFaults
from bot.sandbox.traffic import Traffic


def outages(faults: OrderedFaults, traffic: Traffic) -> Middleware:
    """Answers nothing but 503 while there is an outage, sockets included."""

    @web.middleware
    async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not faults.is_out:
            return await handler(request)
        what = request.match_info.get("method") or request.path
        traffic.add(what, {}, {"fault": "outage"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text="Slack is having trouble")

    return answer


def before_fault(fault: Fault | None) -> web.StreamResponse | None:
    """The answer of a fault that keeps the request from taking effect, if it is one of these."""
    if fault is None:
        return None
    match fault.kind:
        case "rate-limited":
            retry_after = {"Retry-After": f"{max(1, round(fault.seconds))}"}
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=retry_after)
        case "server-error":
            return web.Response(status=fault.status, text="Slack is having trouble")
        case "refuse":
            return web.json_response({"ok": False, "error": fault.error})
        case "slow" | "lose-the-answer":
            return None


async def after_fault(
    fault: Fault | None, request: web.Request, answer: web.StreamResponse
) -> web.StreamResponse:
    """The answer to a request that took effect: at once, late, or never."""
    if fault is not None and fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    if fault is not None and fault.kind == "lose-the-answer" and request.transport is not None:
        request.transport.abort()
    return answer
