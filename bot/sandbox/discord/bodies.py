"""Reads request bodies: JSON, or a form whose `payload_json` is the JSON and whose `files[n]` are files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.http import HttpProcessingError

from bot.sandbox.discord.records import Attachment
from bot.sandbox.discord.refusals import INVALID_FORM, INVALID_JSON, Refused
from bot.sandbox.discord.snowflakes import Snowflakes

_FILE_FIELD = re.compile(r"files?\[?(\d*)\]?")
_NO_BODY = {"GET", "DELETE"}


async def read_body(request: web.Request, ids: Snowflakes) -> tuple[Any, tuple[Attachment, ...]]:
    """Return the JSON of a request and the files that came with it; raises Refused (50109, 50035)."""
    if request.content_type == "multipart/form-data":
        try:
            return await _read_form(request, ids)
        except (ValueError, RuntimeError, AssertionError, HttpProcessingError):
            # What aiohttp raises for parts without an end, broken headers and unknown encodings.
            raise Refused(INVALID_FORM) from None
    raw = await request.read()
    if not raw:
        return (None if request.method in _NO_BODY else {}), ()
    return _parsed(raw), ()


async def _read_form(request: web.Request, ids: Snowflakes) -> tuple[Any, tuple[Attachment, ...]]:
    body: Any = {}
    files: dict[str, Attachment] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        field = _FILE_FIELD.fullmatch(part.name or "")
        content = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            body = _parsed(content)
        elif field is not None:
            media_type = part.headers.get("Content-Type", "application/octet-stream")
            files[field[1]] = Attachment(ids.make(), part.filename or "file", media_type, content)
    return body, tuple(_described(body, files))


def _described(body: Any, files: Mapping[str, Attachment]) -> list[Attachment]:
    listed = body.get("attachments") if isinstance(body, dict) else None
    told = {str(each.get("id")): each for each in listed or () if isinstance(each, dict)}
    return [
        replace(
            file,
            name=told.get(place, {}).get("filename") or file.name,
            description=told.get(place, {}).get("description") or "",
        )
        for place, file in files.items()
    ]


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise Refused(INVALID_JSON) from None
