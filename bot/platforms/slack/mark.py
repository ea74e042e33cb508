"""The mark by which a delivered message is known: its delivery's key, as message metadata.

Slack keeps the metadata of a message that is updated without naming any, shows it in a history to an app that
asks for it, and sends it along with a press.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.platforms.slack.markup import Json

DELIVERY = "stem_delivery"


def metadata(key: str) -> Json:
    """What a delivered message is posted with."""
    return {"event_type": DELIVERY, "event_payload": {"key": key}}


def key_of(message: Mapping[str, Any]) -> str:
    """The key of the delivery that brought the message; empty for any other message."""
    found = message.get("metadata") or {}
    if found.get("event_type") != DELIVERY:
        return ""
    return str((found.get("event_payload") or {}).get("key") or "")
