"""Every way that a delivery can go, as the steps of one process and the states that they leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.chat.events import ActionCall
from bot.schedule import claims, dead_letters, outbox, proof
from bot.store.models import Delivery, Person
from tests.schedule.model_platform import Find, Send
from tests.schedule.outbox_rows import ANA, CHANNEL
from tests.schedule.postmen import StepByStep

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass
class Way:
    """One delivery to Ana and one process; every step notes the state that it leaves."""

    process: StepByStep
    states: list[str]

    async def sends(self, how: Send = "well") -> None:
        """Claims it and sends it."""
        await self.claims()
        await self.process.carry(how)
        await self.process.write_down()
        await self.note()

    async def claims(self) -> None:
        """Claims it."""
        await self.process.claim(1)
        await self.note()

    async def looks_up(self, how: Find = "well", after: float = 31.0) -> None:
        """Looks it up when its lease, or the settle time, is over."""
        self.process.box.clock.goes_on(seconds=after)
        await self.process.recover(1)
        await self.note()
        await self.process.look_up(how)
        await self.process.write_down()
        await self.note()

    async def dies_having_sent(self) -> None:
        """Sends it, and dies before that is written down."""
        await self.claims()
        await self.process.carry("well")
        self.process.die()

    async def is_pressed(self) -> None:
        """Ana presses a button on it."""
        one = self.process.platform.standing[-1]
        call = ActionCall("1", ANA["slack"], CHANNEL["slack"], "moved", "7", one.ref, delivery=one.key)
        await self._tells(lambda session, now: proof.accept(session, call, now))

    async def is_retried(self, *, even_if_twice: bool = False) -> None:
        """An operator lets it go again."""
        await self._tells(
            lambda session, now: dead_letters.retry(session, [_id(session)], now, even_if_twice=even_if_twice)
        )

    async def is_cancelled(self) -> None:
        """An operator puts it away."""
        await self._tells(lambda session, _now: dead_letters.cancel(session, [_id(session)]))

    async def expires(self) -> None:
        """Its window closes."""
        self.process.box.clock.goes_on(days=4)
        await self._tells(claims.expire)

    async def its_reader_says(self, *, yes: bool) -> None:
        """Ana agrees to messages, or says no."""

        def say(session: Session, now: object) -> None:
            session.execute(
                update(Person).values(agreed_at=now if yes else None, declined_at=None if yes else now)
            )
            person = session.scalars(select(Person)).one()
            if yes:
                outbox.release(session, person)
            else:
                outbox.cancel_unsent(session, person.id)

        await self._tells(say)

    async def note(self) -> None:
        """Write down the state if it is another than before."""
        (state,) = await self.process.box.states()
        if not self.states or self.states[-1] != state:
            self.states.append(state)

    async def _tells(self, change: Callable[..., object]) -> None:
        box = self.process.box

        def do(session: Session) -> None:
            change(session, box.clock.at)

        await box.tell(do)
        await self.note()


async def _lost(way: Way) -> None:
    await way.sends("answer lost")


async def _parked(way: Way) -> None:
    await way.sends("not stored")
    await way.looks_up("may not read")


async def _failed(way: Way) -> None:
    await way.sends("refused")


Step = Callable[[Way], Awaitable[None]]
ALL: dict[str, tuple[tuple[Step, ...], str]] = {
    "sent": ((Way.sends,), "pending sending sent"),
    "limited": ((lambda way: way.sends("rate limit"),), "pending sending pending"),
    "not connected": ((lambda way: way.sends("no connection"),), "pending sending pending"),
    "refused": ((_failed,), "pending sending failed"),
    "lost and found": ((_lost, Way.looks_up), "pending sending ambiguous sent"),
    "lost and absent": (
        (lambda way: way.sends("not stored"), Way.looks_up),
        "pending sending ambiguous pending",
    ),
    "lost, and the history fails": (
        (_lost, lambda way: way.looks_up("answer lost"), lambda way: way.looks_up("rate limit")),
        "pending sending ambiguous",
    ),
    "lost, and the history is closed": ((_parked,), "pending sending ambiguous parked"),
    "lost, and the place is gone": (
        (_lost, lambda way: way.looks_up("place gone")),
        "pending sending ambiguous parked",
    ),
    "a crash after sending": ((Way.dies_having_sent, Way.looks_up), "pending sending ambiguous sent"),
    "a crash before sending": ((Way.claims, Way.looks_up), "pending sending ambiguous pending"),
    "a press while sending": ((Way.dies_having_sent, Way.is_pressed), "pending sending sent"),
    "a press on what is lost": ((_lost, Way.is_pressed), "pending sending ambiguous sent"),
    "a press on what is parked": (
        (_lost, lambda way: way.looks_up("may not read"), Way.is_pressed),
        "pending sending ambiguous parked sent",
    ),
    "too late": ((Way.expires,), "pending expired"),
    "too late after a lookup": (
        (lambda way: way.sends("not stored"), Way.looks_up, Way.expires),
        "pending sending ambiguous pending expired",
    ),
    "no": ((lambda way: way.its_reader_says(yes=False),), "pending cancelled"),
    "failed and tried again": (
        (_failed, Way.is_retried, Way.sends),
        "pending sending failed pending sending sent",
    ),
    "failed and put away": ((_failed, Way.is_cancelled), "pending sending failed cancelled"),
    "parked and left": ((_parked, Way.is_retried), "pending sending ambiguous parked"),
    "parked and tried again": (
        (_parked, lambda way: way.is_retried(even_if_twice=True)),
        "pending sending ambiguous parked pending",
    ),
    "parked and put away": ((_parked, Way.is_cancelled), "pending sending ambiguous parked cancelled"),
    "lost and put away": ((_lost, Way.is_cancelled), "pending sending ambiguous cancelled"),
    "put away, and stands there": (
        (_lost, Way.is_cancelled, Way.is_pressed),
        "pending sending ambiguous cancelled sent",
    ),
    "put away before it went": ((Way.is_cancelled,), "pending cancelled"),
    "not while it is sent": ((Way.claims, Way.is_cancelled), "pending sending"),
    "not once it was sent": (
        (Way.sends, Way.is_cancelled, Way.is_retried, Way.expires),
        "pending sending sent",
    ),
}
WAITING: dict[str, tuple[tuple[Step, ...], str]] = {
    "a yes": ((lambda way: way.its_reader_says(yes=True), Way.sends), "waiting pending sending sent"),
    "a no": ((lambda way: way.its_reader_says(yes=False),), "waiting cancelled"),
    "nothing": ((Way.expires,), "waiting expired"),
}


def _id(session: Session) -> int:
    return session.scalars(select(Delivery.id)).one()
