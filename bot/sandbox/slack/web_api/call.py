"""One call of a Web API method, as the functions of this package get it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.workspace import Workspace

Item = TypeVar("Item")
MOST_PER_PAGE = 999
USUAL_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls (the app in `workspace`) with which arguments."""

    town: Town
    workspace: Workspace
    arguments: Arguments


def page(call: Call, items: Sequence[Item]) -> tuple[list[Item], Json]:
    """The part of `items` that `limit` and `cursor` ask for, and the answer's `response_metadata`."""
    limit = call.arguments.number("limit", USUAL_PER_PAGE, "invalid_limit")
    if limit < 0:
        raise Refused("invalid_limit")
    start = _start(call.arguments.text("cursor"))
    end = start + min(limit or USUAL_PER_PAGE, MOST_PER_PAGE)
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), {"next_cursor": following}


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        start = int(number)
    except (ValueError, binascii.Error):
        raise Refused("invalid_cursor") from None
    if word != "next" or start < 0:
        raise Refused("invalid_cursor")
    return start
