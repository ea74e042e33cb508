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

from bot.cli.tracebacks import draw, drawn
from bot.config.secrets import TOKEN

_OURS = "bot"
_PASSWORD = re.compile(r"(?<=://)([^:/@\s]+):[^@\s]+@")
# From here on a library may quote what it was given.
_QUOTING = re.compile(r"\s*[:({\[<\"'`\n]")


class _Stderr(logging.StreamHandler[Any]):
    """Writes to whatever standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


class _NothingIdle(logging.Filter):
    """Keeps out what libraries tell of their daily life, whatever level they are set to: they quote."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is ours, or a warning."""
        return record.levelno >= logging.WARNING or record.name.partition(".")[0] == _OURS


class _Discreet(structlog.stdlib.ProcessorFormatter):
    """Takes tokens and passwords out of the finished line, wherever in it they stand."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


def without_secrets(line: str) -> str:
    """The line with every token and every password of an address blotted out."""
    return _PASSWORD.sub(r"\1:(password)@", TOKEN.sub("(token)", line))


@contextmanager
def logging_to_stderr(level: int = logging.INFO) -> Iterator[None]:
    """Send our log lines from `level` up, and libraries' warnings, to standard error; then all is as it was.

    Inside another one, this one alone holds.
    """
    handler = _Stderr()
    handler.addFilter(_NothingIdle())
    handler.setFormatter(_formatter(plain=sys.stderr.isatty()))
    root = logging.getLogger()
    with ExitStack() as stack:
        for earlier in [each for each in root.handlers if isinstance(each, _Stderr)]:
            root.removeHandler(earlier)
            stack.callback(root.addHandler, earlier)
        root.addHandler(handler)
        stack.callback(root.removeHandler, handler)
        # APScheduler warns whenever a tick takes longer than a second; the next one follows at once anyway.
        for name, lowest in (("", logging.WARNING), (_OURS, level), ("apscheduler", logging.ERROR)):
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
    last: Sequence[structlog.typing.Processor] = (
        [structlog.dev.ConsoleRenderer(exception_formatter=draw)]
        if plain
        else [
            structlog.processors.ExceptionRenderer(drawn),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    )
    return _Discreet(
        foreign_pre_chain=[*_shared(), _unquoted],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )


def _unquoted(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """What a library says up to where it may quote: an event's content, an error's message."""
    event["event"] = _QUOTING.split(str(event["event"]), maxsplit=1)[0]
    return event
