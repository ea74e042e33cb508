"""Reads the options in a typed line, named (`level:3`) or bare, the way a person tabs through them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.sandbox.discord.commands import kinds
from bot.sandbox.discord.records import Json

_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_UNKNOWN_OPTION = re.compile(r"([a-z][\w-]{0,31}):(?!//)\S")
_SMART_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"'})


class NotSendable(Exception):  # noqa: N818 - what the client tells the person
    """Discord's client would not send this line; the words say why."""


def typed_values(options: Sequence[Json], line: str, names: Sequence[str] = ()) -> dict[str, str]:
    """Return the text given for each option; raises NotSendable for an unknown or surplus one.

    `names` are the people that a bare `@Name` may mean, blanks in it included.
    """
    head, named = split_named([option["name"] for option in options], line)
    for name, value in named.items():
        _refuse_unknown(options, name, value)
    free = [option for option in options if option["name"] not in named]
    return named | _fill_bare(free, head.translate(_SMART_QUOTES), names)


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


def _fill_bare(free: Sequence[Json], head: str, names: Sequence[str]) -> dict[str, str]:
    filled: dict[str, str] = {}
    rest = head
    for option in free:
        if not rest:
            break
        text, after = _first_word(rest, names if option["type"] == kinds.USER else ())
        if after and option is free[-1] and option["type"] == kinds.STRING:
            return filled | {option["name"]: rest}
        if not rest.startswith('"'):
            _refuse_named_otherwise(text)
        filled[option["name"]] = text
        rest = after
    if rest:
        raise NotSendable(f"There is no option left for: {rest}")
    return filled


def _first_word(rest: str, names: Sequence[str]) -> tuple[str, str]:
    """Return a mentioned person, a quoted text or a word, and what stands after it."""
    for name in sorted(names, key=len, reverse=True):
        if rest.casefold().startswith(f"@{name.casefold()}"):
            return f"@{name}", rest[len(name) + 1 :].strip()
    found = _WORD.match(rest)
    if found is None:
        return rest, ""
    text = found[2] if found[1] is None else found[1].replace('\\"', '"')
    return text, rest[found.end() :].strip()


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
