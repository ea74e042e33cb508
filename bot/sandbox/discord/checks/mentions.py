"""Whom a message mentions, after what its sender allowed."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from bot.sandbox.discord.checks.kinds import Flag, Listed, OneOf, Shape, Snowflake
from bot.sandbox.discord.checks.walk import flat
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_MENTION = re.compile(r"<@!?([0-9]+)>")
_ROLE = re.compile(r"<@&([0-9]+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")
_NAMED = 100

ALLOWED_MENTIONS = Shape(
    {
        "parse": Listed(OneOf(("users", "roles", "everyone")), 3),
        "users": Listed(Snowflake(), _NAMED),
        "roles": Listed(Snowflake(), _NAMED),
        "replied_user": Flag(),
    }
)


@dataclass(frozen=True, slots=True)
class Named:
    """The people and roles that a message tells, and whether it tells everyone."""

    users: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    everyone: bool = False


def check_exclusive(errors: FormErrors, allowed: Json | None) -> None:
    """Check that a kind of mention is not allowed both wholly and by a list."""
    for kind in ("users", "roles"):
        if allowed and kind in (allowed.get("parse") or ()) and allowed.get(kind):
            words = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            errors.add(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)


def named(text: str, allowed: Json | None, users: Container[str], roles: Container[str]) -> Named:
    """Return whom a text tells, of the known users and roles; without `allowed` all that it names."""
    if "@" not in text:
        return Named()
    return Named(
        _told(_MENTION, text, users, allowed, "users"),
        _told(_ROLE, text, roles, allowed, "roles"),
        _anyone(allowed, "everyone") and _EVERYONE.search(text) is not None,
    )


def tells_replied(allowed: Json | None) -> bool:
    """Whether a reply tells the author of what it answers."""
    return allowed is None or bool(allowed.get("replied_user"))


def all_text(content: str, components: Sequence[Json]) -> str:
    """Return everything in a message where a mention can stand."""
    return "\n".join([content, *(str(part.get("content") or "") for part in flat(components))])


def _told(
    pattern: re.Pattern[str], text: str, known: Container[str], allowed: Json | None, kind: str
) -> tuple[str, ...]:
    listed = {str(each) for each in (allowed or {}).get(kind) or ()}
    found = dict.fromkeys(pattern.findall(text))
    return tuple(each for each in found if each in known and (_anyone(allowed, kind) or each in listed))


def _anyone(allowed: Json | None, kind: str) -> bool:
    return allowed is None or kind in (allowed.get("parse") or ())
