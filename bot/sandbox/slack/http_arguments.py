"""Reads one HTTP request of an app: its token, and its arguments from wherever they travelled."""

from __future__ import annotations

import codecs
from typing import Any

from aiohttp import web

from bot.sandbox.slack.arguments import decoded
from bot.sandbox.slack.multipart import BROKEN, parts_of
from bot.sandbox.slack.refusals import Refused

_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_CHARSETS = frozenset({"utf-8", "iso8859-1"})


async def read_arguments(request: web.Request) -> dict[str, Any]:
    """Query, form and JSON merged; Refused with Slack's own word when the body is malformed."""
    return {**request.query, **await read_body(request)}


async def read_body(request: web.Request) -> dict[str, Any]:
    """The arguments in the body; what looks like JSON is taken for JSON whatever its type says."""
    if not request.can_read_body:
        return {}
    _check_charset(request)
    try:
        if request.content_type in _FORMS:
            return await _form(request)
        body = await request.read()
    except BROKEN:
        raise Refused("request_timeout") from None
    if request.content_type == "application/json" or body.lstrip().startswith(b"{"):
        return _json(body)
    if body.strip():
        raise Refused("invalid_post_type" if "Content-Type" in request.headers else "missing_post_type")
    return {}


def warning_of(request: web.Request) -> str:
    """What Slack warns of in the head of a request, empty when there is nothing."""
    if request.method != "POST" or not request.body_exists:
        return ""
    if request.content_type in _FORMS:
        return "superfluous_charset" if request.charset else ""
    return "" if request.charset else "missing_charset"


def token_of(request: web.Request, arguments: dict[str, Any]) -> str:
    """The token from the Authorization header, else from the arguments; empty when there is none."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else str(arguments.get("token", ""))


def _check_charset(request: web.Request) -> None:
    if request.charset is None:
        return
    try:
        known = codecs.lookup(request.charset).name in _CHARSETS
    except (LookupError, ValueError):
        known = False
    if not known:
        raise Refused("invalid_charset")


async def _form(request: web.Request) -> dict[str, Any]:
    if request.content_type == "multipart/form-data":
        fields = [part for part in await parts_of(request) if part.filename is None]
        return {field.name: field.content.decode("utf-8", "replace") for field in fields}
    try:
        return {name: str(value) for name, value in (await request.post()).items()}
    except BROKEN:
        raise Refused("invalid_form_data") from None


def _json(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    value = decoded(body, "invalid_json")
    if not isinstance(value, dict):
        raise Refused("json_not_object")
    return value
