"""The second step of an upload: the bytes of a file, sent as they are or as a form with one file in it."""

from __future__ import annotations

from aiohttp import ClientPayloadError, web

from bot.sandbox.slack.multipart import parts_of
from bot.sandbox.slack.refusals import Refused


async def read_file(request: web.Request) -> bytes:
    """The bytes; Refused when the form is broken or holds no file."""
    if request.content_type == "multipart/form-data":
        files = [part.content for part in await parts_of(request) if part.filename is not None]
        if not files:
            raise Refused("no_file_data")
        return files[0]
    try:
        return await request.read()
    except ClientPayloadError:
        raise Refused("request_timeout") from None
