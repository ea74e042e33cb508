"""Makes texts of a file comparable, and short ones of long ones by one stated rule."""

from __future__ import annotations

import html
import re
import textwrap
import unicodedata

ELLIPSIS = " …"
_TAG = re.compile(
    r"</?(?:p|ul|ol|li|br|b|strong|i|em|u|span|sup|sub|div|font|table|tbody|thead|tr|td|th)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_SPELLED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def clean(text: str) -> str:
    """The words of a piece of a document: no tags, no bold marks, every blank a single space."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).replace("**", "").split())


def same_words(one: str, other: str) -> bool:
    """Whether two wordings differ in nothing but case, kind of quotes and a full stop at the end."""
    return _compared(one) == _compared(other)


def shortened(text: str, longest: int) -> str:
    """The text, or as many whole words of its beginning as fit in `longest` characters, and an ellipsis."""
    short = textwrap.shorten(text, longest, placeholder=ELLIPSIS)
    if (
        short == ELLIPSIS.strip()
    ):  # its first word alone is too long: a language without blanks, or an address
        return "".join(character for character, _ in zip(text, range(longest - 1), strict=False)) + "…"
    return short


def identifier(written: str) -> str:
    """An id as a document writes it, without the blanks and signs that an id cannot have here."""
    return re.sub(r"[^\w.-]+", "", written)


def slug(title: str) -> str:
    """An id made of a title: small letters, digits and hyphens; empty where no letter is left."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _compared(text: str) -> str:
    return " ".join(text.translate(_SPELLED).casefold().split()).rstrip(". ")
