"""Whom a message mentions, after what its sender allowed."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from bot.sandbox.discord.checks.walk import flat
from bot.sandbox.discord.records import Json

_MENTION = re.compile(r"<@!?(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


def mentioned(
    content: str, components: Sequence[Json], allowed: Json | None, known: Container[str]
) -> tuple[str, ...]:
    """Return the ids of the accounts that are told; without `allowed_mentions` all that are named."""
    named = dict.fromkeys(_MENTION.findall(_all_text(content, components)))
    users = [str(user) for user in (allowed or {}).get("users", ())]
    anyone = allowed is None or "users" in allowed.get("parse", ())
    return tuple(user for user in named if user in known and (anyone or user in users))


def tells_everyone(content: str, components: Sequence[Json], allowed: Json | None) -> bool:
    """Whether the message calls everyone in the channel."""
    anyone = allowed is None or "everyone" in allowed.get("parse", ())
    return anyone and _EVERYONE.search(_all_text(content, components)) is not None


def _all_text(content: str, components: Sequence[Json]) -> str:
    return "\n".join([content, *(str(part.get("content") or "") for part in flat(components))])
