"""Asks the mail server whether it would take e-mail from the bot; sends none."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from aiosmtplib import SMTPAuthenticationError, SMTPSenderRefused

from bot.chat.findings import Finding
from bot.chat.messenger import NotSent
from bot.platforms.email.mailbox import Server
from bot.platforms.email.session import name_sender, signed_in

_OTHERWISE = "Check email.host, email.port and email.security, and that a firewall lets the bot out."
_REMEDIES: tuple[tuple[type[BaseException], str], ...] = (
    (
        SMTPAuthenticationError,
        "Check email.username and its password; some need a password made for programs.",
    ),
    (SMTPSenderRefused, "Name an address in email.from_address that this account may send from."),
    (
        ssl.SSLCertVerificationError,
        "Its certificate is for another name, has run out, or nobody vouches for it: check email.host.",
    ),
)


async def examine(server: Server) -> list[Finding]:
    """What is right and what is not: the connection, the certificate, the sign-in, the sender."""
    where = f"The mail server {server.host}:{server.port}"
    try:
        async with signed_in(server) as smtp:
            await name_sender(smtp, server.from_address)
    except NotSent as problem:
        return [Finding(ok=False, what=f"{where} cannot be used: {problem}.", remedy=_remedy(problem))]
    signed = f", signed in as {server.username}" if server.username else ""
    safe = "not encrypted" if server.security == "none" else "encrypted"
    return [Finding(ok=True, what=f"{where} takes e-mail from {server.from_address} ({safe}{signed}).")]


def _remedy(problem: NotSent) -> str:
    causes = list(_causes(problem))
    return next(
        (said for kind, said in _REMEDIES if any(isinstance(one, kind) for one in causes)), _OTHERWISE
    )


def _causes(problem: BaseException) -> Iterator[BaseException]:
    cause = problem.__cause__ or problem.__context__
    if cause is not None:
        yield cause
        yield from _causes(cause)
