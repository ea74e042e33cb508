"""The outermost edge of the local Slack: whatever breaks inside, the app gets an answer."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guarded(handler: Handler) -> Handler:
    """The same handler, which answers `internal_error` with a reference that stands in the log too."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException:
            raise
        except Exception:
            reference = secrets.token_hex(4)
            log.exception("The local Slack failed at %s (reference %s)", request.path, reference)
            return web.json_response({"ok": False, "error": "internal_error", "reference": reference})

    return answer
