"""Makes a text of bytes: UTF-8, or UTF-16 where its mark says so; all else is refused with its line."""

from __future__ import annotations

import codecs
import re

from rubric.importers.doubts import Doubts

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AGAIN = "Open it in an editor and save it again as UTF-8"
# What copying out of a PDF leaves behind, and marks that turn the direction of writing: nobody sees them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060-\u2069\ufeff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})


def text_of(content: bytes, doubts: Doubts) -> str | None:
    """The text, every line ended by a line feed alone; None with a doubt that blocks."""
    if content.startswith(_UTF_16):
        return _decoded(content, "utf-16", doubts)
    text = _decoded(content, "utf-8-sig", doubts)
    if text is not None and "\0" in text:
        where = f"line {text.count(chr(10), 0, text.index(chr(0))) + 1}"
        doubts.block(where, "holds zero bytes, so it is no text in UTF-8", _AGAIN)
        return None
    return text


def _decoded(content: bytes, encoding: str, doubts: Doubts) -> str | None:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        where = f"line {content.count(10, 0, error.start) + 1}"  # 10 is a line feed
        what = f"the byte 0x{content[error.start]:02X} does not belong in a text in {encoding[:6].upper()}"
        doubts.block(where, f"{what}; the file may be in Latin-1 or Windows-1252", _AGAIN)
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def seen(text: str) -> str:
    """The text without what nobody sees, and with joined letters as single ones."""
    return _UNSEEN.sub("", text).translate(_LIGATURES)
