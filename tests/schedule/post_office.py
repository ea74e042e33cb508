"""A postman between an outbox and one real local platform that can be told to fail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.chat.sending_limits import Allowance, SendingLimits
from bot.desk import Desk
from bot.language.catalogue import phrases_in
from bot.schedule.delivery import LEASE, Postman
from bot.schedule.pace import Pace
from bot.store.engine import Store
from bot.store.models import Change, Delivery
from rubric.load import load_library
from tests.platforms.discord import discord_town
from tests.platforms.slack import slack_town
from tests.schedule.outbox_rows import CHANNEL, Outbox
from tests.schedule.set_clock import SetClock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.chat.messenger import Messenger
    from bot.sandbox.faults import Fault

# What a fault is ordered for.
SEND = {"slack": "chat.postMessage", "discord": "POST /channels/{channel_id}/messages"}
EDIT = {"slack": "chat.update", "discord": "PATCH /channels/{channel_id}/messages/{message_id}"}
HISTORY = {"slack": "conversations.history", "discord": "GET /channels/{channel_id}/messages"}


QUICK, AT_ONCE = Allowance(1000.0, 1000.0), 8


@dataclass
class Office(Outbox):
    """The outbox with a postman who delivers to a real local server."""

    town: slack_town.Town | discord_town.Town | None = None

    def postman(
        self, store: Store | None = None, lease: timedelta = LEASE, pace: Pace | None = None
    ) -> Postman:
        """A postman; several may work at once. As fast as the machine can, few at once, but for `pace`."""
        store = store or self.store
        messengers = {self.platform: self.messenger}
        pace = pace or Pace({self.platform: SendingLimits(QUICK, QUICK, AT_ONCE)})
        return Postman(store, self.clock, messengers, self.desk, note_failure, lease, pace=pace)

    @property
    def messenger(self) -> Messenger:
        """What sends on the platform."""
        assert self.town is not None
        return self.town.connection.messenger

    def fails(self, what: dict[str, str], fault: Fault, times: int = 1) -> None:
        """Let the next requests fail so."""
        assert self.town is not None
        self.town.server.faults.next(what[self.platform], fault, times)

    def in_channel(self) -> list[str]:
        """What stands in the team's channel, without the buttons."""
        return self._words(CHANNEL[self.platform].channel)

    def in_direct(self) -> list[str]:
        """What stands in Ana's direct message with the bot."""
        assert self.town is not None
        return self._words(self.town.direct())

    def requests(self, what: dict[str, str]) -> int:
        """How often the platform was asked for something."""
        assert self.town is not None
        return len(self.town.server.traffic.of(what[self.platform]))

    def desk(self, session: Session) -> Desk:
        """A desk as the keeper makes it."""
        return Desk(session, self.clock.at, load_library(), phrases_in("en"), phrases_in)

    async def failures(self) -> list[tuple[str, str]]:
        """Purposes and reasons of what was given up."""
        return await self.ask(
            lambda session: [(one.record_id, one.what) for one in session.scalars(select(Change))]
        )

    def _words(self, place: str) -> list[str]:
        assert self.town is not None
        return [discord_town.words(one).split("\n")[0] for one in self.town.seen(place=place)]


def note_failure(desk: Desk, delivery: Delivery, reason: str) -> None:
    """What the tests do when a delivery is given up: a row in the same transaction."""
    desk.session.add(
        Change(at=desk.now, who="bot", through="outbox", record="d", record_id=delivery.purpose, what=reason)
    )


@asynccontextmanager
async def open_office(store: Store, platform: str) -> AsyncIterator[Office]:
    """An office on one platform, with the team set up; Discord does not slow it down."""
    town = slack_town.local_town() if platform == "slack" else discord_town.local_town(rate_limits=False)
    async with town as opened:
        office = Office(store, SetClock(), platform, opened)
        await office.set_up()
        yield office
