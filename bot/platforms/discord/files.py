"""A file that comes with a message: attached to the request, and shown by a component of the message."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

import discord

from bot.chat.messenger import File, Refused
from bot.chat.text import shorten
from bot.platforms.discord.markup import Json

_GALLERY, _FILE = 12, 13
_LONGEST_ALTERNATIVE = 1024
# Refusals that may be for the file alone: too large, or no right to attach any.
_MAYBE_OF_THE_FILE = {"no-permission", "invalid"}


def shown(file: File) -> Json:
    """The component that shows an attached file: a picture itself, anything else to be saved."""
    there = {"url": f"attachment://{file.name}"}
    if not file.is_picture:
        return {"type": _FILE, "file": there}
    item: Json = {"media": there}
    if file.alternative:
        item["description"] = shorten(file.alternative, _LONGEST_ALTERNATIVE)
    return {"type": _GALLERY, "items": [item]}


def attached(file: File) -> discord.File:
    """The file as the library sends it."""
    return discord.File(
        io.BytesIO(file.content),
        file.name,
        description=shorten(file.alternative, _LONGEST_ALTERNATIVE) or None,
    )


@contextmanager
def refused_for_the_file(file: File | None) -> Iterator[None]:
    """Say of a refusal that the card alone may be taken."""
    try:
        yield
    except Refused as refused:
        if file is None or refused.reason not in _MAYBE_OF_THE_FILE:
            raise
        raise Refused("file", str(refused)) from refused
