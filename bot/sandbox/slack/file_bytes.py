"""The second step of an upload: the bytes of a file, sent as they are or as a form with one file in it."""

from __future__ import annotations

from aiohttp import BodyPartReader, ClientPayloadError, web

from bot.sandbox.slack.refusals import Refused


async def read_file(request: web.Request) -> bytes:
    """The bytes; Refused when the form is broken or holds no file."""
    try:
        if request.content_type != "multipart/form-data":
            return await request.read()
        return await _first_file(request)
    except (ValueError, AssertionError, LookupError, RuntimeError, ClientPayloadError):
        raise Refused("invalid_form_data") from None


async def _first_file(request: web.Request) -> bytes:
    async for part in await request.multipart():
        if isinstance(part, BodyPartReader) and part.filename is not None:
            return bytes(await part.read())
    raise Refused("no_file_data")
