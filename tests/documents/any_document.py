"""Documents of every shape, and one that holds one of everything."""

from __future__ import annotations

import struct
import zlib
from datetime import date

from hypothesis import strategies as st

from bot.chat.cards import (
    Button,
    Buttons,
    Card,
    Heading,
    Link,
    Menu,
    Option,
    Paragraph,
    Quote,
    Rule,
    SmallPrint,
    card,
)
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join, link, mention
from bot.documents.document import Document, Picture, where_to_act, words
from bot.language.catalogue import phrases_in
from tests.chat.any_cards import parts
from tests.chat.any_cards import words as any_words

T = phrases_in("en")
DAY = date(2024, 2, 29)
MAP = "https://example.org/map?a=1&b=2"
PICTURE = Picture("9 of 16 indicators are at level 3 or above.", ("EC1.Leaders1: 3 of 5", "EC1.Leaders2: 2"))
WEEK = card(
    Heading("Two indicators moved, one is stuck; 14 of 17 answered."),
    Paragraph(Markup("**Moved**\nBuilding the team (EC1.Leaders2)\nPartnerships that fit (EC2.Teachers1)")),
    Quote('They said "yes" & <script>alert(1)</script>'),
    Rule(),
    Paragraph(
        join(" ", ["See", link("the agenda", MAP), "with", mention("U0SECRET"), Markup("`/stem agenda`")])
    ),
    Buttons((Button("See status", "status:riverbend"), Link("Open the map", MAP))),
    SmallPrint("Riverbend High, 15 to 22 Nov."),
)
MENU = card(Paragraph("Which one?"), Menu("pick", "Choose", (Option("a", "The first"),)))


def document(
    *cards: Card, t: Phrases = T, title: str = "Weekly digest", picture: Picture | None = None
) -> Document:
    """A document of the cards."""
    return Document(title, cards, DAY, words(t), t.locale, "Riverbend High", where_to_act(t), picture)


def png(width: int = 90, height: int = 40) -> bytes:
    """A grey picture."""
    rows = (b"\0" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


SHORT = st.builds(Card, st.lists(parts(), max_size=8).map(tuple))
DOCUMENTS = st.builds(
    lambda cards, title: document(*cards, title=title, picture=PICTURE),
    st.lists(SHORT, min_size=1, max_size=2),
    any_words(80),
)
