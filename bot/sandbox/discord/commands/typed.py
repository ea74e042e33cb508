"""Reads the options in a typed line, named (`level:3`) or bare, the way a person tabs through them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.records import Json

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_UNKNOWN_OPTION = re.compile(r"([a-z][\w-]{0,31}):(?!//)\S")
_SMART_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"'})


class NotSendable(Exception):  # noqa: N818 - what the client tells the person
    """Discord's client would not send this line; the words say why."""


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    text: str
    quoted: bool


def typed_values(options: Sequence[Json], line: str) -> dict[str, str]:
    """Return the text given for each option; raises NotSendable for an unknown or surplus one."""
    head, named = split_named([option["name"] for option in options], line)
    for name, value in named.items():
        _refuse_unknown(options, name, value)
    free = [option for option in options if option["name"] not in named]
    return named | _fill_bare(free, head.translate(_SMART_QUOTES))


def split_named(names: Sequence[str], line: str) -> tuple[str, dict[str, str]]:
    """Return what stands before the first `name:`, and each named value up to the next `name:`."""
    if not names:
        return line.strip(), {}
    marks: list[re.Match[str]] = []
    for mark in re.finditer(rf"(?:^|(?<=\s))({'|'.join(map(re.escape, names))}):", line):
        if mark[1] not in {earlier[1] for earlier in marks}:
            marks.append(mark)
    if not marks:
        return line.strip(), {}
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    named = {mark[1]: line[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)}
    return line[: marks[0].start()].strip(), named


def _fill_bare(free: Sequence[Json], head: str) -> dict[str, str]:
    words = [
        _Word(found.start(), found[1] or found[2] or "", found[2] is None) for found in _WORD.finditer(head)
    ]
    filled: dict[str, str] = {}
    for place, word in enumerate(words):
        if place >= len(free):
            raise NotSendable(f"There is no option left for: {word.text}")
        option = free[place]
        last_text = place == len(free) - 1 and option["type"] == kinds.STRING
        if last_text and place < len(words) - 1:
            return filled | {option["name"]: head[word.start :].strip()}
        if not word.quoted:
            _refuse_named_otherwise(word.text)
        filled[option["name"]] = word.text
    return filled


def _refuse_named_otherwise(text: str) -> None:
    unknown = _UNKNOWN_OPTION.match(text)
    if unknown:
        raise NotSendable(f'This command has no option "{unknown[1]}".')


def _refuse_unknown(options: Sequence[Json], name: str, value: str) -> None:
    """In a free text at the end anything may stand; elsewhere a further `word:` is a misspelt option."""
    if options[-1]["name"] == name and options[-1]["type"] == kinds.STRING:
        return
    for word in value.split()[1:]:
        _refuse_named_otherwise(word)


def missing(options: Sequence[Json], given: Mapping[str, str]) -> list[str]:
    """Return the names of the required options that have no value."""
    return [option["name"] for option in options if option.get("required") and not given.get(option["name"])]
