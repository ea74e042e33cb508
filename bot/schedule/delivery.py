"""The postman: takes what is due from the outbox to the platforms, and never sends twice by guessing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session

from bot.chat.card_data import card_from_data
from bot.chat.cards import Card
from bot.chat.events import MessageRef, Person, Place
from bot.chat.messenger import Address, Messenger, NotSent, Refused, Unclear
from bot.desk import Desk
from bot.schedule import claims, outbox
from bot.schedule.clock_time import Clock
from bot.store.engine import Store
from bot.store.models import Delivery

log = structlog.get_logger()

AT_ONCE = 8
LEASE = timedelta(seconds=30)
SETTLE = timedelta(seconds=5)
# The platform's clock may be behind ours; a message is looked for from a little before it was sent.
CLOCK_SKEW = timedelta(minutes=2)

# What happens, in the same transaction, when a delivery has failed for good.
OnFailure = Callable[[Desk, Delivery, str], None]


@dataclass(frozen=True, slots=True)
class Letter:
    """What the postman carries out of the transaction."""

    id: int
    key: str
    platform: str
    to: Address
    card: Card
    since: datetime


@dataclass(slots=True)
class Postman:
    """Delivers what is due. One at a time runs in a process; several processes share by claims."""

    store: Store
    clock: Clock
    messengers: Mapping[str, Messenger]
    desk: Callable[[Session], Desk]
    on_failure: OnFailure
    lease: timedelta = LEASE
    settle: timedelta = SETTLE
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def deliver_due(self) -> int:
        """Send everything that is due now; returns how many were tried."""
        async with self._busy:
            await self._look_up_lost()
            tried = 0
            while ids := await self.store.write(
                lambda session: claims.claim_due(session, self.clock.now(), self._lease(), AT_ONCE)
            ):
                await asyncio.gather(*(self._deliver(delivery_id) for delivery_id in ids))
                tried += len(ids)
            return tried

    async def _deliver(self, delivery_id: int) -> None:
        letter = await self.store.write(lambda session: self._take(session, delivery_id))
        if letter is None:
            return
        try:
            ref = await self.messengers[letter.platform].send(letter.to, letter.card, letter.key)
        except NotSent as error:
            await self._put_back(letter, str(error), error.seconds)
        except Unclear as error:
            log.warning("delivery_unclear", delivery=letter.id, why=str(error))
            await self._end(letter, outbox.AMBIGUOUS, str(error), self.clock.real() + self.settle)
        except Refused as error:
            await self._fail(letter, error)
        else:
            await self._sent(letter, ref)

    async def _look_up_lost(self) -> None:
        """Ask the platforms' history for what may or may not have been sent."""
        lost = await self.store.write(
            lambda session: [
                self._letter(session, delivery_id)
                for delivery_id in claims.recover(session, self.clock.real(), self.settle)
            ]
        )
        for letter in lost:
            await self._look_up(letter)

    async def _look_up(self, letter: Letter) -> None:
        try:
            ref = await self.messengers[letter.platform].find(letter.to, letter.key, letter.since)
        except (NotSent, Unclear) as error:
            log.warning("delivery_lookup_failed", delivery=letter.id, why=str(error))
        except Refused as error:
            if error.reason == "no-permission":
                await self._end(letter, outbox.PARKED, str(error))
            else:
                await self._fail(letter, error)
        else:
            if ref is not None:
                await self._sent(letter, ref)
            else:
                await self._put_back(letter, "not found in the history", 0)

    async def _put_back(self, letter: Letter, why: str, seconds: float) -> None:
        again = self.clock.now() + timedelta(seconds=seconds)
        await self.store.write(lambda session: claims.put_back(session, letter.id, again, why))

    async def _sent(self, letter: Letter, ref: MessageRef) -> None:
        now = self.clock.now()
        await self.store.write(lambda session: claims.sent(session, letter.id, ref.channel, ref.message, now))

    async def _end(self, letter: Letter, state: str, why: str, lease_until: datetime | None = None) -> None:
        await self.store.write(lambda session: claims.end(session, letter.id, state, why, lease_until))

    async def _fail(self, letter: Letter, error: Refused) -> None:
        log.warning("delivery_refused", delivery=letter.id, reason=error.reason)

        def fail(session: Session) -> None:
            claims.end(session, letter.id, outbox.FAILED, str(error))
            delivery = session.get_one(Delivery, letter.id)
            self.on_failure(self.desk(session), delivery, error.reason)

        await self.store.write(fail)

    def _take(self, session: Session, delivery_id: int) -> Letter | None:
        started = claims.start_sending(session, delivery_id, self.clock.now(), self._lease())
        return self._letter(session, delivery_id) if started else None

    def _letter(self, session: Session, delivery_id: int) -> Letter:
        delivery = session.get_one(Delivery, delivery_id)
        return Letter(
            delivery.id,
            delivery.key,
            delivery.platform,
            _address(delivery),
            card_from_data(delivery.card),
            (delivery.started_at or delivery.created_at) - CLOCK_SKEW,
        )

    def _lease(self) -> datetime:
        return self.clock.real() + self.lease


def _address(delivery: Delivery) -> Address:
    if delivery.account is not None:
        return Person(delivery.platform, delivery.workspace, delivery.account)
    return Place(delivery.platform, delivery.workspace, delivery.channel or "")
