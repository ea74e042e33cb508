"""A file that a person gives to a form, as Discord takes it."""

from __future__ import annotations

import re

from bot.sandbox.discord.records import Attachment
from bot.sandbox.discord.snowflakes import Snowflakes
from bot.sandbox.residents import LocalFile

LARGEST_FILE = 10 * 1024 * 1024
_ODD = re.compile(r"[^\w.\-]+")


class NotAccepted(Exception):  # noqa: N818 - reads as what the client says
    """Discord's client does not upload this file."""


def accepted(ids: Snowflakes, file: LocalFile) -> Attachment:
    """Return the file under the name that Discord gives it; raises NotAccepted above 10 MiB."""
    if len(file.content) > LARGEST_FILE:
        raise NotAccepted("Your files are too powerful. The max file size is 10 MB.")
    name = _ODD.sub("_", file.name).strip("_") or "file"
    return Attachment(ids.make(), name, file.media_type, file.content)
