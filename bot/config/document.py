"""Data of a file that knows on which line each part of it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.config.problems import Problem

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data, the line of every key and list entry, and what was wrong with the YAML itself."""

    file: str
    data: Any
    lines: Mapping[KeyPath, int]
    problems: tuple[Problem, ...]

    def line(self, path: KeyPath) -> int:
        """The line of a key, or of the nearest one around it that exists."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: KeyPath, what: str, remedy: str) -> Problem:
        """A problem with the value at `path`."""
        return Problem(self.file, self.line(path), written(path), what, remedy)

    def found(self, *pattern: str) -> Iterator[tuple[KeyPath, Any]]:
        """Every value at a path such as `teams, *, zone`, whatever else is wrong with the file."""
        yield from _found(self.data, pattern, ())


def written(path: KeyPath) -> str:
    """A path as people write it: `teams.riverbend.calendar[0].on`, the first entry of a list being 0."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


def _found(data: Any, pattern: tuple[str, ...], path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    if not pattern:
        yield path, data
        return
    first, *rest = pattern
    if isinstance(data, dict):
        inside: list[tuple[str | int, Any]] = [
            (key, value) for key, value in data.items() if first in ("*", key)
        ]
    else:
        inside = list(enumerate(data)) if isinstance(data, list) and first == "*" else []
    for key, value in inside:
        yield from _found(value, tuple(rest), (*path, key))
