"""A real local mail server that can be told to refuse, to hang up and to fall silent."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
TAKEN = "250 taken"


@dataclass
class MailServer:
    """What arrived, and how each step is answered; `aiosmtpd` calls the methods by their names."""

    port: int = 0
    sender: str = "250 OK"
    recipient: str = "250 OK"
    message: str = TAKEN
    password: str = ""
    cuts: int = 0
    """So many messages are kept, and the connection is cut before the answer."""
    silent: bool = False
    """Messages are kept and never answered."""
    arrived: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.sender

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.message != TAKEN:
            return self.message
        content = envelope.content
        assert isinstance(content, bytes)
        self.arrived.append(message_from_bytes(content, policy=policy.default))
        self.recipients += envelope.rcpt_tos
        assert isinstance(server.transport, asyncio.Transport)
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        if self.cuts:
            self.cuts -= 1
            server.transport.abort()
        if self.silent:
            await asyncio.Event().wait()
        return TAKEN

    def check(
        self, _server: object, _session: object, _envelope: object, _how: str, given: object
    ) -> AuthResult:
        """Whether somebody may sign in."""
        assert isinstance(given, LoginPassword)
        return AuthResult(success=given.password.decode() == self.password, handled=False)

    def one(self) -> EmailMessage:
        """The only message."""
        (found,) = self.arrived
        return found

    def ids(self) -> list[str]:
        """The Message-IDs, in the order in which they came."""
        return [str(one["Message-ID"]) for one in self.arrived]


@asynccontextmanager
async def mail_server(
    *,
    password: str = "",
    tls: ssl.SSLContext | None = None,
    starttls: bool = False,
    answers: Mapping[str, str] | None = None,
) -> AsyncIterator[MailServer]:
    """A server while it runs: it may want a password, and encrypt at once or on STARTTLS."""
    server = MailServer(password=password)
    for step, answer in (answers or {}).items():
        setattr(server, step, answer)

    def conversation() -> SMTP:
        return SMTP(
            server,
            hostname="localhost",
            tls_context=tls if starttls else None,
            require_starttls=starttls,
            auth_required=bool(password),
            authenticator=server.check,
        )

    loop = asyncio.get_running_loop()
    listening = await loop.create_server(conversation, HOST, 0, ssl=None if starttls else tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()


@asynccontextmanager
async def silent_server() -> AsyncIterator[int]:
    """The port of something that takes connections and never says a word."""

    async def hold(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        held.append(writer)

    held: list[asyncio.StreamWriter] = []
    listening = await asyncio.start_server(hold, HOST, 0)
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        listening.close()
        for writer in held:
            writer.transport.abort()
