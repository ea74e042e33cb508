"""Prints a ratio or a figure beside the bar that it is held against; nothing is asserted."""

from __future__ import annotations

from benchmarks import machine
from benchmarks.printing import say


def at_least(what: str, value: float, bar: float) -> None:
    """More is better."""
    _say(what, value, f"at least {bar:g}", enough=value >= bar)


def at_most(what: str, value: float, bar: float) -> None:
    """Less is better."""
    _say(what, value, f"at most {bar:g}", enough=value <= bar)


def _say(what: str, value: float, bar: str, *, enough: bool) -> None:
    say({"figure": what, "value": round(value, 3), "bar": bar, "enough": enough, "load": machine.load()})
