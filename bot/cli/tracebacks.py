"""Where an error came from, without what it says: errors quote what people wrote and the database holds."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from typing import Any, TextIO

# Their messages are about code, never about what it works on. Only these very types: of theirs kin who knows.
_OF_CODE = frozenset(
    {
        AttributeError,
        ImportError,
        ModuleNotFoundError,
        NameError,
        NotImplementedError,
        RecursionError,
        TypeError,
        ZeroDivisionError,
    }
)
ExcInfo = Any


def drawn(exc_info: ExcInfo) -> str:
    """The error of such a triple and those that led to it, the first one first: types, files and lines."""
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    return "\n\nthen:\n\n".join(_one(each) for each in reversed(list(_chain(error))))


def draw(out: TextIO, exc_info: ExcInfo) -> None:
    """The same for a terminal."""
    out.write(f"\n{drawn(exc_info)}")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _one(error: BaseException) -> str:
    lines = [*traceback.format_tb(error.__traceback__), _name(error)]
    if isinstance(error, BaseExceptionGroup):
        lines += [f"\n{drawn(each)}" for each in error.exceptions]
    return "".join(lines)


def _name(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if kind in _OF_CODE:
        return f"{name}: {error}"
    said = [os.strerror(error.errno)] if isinstance(error, OSError) and error.errno else []
    # The databases' own codes.
    said += [str(code) for code in map(error.__dict__.get, ("sqlite_errorname", "sqlstate")) if code]
    return f"{name}: {' '.join(said)}" if said else name
