"""A document as one HTML page that needs nothing else, and as the body of an e-mail."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache, partial
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup as Html

from bot.documents import inline
from bot.documents.blocks import Block, Runs, words_of
from bot.documents.directions import direction_of
from bot.documents.document import Document
from bot.documents.mail_looks import LOOKS
from bot.documents.telling import blocks, title

_PNG: Final = "data:image/png;base64,"
_NO_LOOKS: Final[Mapping[str, str]] = {}


def write(document: Document, png: bytes | None = None) -> bytes:
    """The page, in UTF-8: no script, nothing loaded from anywhere, for screens and for paper."""
    source = "" if png is None else _PNG + b64encode(png).decode()
    return _filled("page.html", document, source, _NO_LOOKS).encode()


def html_body(document: Document, cid: str = "") -> str:
    """The page as e-mail programs show it.

    `cid` is the Content-ID (without brackets) of the part with the picture, empty where none was drawn.
    """
    return _filled("mail.html", document, f"cid:{cid}" if cid else "", LOOKS)


def _filled(name: str, document: Document, picture: str, looks: Mapping[str, str]) -> str:
    return (
        _templates()
        .get_template(name)
        .render(
            document=document,
            title=title(document),
            blocks=blocks(document),
            picture=picture,
            words_of=words_of,
            line=partial(inline.line, looks=looks),
            lines=partial(inline.lines, looks=looks),
            style=partial(_style, looks),
            dir=partial(_direction, document),
        )
    )


def _style(looks: Mapping[str, str], element: str) -> Html:
    return inline.attribute("style", looks.get(element, ""))


def _direction(document: Document, *lines: Runs) -> Html:
    """Which way lines are read that are not read the way of the document."""
    direction = direction_of(lines, document.direction)
    return inline.attribute("dir", "" if direction == document.direction else direction)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("bot.documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["kind"] = _kind
    return made


def _kind(block: Block) -> str:
    return type(block).__name__.lower()
