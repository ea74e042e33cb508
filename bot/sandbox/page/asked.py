"""Reading what a script or the page asks for, and saying what was expected when it makes no sense."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web


class Malformed(Exception):  # noqa: N818 - reads as what the caller is told
    """The request does not say what its route needs; the words name what is expected."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The named words of a request, each a string."""

    words: Mapping[str, str]
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.words.get(name, "")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a route needs and what it may be given; `values` says whether it takes a form's values too."""

    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()
    values: bool = False

    def __str__(self) -> str:
        needed = [f'"{name}": "…"' for name in self.needed]
        if self.values:
            needed.append('"values": {"field id": "…"}')
        optional = f", optionally {', '.join(self.allowed)}" if self.allowed else ""
        return "{" + ", ".join(needed) + "}" + optional


async def read_body(request: web.Request, expected: Expected) -> Asked:
    """Read a JSON object; Malformed unless it is exactly of the expected shape."""
    try:
        body = json.loads(await request.text())
    except (ValueError, UnicodeDecodeError):
        raise Malformed(f"The body is no JSON. Expected: {expected}") from None
    if not isinstance(body, dict):
        raise Malformed(f"The body is no JSON object. Expected: {expected}")
    given = dict(body)
    values = given.pop("values", {}) if expected.values else {}
    if not isinstance(values, dict):
        raise Malformed(f'"values" is no object. Expected: {expected}')
    _check_strings(values, expected)
    return Asked(_checked(given, expected), values)


def read_query(request: web.Request, expected: Expected) -> Asked:
    """Read a query string; Malformed unless it has what is needed and nothing unknown."""
    return Asked(_checked(dict(request.query), expected), {})


def _checked(given: dict[str, str], expected: Expected) -> dict[str, str]:
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
