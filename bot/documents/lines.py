"""The bot's small markup as lines of runs that mean the same outside of a chat."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from bot.chat.cards import Link
from bot.chat.text import Span, plain, spans
from bot.documents.blocks import Runs

_FOLLOWED: Final = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
# The last two codes of each plane are no characters.
_NEVER: Final = 0xFFFE
_ENDS_A_LINE: Final = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")


def lines(words: str, names: Mapping[str, str], somebody: str) -> tuple[Runs, ...]:
    """Each line of `words`.

    An account is shown as its name, or as `somebody`; its id means nothing here. An address that browsers
    do not open stands behind its words.
    """
    return tuple(_broken(_outside(run, names, somebody) for run in spans(words)))


def link_line(link: Link) -> Runs:
    """A button that opens an address, as a line of its own."""
    return (_followed(Span(_shown(plain(link.label)), "link", link.address)),)


def _outside(run: Span, names: Mapping[str, str], somebody: str) -> Span:
    if run.kind == "person":
        return Span(names.get(run.target) or plain(somebody))
    return _followed(run) if run.kind == "link" else run


def _followed(run: Span) -> Span:
    if _FOLLOWED.fullmatch(run.target):
        return run
    return Span(f"{run.text} ({run.target})")


def _broken(runs: Iterable[Span]) -> Iterable[Runs]:
    line: list[Span] = []
    for run in runs:
        first, *others = _ENDS_A_LINE.split(run.text)
        _add(line, run, first)
        for words in others:
            yield tuple(line)
            line = []
            _add(line, run, words)
    yield tuple(line)


def _add(line: list[Span], run: Span, words: str) -> None:
    if shown := _shown(words):
        line.append(replace(run, text=shown))


def _shown(words: str) -> str:
    """Without what no page can show: characters that steer terminals, and codes that are no characters."""
    return "".join(" " if each == "\t" else each for each in words if each == "\t" or not _steers(each))


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or ord(character) & _NEVER == _NEVER
