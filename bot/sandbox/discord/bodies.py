"""Reads request bodies: JSON, or a form whose `payload_json` is the JSON and whose `files[n]` are files."""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NoReturn

from aiohttp import BodyPartReader, web
from aiohttp.http import HttpProcessingError

from bot.sandbox.discord.reasons import INVALID_FORM, INVALID_JSON, TOO_LARGE
from bot.sandbox.discord.records import Attachment
from bot.sandbox.discord.refusals import Refused
from bot.sandbox.discord.snowflakes import Snowflakes

# Of a whole request, and of one file in it, in a guild that nobody pays for.
LARGEST_REQUEST = 25 * 1024 * 1024
LARGEST_FILE = 10 * 1024 * 1024
_FILE_FIELD = re.compile(r"files?\[?([0-9]{0,3})\]?")
_NO_BODY = {"GET", "DELETE"}
_DEEPEST = 64
_MANY_BRACKETS = 64
_CHUNK = 64 * 1024
_BYTES = "application/octet-stream"


async def read_body(request: web.Request, ids: Snowflakes) -> tuple[Any, tuple[Attachment, ...]]:
    """Return the JSON of a request and the files that came with it; raises Refused (50109, 50035, 40005)."""
    if (request.content_length or 0) > LARGEST_REQUEST:
        raise Refused(TOO_LARGE)
    if request.content_type == "multipart/form-data":
        try:
            return await _read_form(request, ids)
        except (ValueError, RuntimeError, AssertionError, HttpProcessingError):
            # What aiohttp raises for parts without an end, broken headers and unknown encodings.
            raise Refused(INVALID_FORM) from None
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refused(TOO_LARGE) from None
    if not raw:
        return (None if request.method in _NO_BODY else {}), ()
    return _parsed(raw), ()


async def _read_form(request: web.Request, ids: Snowflakes) -> tuple[Any, tuple[Attachment, ...]]:
    body: Any = {}
    files: dict[str, Attachment] = {}
    left = LARGEST_REQUEST
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        field = _FILE_FIELD.fullmatch(part.name or "")
        content = await _read_part(part, min(left, LARGEST_FILE) if field else left)
        left -= len(content)
        if part.name == "payload_json":
            body = _parsed(content)
        elif field is not None:
            place = field[1] or f"{len(files)}"
            name = part.filename or "file"
            files[place] = Attachment(ids.make(), name, _media_type(part, name), content, field=place)
    return body, tuple(_described(body, files))


def _media_type(part: BodyPartReader, name: str) -> str:
    """What the sender says that it is, else what its name says: most libraries call every file bytes."""
    said = part.headers.get("Content-Type", _BYTES)
    return (mimetypes.guess_type(name)[0] or _BYTES) if said == _BYTES else said


async def _read_part(part: BodyPartReader, most: int) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        content += chunk
        if len(content) > most:
            raise Refused(TOO_LARGE)
    return bytes(content)


def _described(body: Any, files: Mapping[str, Attachment]) -> list[Attachment]:
    """Return the files under the names and with the descriptions that the body's list gives them."""
    listed = body.get("attachments") if isinstance(body, dict) else None
    listed = listed if isinstance(listed, list) else []
    told = {f"{each.get('id')}": each for each in listed if isinstance(each, dict)}
    return [
        replace(
            file,
            name=_text(told.get(place, {}).get("filename")) or file.name,
            description=_text(told.get(place, {}).get("description")),
        )
        for place, file in files.items()
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _parsed(raw: bytes) -> Any:
    try:
        body = json.loads(raw, parse_constant=_refuse_constant)
        if raw.count(b"[") + raw.count(b"{") > _MANY_BRACKETS:
            _check_depth(body)
    except (ValueError, RecursionError):
        raise Refused(INVALID_JSON) from None
    return body


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _check_depth(body: Any) -> None:
    level = [body]
    for _ in range(_DEEPEST):
        level = [inner for each in level for inner in _inside(each)]
    if level:
        raise ValueError("nested too deeply")


def _inside(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for each in inner if isinstance(each, dict | list)]
