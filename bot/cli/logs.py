"""The log: on standard error, JSON lines for programs or plain lines for a person, never with a secret."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Any

import structlog

from bot.config.secrets import TOKEN

_LEVELS = {
    # These tell of their daily life at INFO, and of what people wrote at DEBUG.
    **dict.fromkeys(("alembic", "discord", "slack_bolt", "slack_sdk", "aiohttp"), logging.WARNING),
    # It warns whenever a tick takes longer than a second; the next one follows at once anyway.
    "apscheduler": logging.ERROR,
}
_PASSWORD = re.compile(r"(?<=://)([^:/@\s]+):[^@\s]+@")


class _Stderr(logging.StreamHandler[Any]):
    """Writes to whatever standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


class _Discreet(structlog.stdlib.ProcessorFormatter):
    """Takes tokens and passwords out of the finished line, wherever in it they stand."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


def without_secrets(line: str) -> str:
    """The line with every token and every password of an address blotted out."""
    return _PASSWORD.sub(r"\1:(password)@", TOKEN.sub("(token)", line))


@contextmanager
def logging_to_stderr(level: int = logging.INFO) -> Iterator[None]:
    """Send all log lines from `level` up, those of libraries too, to standard error; then all is as it was.

    Inside another one, this one alone holds.
    """
    handler = _Stderr()
    handler.setFormatter(_formatter(plain=sys.stderr.isatty()))
    root = logging.getLogger()
    with ExitStack() as stack:
        for earlier in [each for each in root.handlers if isinstance(each, _Stderr)]:
            root.removeHandler(earlier)
            stack.callback(root.addHandler, earlier)
        root.addHandler(handler)
        stack.callback(root.removeHandler, handler)
        for name, lowest in (("", level), *_LEVELS.items()):
            logger = logging.getLogger(name)
            stack.callback(logger.setLevel, logger.level)
            logger.setLevel(lowest)
        stack.callback(_restore_structlog())
        structlog.configure(
            processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
            wrapper_class=structlog.stdlib.BoundLogger,
            logger_factory=structlog.stdlib.LoggerFactory(),
        )
        yield


def _restore_structlog() -> Callable[[], None]:
    """What sets structlog up as it is now."""
    if structlog.is_configured():
        return partial(structlog.configure, **structlog.get_config())
    return structlog.reset_defaults


def _shared() -> Sequence[structlog.typing.Processor]:
    return (
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    )


def _formatter(*, plain: bool) -> logging.Formatter:
    drawn: Sequence[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
        if plain
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    return _Discreet(
        foreign_pre_chain=_shared(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *drawn],
    )
