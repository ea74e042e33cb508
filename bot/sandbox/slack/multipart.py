"""Reads forms that carry files, in memory and never beyond what the server takes."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from aiohttp import BodyPartReader, ClientPayloadError, web
from aiohttp.http import HttpProcessingError

from bot.sandbox.slack.refusals import Refused

# What aiohttp raises over a broken body, by what is broken in it.
BROKEN = (
    *(AssertionError, LookupError, RuntimeError, ValueError, zlib.error),
    *(ClientPayloadError, HttpProcessingError),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a form; only a file has a `filename`."""

    name: str
    filename: str | None
    content: bytes


async def parts_of(request: web.Request) -> list[Part]:
    """The fields of a form, nested forms left out; Refused when it is broken, 413 when it is too large."""
    try:
        return await _parts(request)
    except BROKEN:
        raise Refused("invalid_form_data") from None


async def _parts(request: web.Request) -> list[Part]:
    found: list[Part] = []
    room = request.client_max_size
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytearray()
        while chunk := await part.read_chunk():
            content += chunk
            if len(content) > room:
                raise web.HTTPRequestEntityTooLarge(request.client_max_size, len(content))
        room -= len(content)
        found.append(Part(part.name or "", part.filename, bytes(part.decode(bytes(content)))))
    return found
