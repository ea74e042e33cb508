"""Draws a card as an e-mail: text, and the same as HTML with the picture in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from bot.chat.cards import Card, Rule, SmallPrint
from bot.chat.messenger import File
from bot.chat.phrases import Phrases
from bot.documents.document import Document
from bot.documents.html import html_body
from bot.documents.single import Setting, document_of, is_picture, title_of
from bot.documents.text import in_text
from bot.platforms.email.mailbox import Mailbox, Server

# Every server on the way takes seven bits.
_POLICY = SMTP.clone(cte_type="7bit")
# A longer header line would have to be broken where it must not be.
_LONGEST_LINE = 76


@dataclass(frozen=True, slots=True)
class Envelope:
    """From where to whom, when, under which key."""

    server: Server
    to: Mailbox
    at: datetime
    key: str

    @property
    def message_id(self) -> str:
        """The same for the same delivery: by it a second copy is known as one."""
        return f"<{self.key}@{self.server.domain}>"


def message(envelope: Envelope, card: Card, file: File | None, t: Phrases) -> EmailMessage:
    """The whole message; raises `ValueError` for a header with a line break in it."""
    to = envelope.to
    setting = Setting(to.team, t, to.locale, envelope.at.astimezone(ZoneInfo(to.zone)).date())
    document = document_of(card, setting, file, _foot(to.team, t))
    drawn = EmailMessage(policy=_POLICY)
    _address(drawn, envelope, title_of(card, to.team))
    drawn.set_content(in_text(document))
    _add_html(drawn, document, file, f"{envelope.key}.picture@{envelope.server.domain}")
    if file is not None and not is_picture(file):
        _attach(drawn, file)
    drawn["Content-Language"] = document.language
    return drawn


def _address(drawn: EmailMessage, envelope: Envelope, subject: str) -> None:
    server, to = envelope.server, envelope.to
    drawn["From"] = Address(to.team, addr_spec=server.from_address)
    drawn["To"] = Address(to.name, addr_spec=to.address)
    drawn["Reply-To"] = Address(addr_spec=server.reply_to)
    drawn["Subject"] = subject
    drawn["Date"] = format_datetime(envelope.at)
    drawn["Message-ID"] = envelope.message_id
    # RFC 3834: no machine answers it.
    drawn["Auto-Submitted"] = "auto-generated"
    unsubscribe = f"<mailto:{server.reply_to}?subject=unsubscribe>"
    if len(unsubscribe) <= _LONGEST_LINE:
        drawn["List-Unsubscribe"] = unsubscribe


def _add_html(drawn: EmailMessage, document: Document, file: File | None, cid: str) -> None:
    shown = file if file is not None and is_picture(file) else None
    drawn.add_alternative(html_body(document, cid if shown else ""), subtype="html")
    html = drawn.get_body(("html",))
    if shown is not None and html is not None:
        kind = shown.media_type.split("/")
        html.add_related(shown.content, *kind, cid=f"<{cid}>", filename=shown.name, disposition="inline")


def _attach(drawn: EmailMessage, file: File) -> None:
    maintype, _, subtype = file.media_type.partition(";")[0].partition("/")
    drawn.add_attachment(file.content, maintype, subtype or "octet-stream", filename=file.name)


def _foot(team: str, t: Phrases) -> Card:
    said = t(
        "You get this from {team} because you agreed to. To say something about it, or to get no more of it, "
        "reply to this e-mail: a person reads it.",
        team=team,
    )
    return Card((Rule(), SmallPrint(said)))
