"""What a message says, read from the arguments of a call and checked as Slack checks it."""

from __future__ import annotations

from typing import Any

from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.block_kit import checked_blocks
from bot.sandbox.slack.records import Content, Json
from bot.sandbox.slack.refusals import Refused

LONGEST_POST = 40_000
LONGEST_UPDATE = 4_000
# What Slack stores as the text of a message that came with blocks only.
INSTEAD_OF_TEXT = "This content can't be displayed."


def new_content(arguments: Arguments, longest: int = LONGEST_POST) -> Content:
    """The content of a new message; Refused when it is empty, too long or malformed."""
    text = arguments.text("text")
    blocks = arguments.structure("blocks", "invalid_blocks_format")
    if not text.strip() and not blocks:
        raise Refused("no_text")
    if len(text) > longest:
        raise Refused("msg_too_long")
    checked = checked_blocks(blocks) if blocks else ()
    return Content(text or INSTEAD_OF_TEXT, checked, metadata_of(arguments))


def metadata_of(arguments: Arguments) -> Json | None:
    """The app's own data on a message; Refused when it lacks its type or its payload."""
    metadata: Any = arguments.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_schema")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}
