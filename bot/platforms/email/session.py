"""A conversation with the mail server, one for each message."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from aiosmtplib import SMTP, SMTPException

from bot.platforms.email.failures import addressing, handing_over, reaching
from bot.platforms.email.mailbox import Server

# Seconds. The postman may lose patience before all of them are over; what was not handed over by then is not
# counted as in doubt (`EmailMessenger.find`) and goes again.
_UNTIL_NAMED = 9.0
_UNTIL_TAKEN = 12.0
_GOODBYE = 1.0


@asynccontextmanager
async def signed_in(server: Server) -> AsyncIterator[SMTP]:
    """A connection, encrypted and signed in as the settings say; raises `NotSent`."""
    smtp = SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security == "tls",
        start_tls=server.security == "starttls",
        username=server.username or None,
        password=server.password or None,
        # The machine's own name is nobody's business.
        local_hostname=server.domain,
        timeout=_UNTIL_NAMED,
    )
    try:
        with reaching():
            async with asyncio.timeout(_UNTIL_NAMED):
                await smtp.connect()
        yield smtp
        with suppress(SMTPException, OSError, TimeoutError):
            async with asyncio.timeout(_GOODBYE):
                await smtp.quit()
    finally:
        smtp.close()


async def name_sender(smtp: SMTP, sender: str) -> None:
    """Try whether the server takes anything from that address; raises `NotSent`."""
    with reaching():
        async with asyncio.timeout(_UNTIL_NAMED):
            await smtp.mail(sender)
            await smtp.rset()


async def name_recipient(smtp: SMTP, sender: str, recipient: str) -> None:
    """Say from whom to whom; raises `NotSent` or `Refused`."""
    with addressing():
        async with asyncio.timeout(_UNTIL_NAMED):
            await smtp.mail(sender)
            await smtp.rcpt(recipient)


async def hand_over(smtp: SMTP, message: bytes) -> None:
    """Give the message away; raises `NotSent`, `Refused` or `Unclear`."""
    with handing_over():
        async with asyncio.timeout(_UNTIL_TAKEN):
            await smtp.data(message)
