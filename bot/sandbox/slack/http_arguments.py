"""Reads one HTTP request of an app: its token, and its arguments from wherever they travelled."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web
from aiohttp.http import HttpProcessingError

from bot.sandbox.slack.refusals import Refused

_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


async def read_arguments(request: web.Request) -> dict[str, Any]:
    """Query, form and JSON merged; Refused with Slack's own word when the body is malformed."""
    return {**request.query, **await read_body(request)}


async def read_body(request: web.Request) -> dict[str, Any]:
    """The arguments in the body; one that says nothing of its type is taken for JSON if it looks like it."""
    if not request.can_read_body:
        return {}
    if request.content_type in _FORMS:
        return await _form(request)
    body = await request.read()
    if request.content_type == "application/json" or body.lstrip().startswith(b"{"):
        return _json(body)
    if body.strip():
        raise Refused("invalid_post_type")
    return {}


async def _form(request: web.Request) -> dict[str, Any]:
    try:
        fields = await request.post()
    except (ValueError, UnicodeError, AssertionError, HttpProcessingError):
        raise Refused("invalid_form_data") from None
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _json(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        decoded = json.loads(body)
    except (ValueError, UnicodeError, RecursionError):
        raise Refused("invalid_json") from None
    if not isinstance(decoded, dict):
        raise Refused("json_not_object")
    return decoded


def token_of(request: web.Request, arguments: dict[str, Any]) -> str:
    """The token from the Authorization header, else from the arguments; empty when there is none."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else str(arguments.get("token", ""))
