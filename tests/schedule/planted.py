"""For planted mistakes: no test goes by what an earlier one left ready, and one that hangs ends the process.

Statements that are made once would otherwise have been made before the mistake was planted.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Generator
from types import FrameType

import pytest

_LONGEST_SECONDS = 60
# What the tool takes for a time that ran out.
_TIME_RAN_OUT = 36


def pytest_configure() -> None:
    """Watch over all tests."""
    signal.signal(signal.SIGALRM, _end)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Begin each test with empty caches, and give it a minute."""
    _forget_what_is_ready()
    signal.alarm(_LONGEST_SECONDS)
    try:
        return (yield)
    finally:
        signal.alarm(0)


def _forget_what_is_ready() -> None:
    for name in [name for name in sys.modules if name.startswith("bot.schedule.")]:
        for one in vars(sys.modules[name]).values():
            clear = getattr(one, "cache_clear", None)
            if clear is not None:
                clear()


def _end(_signal: int, _frame: FrameType | None) -> None:
    os._exit(_TIME_RAN_OUT)
