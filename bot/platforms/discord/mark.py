"""The mark by which a delivered message is known: its delivery's key, behind the ids of its controls."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from bot.platforms.discord.markup import Json

_SIGN = "#"
_COMPONENT_IDS = 2**31 - 1


def marked(drawn: list[Json], key: str) -> list[Json]:
    """The components of a message with the mark; unchanged without a key."""
    if not key:
        return drawn
    controls = list(_controls(drawn))
    for control in controls:
        control["custom_id"] += f"{_SIGN}{key}"
    if drawn and not controls:
        # Discord keeps a component's number and hands it back, which marks a card without controls.
        drawn[0]["id"] = _number(key)
    return drawn


def carries(key: str, found: Iterable[Json]) -> bool:
    """Whether components read back from Discord are those of the delivery `key`."""
    there = list(found)
    return key_in(there) == key or any(one.get("id") == _number(key) for one in there)


def key_in(found: Iterable[Json]) -> str:
    """The key in components read back from Discord; empty without controls, and for any other message."""
    return next(filter(None, (key_behind(one["custom_id"]) for one in _controls(found))), "")


def key_behind(custom_id: str) -> str:
    """The key of the delivered message that a control is on."""
    return custom_id.partition(_SIGN)[2]


def without_key(custom_id: str) -> str:
    """The wire id alone."""
    return custom_id.partition(_SIGN)[0]


def _controls(found: Iterable[Json]) -> Iterable[Json]:
    return (control for one in found for control in one.get("components", ()) if control.get("custom_id"))


def _number(key: str) -> int:
    return zlib.crc32(key.encode()) % _COMPONENT_IDS + 1
