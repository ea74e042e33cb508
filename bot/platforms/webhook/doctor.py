"""Asks each webhook whether it takes messages, with a signed one of the type `ping`."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

import aiohttp

from bot.chat.findings import Finding
from bot.platforms.webhook.client import new_session, post
from bot.platforms.webhook.hook import Hook, Hooks
from bot.platforms.webhook.render import encoded, opening

_UNANSWERED = "Check its url, that the machine is up, and that a firewall lets the bot out."
_OTHERWISE = "Whoever runs it finds the reason in its log; it must answer 2xx, to the type ping too."
_REDIRECTED = "Redirects are not followed: write the address where it leads."
_REMEDIES: Mapping[int, str] = {
    HTTPStatus.UNAUTHORIZED: "Most likely it has another secret: give both the same.",
    HTTPStatus.FORBIDDEN: "Most likely it has another secret: give both the same.",
    HTTPStatus.NOT_FOUND: "Check the path of its url.",
    HTTPStatus.GONE: "It says that it is closed for good: take it out, or let it answer again.",
}


async def examine(hooks: Hooks, at: datetime) -> list[Finding]:
    """How each answers. Its address and its secret are not shown: both may be as good as a password."""
    async with new_session() as session:
        return await asyncio.gather(*(_ask(session, hook, name, at) for (_, name), hook in hooks.items()))


async def _ask(session: aiohttp.ClientSession, hook: Hook, name: str, at: datetime) -> Finding:
    where = f"The webhook {name} of {hook.team_id}"
    id_ = f"ping-{secrets.token_hex(8)}"
    try:
        status, _ = await post(session, hook, id_, encoded(opening(hook, id_, "ping")), at)
    except (aiohttp.ClientError, OSError, TimeoutError) as problem:
        what = f"{where} does not answer: {type(problem).__name__}."
        return Finding(ok=False, what=what, remedy=_UNANSWERED)
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Finding(ok=True, what=f"{where} takes messages ({status}).")
    redirects = HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST
    remedy = _REDIRECTED if redirects else _REMEDIES.get(status, _OTHERWISE)
    return Finding(ok=False, what=f"{where} answers {status}.", remedy=remedy)
