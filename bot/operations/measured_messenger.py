"""A platform's messenger, with every call to it counted by how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.chat.cards import Card
from bot.chat.events import MessageRef
from bot.chat.messenger import Address, File, Messenger, NotSent, Refused
from bot.operations.measures import Measures


@dataclass(slots=True)
class _Ending:
    word: str = "done"


class MeasuredMessenger:
    """A `Messenger`."""

    def __init__(self, within: Messenger, measures: Measures) -> None:
        self.platform = within.platform
        self.limits = within.limits
        self._within = within
        self._calls = measures.calls

    async def send(self, to: Address, card: Card, key: str, file: File | None = None) -> MessageRef:
        """Post a card, with the file that it brings."""
        with self._counted("send"):
            return await self._within.send(to, card, key, file)

    async def edit(self, message: MessageRef, card: Card) -> None:
        """Make a message show another card."""
        with self._counted("edit"):
            await self._within.edit(message, card)

    async def find(self, to: Address, key: str, since: datetime) -> MessageRef | None:
        """The message of that delivery key."""
        with self._counted("find") as ending:
            found = await self._within.find(to, key, since)
            ending.word = "done" if found else "absent"
            return found

    @contextmanager
    def _counted(self, call: str) -> Iterator[_Ending]:
        ending = _Ending()
        try:
            yield ending
        except NotSent:
            ending.word = "retry"
            raise
        except Refused:
            ending.word = "refused"
            raise
        except BaseException:
            # A lost answer, or nobody waited for it any more: nobody knows what happened.
            ending.word = "ambiguous"
            raise
        finally:
            self._calls.labels(self.platform, call, ending.word).inc()
