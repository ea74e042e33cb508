"""A partner, and what is sent to them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.chat.cards import Button, Buttons, Heading, Link, Paragraph, Quote, SmallPrint, card
from bot.chat.events import Place
from bot.chat.messenger import File
from bot.chat.text import Markup
from bot.language.catalogue import phrases_in
from bot.platforms.email.client import EmailMessenger
from bot.platforms.email.mailbox import Mailbox, Security, Server

if TYPE_CHECKING:
    from bot.chat.cards import Card

NOON = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
KEY = "k3f7a9c2xqabcdefghijklmn"
ANA = Place("email", "riverbend", "ana")
NUMBERS = (Markup("**EC1**: 3 of 5"), Markup("**EC2**: 2 of 5"))
PICTURE = File("levels.png", "image/png", "EC1 leads by one level", b"\x89PNG\r\n\x1a\n picture", NUMBERS)
DIGEST = card(
    Heading("Two indicators moved, one is stuck"),
    Paragraph(Markup("**Moved**\nSchool leaders: 2 to 3 (7 of 9)\n[The poster](https://example.org/poster)")),
    Quote("Dos ingenieras dijeron que sí — ¡por fin!"),
    Buttons((Button("Rate it", "rate:EC1.Leaders2"), Link("See the rubric", "https://example.org/rubric"))),
    SmallPrint(Markup("Asked: @{U0PAT}")),
)


def mailbox(name: str = "Ana Lima", locale: str = "en-US", team: str = "Riverbend SLT") -> Mailbox:
    return Mailbox(name, "ana@example.org", locale, team, "America/New_York")


def messenger(
    port: int, security: Security = "none", to: Mailbox | None = None, username: str = "", password: str = ""
) -> EmailMessenger:
    """What sends, through the server at a port."""
    # Certificates are made out to names.
    host = "127.0.0.1" if security == "none" else "localhost"
    server = Server(host, port, security, "bot@school.example", "office@school.example", username, password)
    boxes = {("riverbend", "ana"): to or mailbox()}
    return EmailMessenger(server, boxes, lambda: NOON, phrases_in)


async def send(
    through: EmailMessenger, what: Card = DIGEST, file: File | None = None, key: str = KEY
) -> None:
    """Send it to Ana."""
    await through.send(ANA, what, key, file)
