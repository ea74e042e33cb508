"""The two doors between the bot and a platform: what the bot offers it, and what it offers the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.chat.cards import Card, Option
from bot.chat.events import Call, CommandCall, Happening, MessageRef, Person, Place
from bot.chat.phrases import Phrases
from bot.chat.replies import Reply
from bot.chat.router import Router
from bot.chat.sending_limits import SendingLimits
from bot.chat.text import Markup

Address = Person | Place


@dataclass(frozen=True, slots=True)
class File:
    """A file that a message brings; `alternative` says what a picture shows, `numbers` every number in it."""

    name: str
    media_type: str
    alternative: str
    content: bytes
    numbers: tuple[Markup, ...] = ()

    @property
    def is_picture(self) -> bool:
        """Whether it goes with words that say as much; any other file is what the words are about."""
        return self.media_type.startswith("image/")


class NotSent(Exception):  # noqa: N818 - says what happened
    """Surely not sent (a rate limit, no connection): try again after `seconds`.

    `alone` when it concerns this message and not everything that goes there.
    """

    def __init__(self, why: str, seconds: float = 1.0, *, alone: bool = False) -> None:
        super().__init__(why)
        self.seconds = seconds
        self.alone = alone


class FileNotSent(NotSent):
    """Its file could not be brought there, so nobody has seen anything of it."""

    def __init__(self, why: str, seconds: float = 5.0) -> None:
        super().__init__(why, seconds, alone=True)


class Refused(Exception):  # noqa: N818 - says what happened
    """The platform will never take it.

    `reason` is one of no-direct-messages, account-gone, place-gone, not-in-place, no-permission, invalid; and
    file, when the card alone may be taken.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class Unclear(Exception):  # noqa: N818 - says what happened
    """The answer was lost: the message may stand there or not; `Messenger.find` tells later."""


class BotAway(Exception):  # noqa: N818 - says what happened
    """The database cannot be reached: leave the event unacknowledged, so that it comes again."""


class AnsweredElsewhere(Exception):  # noqa: N818 - says what happened
    """Another process of the same bot answers this event; here nothing is to be said."""


class Messenger(Protocol):
    """What a platform does for the bot. Every method raises `NotSent`, `Refused` or `Unclear`."""

    platform: str
    limits: SendingLimits

    async def send(self, to: Address, card: Card, key: str, file: File | None = None) -> MessageRef:
        """Post a card that fits one message, marked with the delivery's `key` (at most 25 characters).

        A file comes with it or nothing does: `Refused("file")` when the platform takes the card alone.
        """

    async def edit(self, message: MessageRef, card: Card) -> None:
        """Make a message that the bot sent show another card."""

    async def find(self, to: Address, key: str, since: datetime) -> MessageRef | None:
        """The message of that delivery key in the place's history, if it is there.

        Raises `Refused("no-permission")` when the history may not be read.
        """


class Reception(Protocol):
    """What the bot does for a platform."""

    @property
    def router(self) -> Router:
        """All routes, for finding the one that a platform's event calls."""

    def phrases(self, call: Call) -> Phrases:
        """The sentences for whoever called, as far as it is known in which language they are spoken to."""

    async def answer(self, call: Call) -> Reply:
        """The reply, after its transaction is committed; raises only `BotAway` and `AnsweredElsewhere`."""

    async def suggest(self, call: CommandCall, parameter: str, typed: str) -> Sequence[Option]:
        """Completions for one parameter of a command that is being typed, at most 25."""

    async def notice(self, happening: Happening) -> None:
        """Take note of what happened; there is no reply. Raises as `answer` does."""
