"""How the texts of rubrics are broken into lines for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

WIDTH = 100


def wrapped(text: str, margin: str = "", others: str | None = None) -> list[str]:
    """The text in lines; `others` is the margin of all lines but the first where it is another one."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=margin, subsequent_indent=margin if others is None else others
    )


def bullets(texts: Iterable[str], margin: str = "") -> Iterator[str]:
    """Each text after a dash."""
    for text in texts:
        yield from wrapped(f"- {text}", margin, f"{margin}  ")
