"""Sends to partners by e-mail: the bot's `Messenger` there. It only sends; nothing is read."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import datetime

from aiosmtplib import SMTP

from bot.chat.cards import Card
from bot.chat.events import MessageRef, Person
from bot.chat.messenger import Address, File, NotSent, Refused, Unclear
from bot.chat.phrases import Phrases
from bot.chat.sending_limits import SendingLimits
from bot.platforms.email.limits import sending_limits
from bot.platforms.email.mailbox import PLATFORM, Mailboxes, Server
from bot.platforms.email.render import Envelope, message
from bot.platforms.email.session import hand_over, name_recipient, signed_in

_TRIES_IN_DOUBT = 2
# Seconds.
_UNTIL_STARTED_ANEW = 60.0


class EmailMessenger:
    """E-mail to partners. An address is known by the team's id (as the workspace) and the partner's."""

    platform = PLATFORM

    def __init__(
        self,
        server: Server,
        mailboxes: Mailboxes,
        now: Callable[[], datetime],
        phrases_in: Callable[[str], Phrases],
        limits: SendingLimits | None = None,
    ) -> None:
        self.limits = limits or sending_limits()
        self._server = server
        self._mailboxes = mailboxes
        self._now = now
        self._phrases_in = phrases_in
        self._in_doubt: Counter[str] = Counter()

    async def send(self, to: Address, card: Card, key: str, file: File | None = None) -> MessageRef:
        """Hand it to the mail server; the delivery's `key` stands in the Message-ID."""
        workspace, partner = to.workspace, "" if isinstance(to, Person) else to.channel
        mailbox = self._mailboxes.get((workspace, partner))
        if mailbox is None:
            # Another process may have newer settings; who was taken out gets nothing more by itself.
            raise NotSent(
                "this process's configuration names no such partner", _UNTIL_STARTED_ANEW, alone=True
            )
        envelope = Envelope(self._server, mailbox, self._now(), key)
        t = self._phrases_in(mailbox.locale)
        # Some 25 ms with a picture, in which the event loop has other things to do.
        content = await asyncio.to_thread(lambda: message(envelope, card, file, t).as_bytes())
        async with signed_in(self._server) as smtp:
            await name_recipient(smtp, self._server.from_address, mailbox.address)
            await self._hand_over(smtp, content, key)
        return MessageRef(PLATFORM, workspace, partner, envelope.message_id)

    async def edit(self, message: MessageRef, card: Card) -> None:  # noqa: ARG002 - the port names them
        """Refused: what is in somebody's mailbox stays as it is."""
        raise Refused("invalid", "an e-mail cannot be changed")

    async def find(self, to: Address, key: str, since: datetime) -> MessageRef | None:  # noqa: ARG002
        """Nothing: no mailbox can be looked into, so it goes once more under the same Message-ID.

        So do mail servers among themselves (RFC 5321, 4.5.4.1; RFC 1047), and many mailboxes keep only one
        of two messages with the same id. When that answer is lost too it is not tried a third time: raises
        `Refused("no-permission")`, and the facilitator is asked.
        """
        if self._in_doubt[key] >= _TRIES_IN_DOUBT:
            del self._in_doubt[key]
            raise Refused("no-permission", "no mailbox can be looked into")
        return None

    async def _hand_over(self, smtp: SMTP, message: bytes, key: str) -> None:
        try:
            await hand_over(smtp, message)
        except (Unclear, asyncio.CancelledError):
            # Cancelled by whoever waits no longer.
            self._in_doubt[key] += 1
            raise
        del self._in_doubt[key]

    async def stop(self) -> None:
        """Nothing is kept open."""
