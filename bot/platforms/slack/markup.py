"""Turns the bot's small markup into Slack's text, so that what people typed shows as they typed it.

Slack's mrkdwn has no escape for `*`, `_`, `~` and backticks. So words without any look travel as plain text,
words with a look as mrkdwn where that is surely read as meant, and all else as rich text, which Slack never
reads for marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from bot.chat.text import Span, spans

Json = dict[str, Any]

# What Slack takes in one text, escapes counted.
LONGEST = 3000

_MARKS = {"bold": "*", "italic": "_", "code": "`"}
_STYLES = ("bold", "italic", "code")
_WEB = re.compile(r"(https?://|mailto:)\S+")
# A mark at the edge of a word, a quoted line, an emoji's name: Slack would read these as its own.
_READ_AS_MARK = re.compile(r"(?<!\w)[*_~]|[*_~](?!\w)|`|^[ \t]*>|:[\w+'-]+:", re.MULTILINE)
_HARD_INSIDE = re.compile(r"[*_~`\n|]|^\s|\s$|^$")


def escaped(text: str) -> str:
    """`text` with the three characters escaped by which Slack starts links, mentions and entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain_text(text: str) -> Json:
    """A text object that shows `text` as it stands, emoji names included."""
    return {"type": "plain_text", "text": text, "emoji": False}


# One text is drawn for many people; `typed` as for `spans`.
@lru_cache(maxsize=512, typed=True)
def mrkdwn(text: str) -> str | None:
    """`text` as mrkdwn, or None when Slack might refuse it or read it differently than meant."""
    runs = spans(text)
    if not all(_reads_as_meant(runs, number) for number in range(len(runs))):
        return None
    marked = "".join(map(_marked, runs))
    return marked if len(marked) <= LONGEST else None


def rich_text(text: str, kind: str = "rich_text_section", *, bold: bool = False) -> Json:
    """A block that shows `text` with its looks; `kind` may make it a quote."""
    elements = [_element(run, bold=bold) for run in spans(text)]
    return {"type": "rich_text", "elements": [{"type": kind, "elements": elements}]}


def is_plain(text: str) -> bool:
    """Whether nothing in `text` has a look."""
    runs = spans(text)
    # Words without a look that stand side by side are one run.
    return not runs or (len(runs) == 1 and runs[0].kind == "plain")


def _reads_as_meant(runs: Sequence[Span], number: int) -> bool:
    run = runs[number]
    if run.kind == "plain":
        return _READ_AS_MARK.search(run.text) is None
    if run.kind in _MARKS:
        return _HARD_INSIDE.search(run.text) is None and not _touches_word(runs, number)
    return run.kind == "person" or (bool(_WEB.fullmatch(run.target)) and "|" not in run.text)


def _touches_word(runs: Sequence[Span], number: int) -> bool:
    before = runs[number - 1].text if number else ""
    after = runs[number + 1].text if number + 1 < len(runs) else ""
    return bool(re.search(r"[\w*_~`]$", before) or re.match(r"[\w*_~`]", after))


def _marked(run: Span) -> str:
    match run.kind:
        case "plain":
            return escaped(run.text)
        case "person":
            return f"<@{escaped(run.target)}>"
        case "link":
            return f"<{escaped(run.target)}|{escaped(run.text)}>"
        case _:
            return f"{_MARKS[run.kind]}{escaped(run.text)}{_MARKS[run.kind]}"


def _element(run: Span, *, bold: bool) -> Json:
    if run.kind == "person":
        return {"type": "user", "user_id": run.target}
    element: Json = {"type": "text", "text": run.text}
    if run.kind == "link" and _WEB.fullmatch(run.target):
        element = {"type": "link", "url": run.target, "text": run.text}
    elif run.kind == "link":
        # Slack takes no other addresses; the person still sees where it would lead.
        element["text"] = f"{run.text} ({run.target})"
    style = {name: True for name in _STYLES if name == run.kind or (bold and name == "bold")}
    return element | ({"style": style} if style else {})
