"""Checks the embeds of a message."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_EMBEDS = 10
_LETTERS_IN_ALL = 6000
_LIMITS = {"title": 256, "description": 4096}
_FIELDS = 25


def check_embeds(errors: FormErrors, embeds: Sequence[Json]) -> None:
    """Check how many embeds there are and how long they and their parts are."""
    errors.length(("embeds",), embeds, 0, _EMBEDS)
    for place, embed in enumerate(embeds):
        for key, most in _LIMITS.items():
            if embed.get(key):
                errors.length(("embeds", place, key), embed[key], 0, most)
        errors.length(("embeds", place, "fields"), embed.get("fields") or (), 0, _FIELDS)
    if sum(_letters(embed) for embed in embeds) > _LETTERS_IN_ALL:
        words = f"Embed size exceeds maximum size of {_LETTERS_IN_ALL}"
        errors.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", words)


def _letters(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for each in embed.get("fields") or ():
        texts += [each.get("name"), each.get("value")]
    return sum(len(text or "") for text in texts)
