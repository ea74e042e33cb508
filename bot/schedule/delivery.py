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
from bot.schedule.setbacks import Setbacks
from bot.store.engine import Store
from bot.store.models import Delivery

log = structlog.get_logger()

AT_ONCE = 8
LEASE = timedelta(seconds=30)
SETTLE = timedelta(seconds=5)
# The platform's clock may be behind ours; a message is looked for from a little before it was sent.
CLOCK_SKEW = timedelta(minutes=2)
# A call is over before its lease is, with time left to write down what came of it.
_OF_THE_LEASE = 0.8
_UNTIL_CONNECTED = 60.0
# A platform that says "again in 0 seconds" is not asked again in the same breath.
_SHORTEST_WAIT = 1.0
# Refusals of a lookup by which the message is out of everybody's sight, sent or not.
_GONE = {"place-gone", "no-direct-messages"}

# What happens, in the same transaction, when nothing more can be done for a delivery; the reason is that of
# `Refused`, or "parked" when it may have been sent and the history that tells cannot be read.
OnFailure = Callable[[Desk, Delivery, str], None]
PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Letter:
    """What the postman carries out of the transaction."""

    attempt: claims.Attempt
    key: str
    platform: str
    to: Address
    card: Card
    since: datetime
    # The message that becomes the card; making it so twice does no harm, so nothing is looked up.
    edits: MessageRef | None = None


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
    setbacks: Setbacks = field(default_factory=Setbacks)
    _busy: asyncio.Lock = field(default_factory=asyncio.Lock)
    _stopping: bool = False

    def stop(self) -> None:
        """Begin no more deliveries; those that were begun are finished."""
        self._stopping = True

    async def deliver_due(self) -> int:
        """Send everything that is due now; returns how many were tried."""
        async with self._busy:
            lost = await self.store.write(
                lambda session: claims.recover(session, self.clock.real(), self.settle)
            )
            await self.setbacks.contain_all("lookup", lost, self._look_up)
            tried = 0
            while ids := await self._claim():
                await self.setbacks.contain_all("delivery", ids, self._deliver)
                tried += len(ids)
            return tried

    async def _claim(self) -> list[int]:
        if self._stopping:
            return []
        return await self.store.write(
            lambda session: claims.claim_due(session, self.clock.now(), self._lease(), AT_ONCE)
        )

    async def _deliver(self, delivery_id: int) -> None:
        deadline = _monotonic() + self.lease.total_seconds() * _OF_THE_LEASE
        letter = await self.store.write(lambda session: self._take(session, delivery_id))
        # After so long another process may look it up already, and send it again.
        if letter is None or _monotonic() >= deadline:
            return
        try:
            ref = await self._send(letter, deadline)
        except NotSent as error:
            await self._put_back(letter, str(error), max(error.seconds, _SHORTEST_WAIT))
        except Unclear as error:
            await self._unclear(letter, error, self.settle)
        except Refused as error:
            await self._give_up(letter, outbox.FAILED, error.reason, error)
        else:
            await self._sent(letter, ref)

    async def _send(self, letter: Letter, deadline: float) -> MessageRef:
        try:
            async with asyncio.timeout_at(deadline):
                messenger = self._messenger(letter)
                if letter.edits is None:
                    return await messenger.send(letter.to, letter.card, letter.key)
                await messenger.edit(letter.edits, letter.card)
                return letter.edits
        except TimeoutError as error:
            raise Unclear("no answer within the lease") from error

    async def _look_up(self, delivery_id: int) -> None:
        """Ask the platform's history for what may or may not have been sent."""
        letter = await self.store.read(lambda session: self._letter(session, delivery_id))
        if letter.edits is not None:
            await self._put_back(letter, "made again", 0)
            return
        try:
            ref = await self._messenger(letter).find(letter.to, letter.key, letter.since)
        except NotSent as error:
            await self._unclear(letter, error, max(self.settle, timedelta(seconds=error.seconds)))
        except Unclear as error:
            await self._unclear(letter, error, self.settle)
        except Refused as error:
            gone = error.reason in _GONE
            reason = error.reason if gone else PARKED
            await self._give_up(letter, outbox.FAILED if gone else outbox.PARKED, reason, error)
        else:
            if ref is not None:
                await self._sent(letter, ref)
            else:
                await self._put_back(letter, "not found in the history", 0)

    def _messenger(self, letter: Letter) -> Messenger:
        messenger = self.messengers.get(letter.platform)
        if messenger is None:
            raise NotSent(f"{letter.platform} is not connected", _UNTIL_CONNECTED)
        return messenger

    async def _put_back(self, letter: Letter, why: str, seconds: float) -> None:
        again = self.clock.now() + timedelta(seconds=seconds)
        await self.store.write(lambda session: claims.put_back(session, letter.attempt, again, why))

    async def _unclear(self, letter: Letter, error: Exception, settle: timedelta) -> None:
        log.warning("delivery_unclear", delivery=letter.attempt.delivery_id, why=str(error))
        look_at = self.clock.real() + settle
        await self.store.write(lambda session: claims.unclear(session, letter.attempt, look_at, str(error)))

    async def _sent(self, letter: Letter, ref: MessageRef) -> None:
        now = self.clock.now()
        await self.store.write(lambda session: claims.sent(session, letter.attempt.delivery_id, ref, now))

    async def _give_up(self, letter: Letter, state: str, reason: str, error: Refused) -> None:
        log.warning("delivery_given_up", delivery=letter.attempt.delivery_id, state=state, why=str(error))

        def give_up(session: Session) -> None:
            delivery = claims.give_up(session, letter.attempt, state, str(error))
            if delivery is not None and letter.edits is None:
                self.on_failure(self.desk(session), delivery, reason)

        await self.store.write(give_up)

    def _take(self, session: Session, delivery_id: int) -> Letter | None:
        started = claims.start_sending(session, delivery_id, self.clock.now(), self._lease())
        return self._letter(session, delivery_id) if started else None

    def _letter(self, session: Session, delivery_id: int) -> Letter:
        delivery = session.get_one(Delivery, delivery_id)
        return Letter(
            claims.Attempt(delivery.id, delivery.attempts),
            delivery.key,
            delivery.platform,
            _address(delivery),
            card_from_data(delivery.card),
            (delivery.started_at or delivery.created_at) - CLOCK_SKEW,
            _edited(delivery),
        )

    def _lease(self) -> datetime:
        return self.clock.real() + self.lease


def _address(delivery: Delivery) -> Address:
    if delivery.account is not None:
        return Person(delivery.platform, delivery.workspace, delivery.account)
    return Place(delivery.platform, delivery.workspace, delivery.channel or "")


def _edited(delivery: Delivery) -> MessageRef | None:
    if delivery.kind != outbox.EDIT:
        return None
    return MessageRef(delivery.platform, delivery.workspace, delivery.channel or "", delivery.message or "")


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
