"""Long answers, a page at a time: `limit` in, `next_cursor` out, `cursor` in."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.web_api.call import Call

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class PageRules:
    """`usual` items a page where the app names no number; beyond `most` Slack refuses, or gives `most`."""

    usual: int = 100
    most: int = 999
    refuses_more: bool = False


def page(call: Call, items: Sequence[Item], rules: PageRules) -> tuple[list[Item], Json]:
    """The part of `items` that `limit` and `cursor` ask for, and the answer's `response_metadata`."""
    size = _size(call, rules)
    start = _start(call.arguments.text("cursor"), len(items))
    end = start + size
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return list(items[start:end]), {"next_cursor": following}


def _size(call: Call, rules: PageRules) -> int:
    asked = call.arguments.number("limit", 0, "invalid_limit")
    if asked < 0 or (rules.refuses_more and asked > rules.most):
        raise Refused("invalid_limit")
    return min(asked or rules.usual, rules.most)


def _start(cursor: str, total: int) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        start = int(number)
    except (ValueError, binascii.Error):
        raise Refused("invalid_cursor") from None
    if word != "next" or not 0 <= start <= total:
        raise Refused("invalid_cursor")
    return start
