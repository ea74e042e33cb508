"""Who may ask, and what an error looks like: the outermost edge of the page's server."""

from __future__ import annotations

import ipaddress
import logging
import secrets

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox.hands import CannotDo
from bot.sandbox.page.as_json import answer
from bot.sandbox.page.malformed import Malformed, TooLarge

_log = logging.getLogger(__name__)

# Pictures come from the two local servers, which stand on ports of their own.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' http://127.0.0.1:* http://localhost:*; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Forbid the browser everything that the page does not need."""
    for name, value in _HEADERS.items():
        response.headers[name] = value


@web.middleware
async def refuse_strangers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let only this machine in: a foreign name that was made to point here (DNS rebinding) is refused."""
    if not is_loopback(request.host):
        words = f"This workspace answers only as localhost or 127.0.0.1, not as {request.host}."
        return answer({"error": words}, status=403)
    if request.method == "POST" and request.content_type != "application/json":
        words = "Send JSON, with Content-Type: application/json."
        return answer({"error": words}, status=415)
    return await handler(request)


@web.middleware
async def explain_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer every failure in words."""
    try:
        return await handler(request)
    except Malformed as error:
        return answer({"error": str(error)}, status=400)
    except TooLarge as error:
        return answer({"error": str(error)}, status=413)
    except CannotDo as error:
        return answer({"error": str(error)}, status=409)
    except web.HTTPException as error:
        return answer({"error": f"{request.method} {request.path}: {error.reason}"}, status=error.status)
    except Exception:  # noqa: BLE001 - the outermost edge
        reference = secrets.token_hex(4)
        _log.exception("%s %s failed (%s)", request.method, request.path, reference)
        words = f"Something went wrong here. The log says more at {reference}."
        return answer({"error": words, "reference": reference}, status=500)


def is_loopback(host: str) -> bool:
    """Say whether a Host header (name or address, port or not) means this machine."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
