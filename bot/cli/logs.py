"""The log: on standard error, JSON lines for programs or plain lines for a person, never with a secret."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Sequence
from typing import Any

import structlog

from bot.config.secrets import TOKEN

# Libraries that tell of their daily life at INFO.
_TALKATIVE = ("alembic", "discord", "slack_bolt", "slack_sdk", "aiohttp")
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


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send all log lines from `level` up, those of libraries too, to standard error. May be called again."""
    handler = _Stderr()
    handler.setFormatter(_formatter(plain=sys.stderr.isatty()))
    root = logging.getLogger()
    for earlier in [each for each in root.handlers if isinstance(each, _Stderr)]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It warns whenever a tick takes longer than a second; the next one follows at once anyway.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


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
