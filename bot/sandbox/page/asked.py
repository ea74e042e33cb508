"""Reading what a script or the page asks for, and saying what was expected when it makes no sense."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.sandbox.page.given_files import LARGEST_FILES, given_files
from bot.sandbox.page.malformed import Malformed, TooLarge
from bot.sandbox.residents import LocalFile

_LARGEST = 256 * 1024
# Base64 makes four bytes of three; the rest of the body comes on top.
_LARGEST_WITH_FILES = LARGEST_FILES * 4 // 3 + _LARGEST
LARGEST_BODY = _LARGEST_WITH_FILES
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says: words by name, numbers by name, and a form's values and files by field."""

    words: Mapping[str, str]
    numbers: Mapping[str, float] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[LocalFile, ...]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.words.get(name, "")

    def count(self, name: str, otherwise: int) -> int:
        """Give a whole number of the query; Malformed when it is none."""
        words = self.words.get(name, "")
        if not words:
            return otherwise
        if not words.isdecimal() or not words.isascii() or len(words) > _MOST_DIGITS:
            raise Malformed(f'{name} is "{words}". Expected a whole number such as {otherwise or 200}')
        return int(words)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a route needs and what it may be given.

    `numbers` are optional; `form` says whether it takes a form's values and files too.
    """

    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    form: bool = False

    def __str__(self) -> str:
        needed = [f'"{name}": "…"' for name in self.needed]
        allowed = [*self.allowed, *(f"{name} (a number)" for name in self.numbers)]
        if self.form:
            needed.append('"values": {"field id": "…"}')
            allowed.append("files")
        optional = f", optionally {', '.join(allowed)}" if allowed else ""
        return "{" + ", ".join(needed) + "}" + optional


async def read_body(request: web.Request, expected: Expected) -> Asked:
    """Read a JSON object; Malformed unless it is exactly of the expected shape, TooLarge above its size."""
    given = await _read_object(request, expected)
    values = given.pop("values", {}) if expected.form else {}
    files = given.pop("files", {}) if expected.form else {}
    if not isinstance(values, dict):
        raise Malformed(f'"values" is no object. Expected: {expected}')
    _check_strings(values, expected)
    numbers = {name: _number(name, given.pop(name)) for name in expected.numbers if name in given}
    return Asked(_checked(given, expected), numbers, values, given_files(files))


def read_query(request: web.Request, expected: Expected) -> Asked:
    """Read a query string; Malformed unless it has what is needed and nothing unknown."""
    return Asked(_checked(dict(request.query), expected))


async def _read_object(request: web.Request, expected: Expected) -> dict[str, Any]:
    largest = _LARGEST_WITH_FILES if expected.form else _LARGEST
    try:
        body = json.loads(await request.clone(client_max_size=largest).read())
    except web.HTTPRequestEntityTooLarge:
        raise TooLarge(f"The body is larger than {largest // 1024} KiB.") from None
    except (ValueError, RecursionError):
        raise Malformed(f"The body is no JSON. Expected: {expected}") from None
    if not isinstance(body, dict):
        raise Malformed(f"The body is no JSON object. Expected: {expected}")
    return body


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Malformed(f"{name} is no number. Expected a number such as 60, without quotes")
    if not -(10**_MOST_DIGITS) < value < 10**_MOST_DIGITS or math.isnan(value):
        raise Malformed(f"{name} is out of reach. Expected a number such as 60")
    return value


def _checked(given: dict[str, Any], expected: Expected) -> dict[str, str]:
    missing = [name for name in expected.needed if name not in given]
    if missing:
        raise Malformed(f"{', '.join(missing)} is missing. Expected: {expected}")
    unknown = [name for name in given if name not in (*expected.needed, *expected.allowed)]
    if unknown:
        raise Malformed(f"{', '.join(unknown)} means nothing here. Expected: {expected}")
    _check_strings(given, expected)
    return given


def _check_strings(given: Mapping[str, object], expected: Expected) -> None:
    wrong = [name for name, value in given.items() if not isinstance(value, str)]
    if wrong:
        raise Malformed(f"{', '.join(wrong)} is no string. Expected: {expected}")
    broken = [name for name, value in given.items() if isinstance(value, str) and not _is_text(value)]
    if broken:
        raise Malformed(
            f"{', '.join(broken)} holds half a character (a lone surrogate), which nobody can type"
        )


def _is_text(value: str) -> bool:
    return not any("\ud800" <= one <= "\udfff" for one in value)
