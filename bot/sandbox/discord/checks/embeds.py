"""Checks the embeds of a message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.discord.checks.kinds import Flag, Listed, Moment, Shape, Text, Whole
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_LETTERS_IN_ALL = 6000
_FIELDS = 25
_URL = Text(0, 2048)
_PICTURE = Shape({"url": _URL}, needs=("url",))
_FIELD = Shape({"name": Text(1, 256), "value": Text(1, 1024), "inline": Flag()}, needs=("name", "value"))
EMBED = Shape(
    {
        "title": Text(0, 256),
        "description": Text(0, 4096),
        "url": _URL,
        "timestamp": Moment(),
        "color": Whole(0, 0xFFFFFF),
        "footer": Shape({"text": Text(1, 2048), "icon_url": _URL}, needs=("text",)),
        "author": Shape({"name": Text(1, 256), "url": _URL, "icon_url": _URL}, needs=("name",)),
        "image": _PICTURE,
        "thumbnail": _PICTURE,
        "fields": Listed(_FIELD, _FIELDS),
    }
)


def check_size(errors: FormErrors, embeds: Sequence[Json]) -> None:
    """Check how long well-formed embeds are together."""
    if sum(_letters(embed) for embed in embeds) > _LETTERS_IN_ALL:
        words = f"Embed size exceeds maximum size of {_LETTERS_IN_ALL}"
        errors.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", words)


def _letters(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for each in embed.get("fields") or ():
        texts += [each.get("name"), each.get("value")]
    return sum(len(text or "") for text in texts)
