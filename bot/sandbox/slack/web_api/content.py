"""What a message says, read from the arguments of a call and checked as Slack checks it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.block_kit import checked_blocks
from bot.sandbox.slack.records import Content, Json
from bot.sandbox.slack.refusals import Refused

LONGEST_POST = 40_000
LONGEST_UPDATE = 4_000
LONGEST_MARKDOWN = 12_000
# Slack documents no number: this is where apps were seen to be refused.
LONGEST_BLOCKS = 13_200
# Nor here; the number is that of the frame in which messages used to travel.
LARGEST_METADATA = 16 * 1024
MOST_ATTACHMENTS = 100
# What Slack stores as the text of a message that came with blocks only.
INSTEAD_OF_TEXT = "This content can't be displayed."


def new_content(arguments: Arguments, longest: int = LONGEST_POST) -> Content:
    """The content of a new message; Refused when it is empty, too long or malformed."""
    if arguments.has("markdown_text"):
        return _markdown(arguments)
    text = arguments.text("text")
    blocks = arguments.structure("blocks", "invalid_blocks_format")
    attachments = _attachments(arguments)
    if not text.strip() and not blocks and not attachments:
        raise Refused("no_text")
    if len(text) > longest:
        raise Refused("msg_too_long")
    plain = not arguments.flag("mrkdwn", otherwise=True)
    content = Content(metadata=metadata_of(arguments), attachments=attachments, plain=plain)
    if not blocks:
        return replace(content, text=text)
    return replace(content, text=text or INSTEAD_OF_TEXT, blocks=_blocks(blocks))


def _markdown(arguments: Arguments) -> Content:
    if arguments.has("text") or arguments.has("blocks"):
        raise Refused("markdown_text_conflict")
    text = arguments.text("markdown_text")
    if len(text) > LONGEST_MARKDOWN:
        raise Refused("msg_too_long")
    return Content(text, checked_blocks([{"type": "markdown", "text": text}]), metadata_of(arguments))


def _blocks(sent: Any) -> tuple[Json, ...]:
    checked = checked_blocks(sent)
    if _characters(checked) > LONGEST_BLOCKS:
        raise Refused("msg_blocks_too_long")
    return checked


def _characters(blocks: tuple[Json, ...]) -> int:
    """How many characters of text stand in blocks, wherever in them; big tables have a limit of their own."""
    total, waiting = 0, list[Any](blocks)
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict) and value.get("type") != "data_table":
            text = value.get("text")
            total += len(text) if isinstance(text, str) else 0
            waiting += value.values()
    return total


def _attachments(arguments: Arguments) -> tuple[Json, ...]:
    """Attachments, the old way to say more; of what is in them only the blocks are checked."""
    sent = arguments.structure("attachments", "invalid_attachments") or []
    if not isinstance(sent, list) or not all(isinstance(one, dict) for one in sent):
        raise Refused("invalid_attachments")
    if len(sent) > MOST_ATTACHMENTS:
        raise Refused("too_many_attachments")
    return tuple(_attachment(number, one) for number, one in enumerate(sent, start=1))


def _attachment(number: int, sent: Json) -> Json:
    if "blocks" not in sent:
        return {**sent, "id": number}
    return {**sent, "id": number, "blocks": list(checked_blocks(sent["blocks"]))}


def metadata_of(arguments: Arguments) -> Json | None:
    """The app's own data on a message; Refused when it lacks its type or its payload."""
    metadata: Any = arguments.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str):
        raise Refused("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(metadata)) > LARGEST_METADATA:
        raise Refused("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}
