"""Makes the file of a document in a process of its own: all that it needs comes as JSON data.

What draws and what sets pages is loaded there with the first file that needs it.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from bot.chat.messenger import File
from bot.documents.data import from_data, to_data
from bot.documents.document import Document

MODULE: Final = __name__
# Writes a document, with the PNG of its picture where it was drawn.
Write = Callable[[Document, bytes | None], bytes]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Who draws the picture, and of what: `maker` is a module with a function `make(given) -> File`."""

    maker: str
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its ending, its media type, and whether it shows a picture or only tells it."""

    name: str
    media_type: str
    ending: str
    shows: bool = True

    def write(self, document: Document, png: bytes | None = None) -> bytes:
        """The file's content; the same document and picture give the same bytes."""
        write: Write = import_module(f"bot.documents.{self.name}").write
        return write(document, png)


FORMATS: Final = {
    one.name: one
    for one in (
        Format("html", "text/html; charset=utf-8", "html"),
        Format("pdf", "application/pdf", "pdf"),
        Format("text", "text/plain; charset=utf-8", "txt", shows=False),
    )
}


def given(form: str, name: str, document: Document, drawing: Drawing | None = None) -> dict[str, Any]:
    """What `make` needs for a file of that name (without its ending), with a picture if one is drawn."""
    drawn = None if drawing is None else {"maker": drawing.maker, "given": dict(drawing.given)}
    return {"format": form, "name": name, "document": to_data(document), "drawing": drawn}


def make(given: Mapping[str, Any]) -> File:
    """The file."""
    form, document = FORMATS[given["format"]], from_data(given["document"])
    content = form.write(document, _drawn(given["drawing"] if form.shows else None))
    return File(f"{given['name']}.{form.ending}", form.media_type, "", content)


def _drawn(drawing: Mapping[str, Any] | None) -> bytes | None:
    """The picture; None if it cannot be drawn, which the document says itself."""
    if drawing is None:
        return None
    try:
        picture: File = import_module(drawing["maker"]).make(drawing["given"])
    except Exception:  # noqa: BLE001 - the edge of the drawing: all else in the document can still be read
        # Standard error of the process for files is the bot's own.
        traceback.print_exc()
        return None
    return picture.content
