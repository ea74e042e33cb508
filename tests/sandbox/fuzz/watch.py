"""Notices everything that a server should not do in silence: logged errors and exceptions nobody caught."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

WATCHED = ("bot", "aiohttp", "asyncio")
MOST = 200


class Watch(logging.Handler):
    """`found` holds what happened, each with the words to find it by."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        trace = logging.Formatter().formatException(record.exc_info) if record.exc_info else ""
        self.add(f"logged by {record.name}: {record.getMessage()}\n{trace}")

    def uncaught(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        trace = "".join(_lines(error)) if error else ""
        self.add(f"uncaught: {context.get('message')}\n{trace}")

    def add(self, words: str) -> None:
        if len(self.found) < MOST:
            self.found.append(words)


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch the loggers and the running loop."""
    watch, loop = Watch(), asyncio.get_running_loop()
    before = loop.get_exception_handler()
    loop.set_exception_handler(watch.uncaught)
    for name in WATCHED:
        logging.getLogger(name).addHandler(watch)
    try:
        yield watch
    finally:
        for name in WATCHED:
            logging.getLogger(name).removeHandler(watch)
        loop.set_exception_handler(before)


def _lines(error: BaseException) -> list[str]:
    return [logging.Formatter().formatException((type(error), error, error.__traceback__))]
