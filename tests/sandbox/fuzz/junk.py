"""Values that no client should send, and good ones gone wrong: all from one seeded random source."""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "\N{FACE WITH TEARS OF JOY}" * 50,
    "a" * 5000,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "../../etc/passwd",
    "%00%ff%2e",
    "null",
    "-1",
    "NaN",
    "1e999",
    "0x10",
    "١٢٣",
    "²",
    "xoxb-nobody",
    "[[[[",
    '{"a":',
    "\ud800",
)
ODD_NUMBERS = (0, -1, 1, 2, 3, 2**31, -(2**63), 2**64, 10**400, 0.5, -0.0, 1e308, float("nan"), float("inf"))
DEEPEST = 3


class Junk:
    """One stream of junk."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def text(self) -> str:
        if self.chance(0.5):
            return self.random.choice(ODD_TEXTS)
        return "".join(self.random.choices(string.printable, k=self.random.randrange(40)))

    def scalar(self) -> Any:
        makers: Sequence[Callable[[], Any]] = (
            self.text,
            lambda: self.random.choice(ODD_NUMBERS),
            lambda: self.random.randrange(1 << 66),
            lambda: self.random.choice((None, True, False)),
        )
        return self.random.choice(makers)()

    def value(self, depth: int = 0) -> Any:
        if depth >= DEEPEST or self.chance(0.6):
            return self.scalar()
        size = self.random.randrange(4)
        if self.chance(0.5):
            return [self.value(depth + 1) for _ in range(size)]
        return {self.text(): self.value(depth + 1) for _ in range(size)}

    def spoiled(self, good: Any) -> Any:
        """The same value with one part replaced, taken out, doubled or added."""
        if isinstance(good, dict) and good and self.chance(0.85):
            key = self.random.choice(list(good))
            return self._spoiled_object(good, key)
        if isinstance(good, list) and good and self.chance(0.85):
            place = self.random.randrange(len(good))
            if self.chance(0.15):
                return [*good, good[place]]
            if self.chance(0.1):
                return [good[place]] * self.random.choice((0, 26, 101))
            return [*good[:place], self.spoiled(good[place]), *good[place + 1 :]]
        return self.value()

    def _spoiled_object(self, good: dict[str, Any], key: str) -> dict[str, Any]:
        if self.chance(0.1):
            return {name: value for name, value in good.items() if name != key}
        if self.chance(0.1):
            return good | {self.text(): self.value()}
        return good | {key: self.spoiled(good[key])}

    def deep(self) -> bytes:
        """JSON nested deeper than parsers like."""
        depth = self.random.choice((50, 1_000, 20_000))
        return b"[" * depth + (b"]" * depth if self.chance(0.5) else b"")

    def encoded(self, value: Any) -> bytes:
        """The value as JSON, now and then broken on the way."""
        text = json.dumps(value)
        if self.chance(0.03):
            return self.deep()
        if self.chance(0.03):
            return json.dumps(text).encode()
        if self.chance(0.03):
            return self._cut(text)
        if self.chance(0.02) and text.startswith("{") and len(text) > len("{}"):
            return f"{text[:-1]}, {text[1:]}".encode()
        if self.chance(0.02):
            return text.encode("utf-16")
        return text.encode()

    def _cut(self, text: str) -> bytes:
        broken = bytearray(text.encode())
        for _ in range(self.random.randrange(1, 4)):
            broken.insert(self.random.randrange(len(broken) + 1), self.random.randrange(256))
        return bytes(broken[: self.random.randrange(len(broken) + 1)])
