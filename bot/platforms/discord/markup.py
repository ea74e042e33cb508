"""Turns the bot's small markup into Discord's Markdown, so that what people typed shows as they typed it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from bot.chat.text import Span, spans

Json = dict[str, Any]

# An address stays as it is: Discord shows it as a link before it looks for Markdown, and a backslash inside
# would become part of it. The pattern is the one that Discord's own clients use.
_ADDRESS = re.compile(r"https?://[^\s<]+[^<.,:;\"')\]\s]")
_SPECIAL = re.compile(r"([\\*_~|`\[\]<@])")
_LINE_START = re.compile(r"^([ \t]*)(?:([#>+-])|(\d+)\.)", re.MULTILINE)
# What needs nothing of the three above has none of their beginnings.
_MAY_MEAN = re.compile(rf"{_SPECIAL.pattern}|{_LINE_START.pattern}", re.MULTILINE)
_FENCE = re.compile(r"`+")
# Each takes one character's place, for a card whose backslashes would not fit beside its words.
_LOOKALIKES = str.maketrans("\\*_~|`[]<@#>", "＼＊＿～｜｀［］＜＠＃＞")


# One text is drawn for many people, and twice where it is measured first; `typed` as for `spans`.
@lru_cache(maxsize=512, typed=True)
def markdown(text: str, *, tight: bool = False) -> str:
    """`text` as Discord Markdown; `tight` replaces special characters by look-alikes of the same length."""
    return "".join(_run(span, tight=tight) for span in spans(text))


def inert(text: str, *, tight: bool = False) -> str:
    """`text` so that Discord shows every character of it and reads no Markdown, mention or emoji in it."""
    if not (tight or _MAY_MEAN.search(text)):
        return text
    shown: list[str] = []
    end = 0
    for address in _ADDRESS.finditer(text):
        shown += [_without_meaning(text[end : address.start()], tight=tight), address[0]]
        end = address.end()
    return "".join([*shown, _without_meaning(text[end:], tight=tight)])


def people(text: str) -> tuple[int, ...]:
    """The accounts that `text` mentions on purpose."""
    return tuple(
        int(span.target) for span in spans(text) if span.kind == "person" and span.target.isdecimal()
    )


def _without_meaning(text: str, *, tight: bool) -> str:
    if tight:
        return text.translate(_LOOKALIKES)
    return _LINE_START.sub(_start_without_meaning, _SPECIAL.sub(r"\\\1", text))


def _start_without_meaning(start: re.Match[str]) -> str:
    blanks, sign, number = start.groups()
    return f"{blanks}\\{sign}" if sign else f"{blanks}{number}\\."


def _run(span: Span, *, tight: bool) -> str:
    words = inert(span.text, tight=tight)
    match span.kind:
        case "bold":
            return f"**{words}**"
        case "italic":
            return f"_{words}_"
        case "code":
            return _code(span.text)
        case "link":
            return f"[{words}]({span.target})"
        case "person":
            # An account of another platform means nobody here: it is shown, not mentioned.
            return f"<@{span.target}>" if span.target.isdecimal() else inert(f"@{span.target}", tight=tight)
        case _:
            return words


def _code(text: str) -> str:
    longest = max((len(run) for run in _FENCE.findall(text)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if longest else ""
    return f"{fence}{blank}{text}{blank}{fence}"
