"""The postman's rounds on a small platform: what he takes, how much at once, what he tells, when he stops."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.language.catalogue import phrases_in
from bot.schedule import outbox
from bot.schedule.delivery import AT_ONCE, BEAT, LEASE, LOOKUPS_AT_ONCE, SETTLE, Postman
from bot.schedule.setbacks import Setbacks
from bot.store.engine import Job, Store
from bot.store.models import Delivery
from rubric.load import load_library
from tests.schedule.model_platform import Find, ModelPlatform, Send
from tests.schedule.outbox_machine import World
from tests.schedule.outbox_rows import Outbox, hello_card
from tests.schedule.set_clock import SetClock

T = TypeVar("T")
TOLD = list[tuple[str, str]]


class Round:
    """An outbox, a platform and one postman between them; `told` is what he said could not be delivered."""

    def __init__(self, world: World) -> None:
        self.world, self.told = world, TOLD()
        self.box = Outbox(world.store, SetClock())
        self.platform = ModelPlatform(self.box.clock)
        messengers = {"slack": self.platform}
        self.postman = Postman(world.store, self.box.clock, messengers, self.desk, self._tell)
        self.postman.setbacks = Setbacks(timedelta())

    def desk(self, session: Session) -> Desk:
        """A desk as the keeper makes it."""
        return Desk(session, self.box.clock.at, load_library(), phrases_in("en"), phrases_in)

    def _tell(self, desk: Desk, delivery: Delivery, reason: str) -> None:
        assert desk.session.get_one(Delivery, delivery.id) is delivery, "in the same transaction"
        self.told.append((delivery.purpose, reason))

    async def write(self, number: int) -> None:
        """So many messages to the channel."""
        for each in range(number):
            await self.box.to_channel(f"digest:{each}")


def told_of(world: World, *, sending: Send, finding: Find = "well", later: float = 0.0) -> tuple[str, TOLD]:
    """The state of one message, and what was told, after two rounds with so many seconds between."""

    async def go() -> tuple[str, TOLD]:
        here = Round(world)
        await here.box.set_up()
        await here.write(1)
        here.platform.sending, here.platform.finding = sending, finding
        await here.postman.deliver_due()
        here.box.clock.goes_on(seconds=later)
        await here.postman.deliver_due()
        return (await here.box.states())[0], here.told

    try:
        return world.do(go())
    finally:
        world.empty()


def test_what_the_platform_refuses_is_told_once(world: World) -> None:
    assert told_of(world, sending="refused") == ("failed", [("digest:0", "place-gone")])


def test_what_nobody_can_look_up_is_told_as_parked(world: World) -> None:
    assert told_of(world, sending="not stored", finding="may not read", later=5) == (
        "parked",
        [("digest:0", "parked")],
    )


def test_what_is_too_late_is_told_as_expired(world: World) -> None:
    assert told_of(world, sending="no connection", later=4 * 86400) == ("expired", [("digest:0", "expired")])


def test_a_wave_goes_out_in_batches_and_everything_counts_as_done(world: World) -> None:
    async def go() -> tuple[int, int, list[str]]:
        here = Round(world)
        await here.box.set_up()
        await here.write(AT_ONCE + 3)
        done = await here.postman.deliver_due()
        return done, len(here.platform.standing), await here.box.states()

    try:
        assert world.do(go()) == (AT_ONCE + 3, AT_ONCE + 3, ["sent"] * (AT_ONCE + 3))
    finally:
        world.empty()


def test_a_round_says_that_there_is_more_and_when_to_come_back(world: World) -> None:
    async def go() -> tuple[float, float]:
        here = Round(world)
        await here.box.set_up()
        await here.write(AT_ONCE + 1)
        first = await here.postman.round()
        second = await here.postman.round()
        await here.postman.finish()
        return first, second

    try:
        first, second = world.do(go())
        assert first == 0.0, "a full batch was taken, so there may be more"
        assert 0.0 < second <= BEAT
    finally:
        world.empty()


def test_a_claim_is_a_lease_of_real_time_from_now(world: World) -> None:
    async def go() -> timedelta:
        here = Round(world)
        await here.box.set_up()
        await here.write(1)
        await here.postman.round()
        lease = (await here.box.look(1 + await here.box.ask(_before_first))).lease_until
        await here.postman.finish()
        assert lease is not None
        return lease - here.box.clock.true

    try:
        assert world.do(go()) == LEASE
    finally:
        world.empty()


def _before_first(session: Session) -> int:
    return session.scalars(select(Delivery.id).order_by(Delivery.id)).first() - 1  # type: ignore[operator]


def test_who_is_told_to_stop_takes_nothing_and_looks_nothing_up(world: World) -> None:
    async def go() -> tuple[int, list[str]]:
        here = Round(world)
        await here.box.set_up()
        await here.write(2)
        here.platform.sending = "answer lost"
        await here.postman.deliver_due()
        await here.box.to_channel("digest:late")
        here.box.clock.goes_on(seconds=60)
        here.postman.stop()
        done = await here.postman.deliver_due()
        return done, await here.box.states()

    try:
        assert world.do(go()) == (0, ["ambiguous", "ambiguous", "pending"])
    finally:
        world.empty()


def test_few_are_looked_up_at_once_and_all_in_the_end(world: World) -> None:
    lost = LOOKUPS_AT_ONCE + 3

    async def go() -> tuple[int, int, list[str]]:
        here = Round(world)
        await here.box.set_up()
        await here.write(lost)
        here.platform.sending = "answer lost"
        await here.postman.deliver_due()
        here.box.clock.goes_on(seconds=5)
        await here.postman.round()
        await here.postman.finish()
        first = (await here.box.states()).count("sent")
        done = await here.postman.deliver_due()
        return first, done, await here.box.states()

    try:
        assert world.do(go()) == (LOOKUPS_AT_ONCE, 3, ["sent"] * lost)
    finally:
        world.empty()


def test_what_is_looked_up_is_nobody_elses_for_the_settle_time(world: World) -> None:
    async def go() -> tuple[list[int], list[int]]:
        here = Round(world)
        await here.box.set_up()
        await here.write(1)
        here.platform.sending, here.platform.finding = "answer lost", "answer lost"
        await here.postman.deliver_due()
        here.box.clock.goes_on(seconds=SETTLE.total_seconds())
        await here.postman.deliver_due()
        here.box.clock.goes_on(seconds=SETTLE.total_seconds() - 1)
        early = await here.box.lost()
        here.box.clock.goes_on(seconds=1)
        return early, await here.box.lost()

    try:
        early, later = world.do(go())
        assert (early, len(later)) == ([], 1)
    finally:
        world.empty()


def test_an_edit_that_is_refused_is_given_up_and_nobody_is_told(world: World) -> None:
    async def go() -> tuple[list[str], TOLD]:
        here = Round(world)
        await here.box.set_up()
        await here.write(1)
        await here.postman.deliver_due()
        now, window = here.box.clock.at, here.box.clock.at + timedelta(hours=1)

        def change(session: Session) -> None:
            message = outbox.Message("edit:1", outbox.EDIT, hello_card("other"), "riverbend", now, window)
            outbox.edit(session, session.scalars(select(Delivery)).one(), message, now)

        await here.box.tell(change)
        here.platform.sending = "refused"
        await here.postman.deliver_due()
        return await here.box.states(), here.told

    try:
        assert world.do(go()) == (["sent", "failed"], [])
    finally:
        world.empty()


class Clumsy:
    """A store that fails to write what came of some deliveries, and of all that come with them."""

    def __init__(self, store: Store, spoiled: set[int]) -> None:
        self.store, self.dialect = store, store.dialect
        self.spoiled = spoiled

    async def write(self, job: Job[T]) -> T:
        outcomes = getattr(job, "keywords", {}).get("outcomes", ())
        if self.spoiled & {one.delivery_id for one in outcomes}:
            raise RuntimeError("one of them is spoiled")
        return await self.store.write(job)

    async def read(self, job: Job[T]) -> T:
        return await self.store.read(job)

    async def close(self) -> None:
        await self.store.close()


def test_outcomes_that_cannot_be_written_down_spoil_no_other(world: World, logged: list[Any]) -> None:
    async def go() -> tuple[list[int], list[str]]:
        here = Round(world)
        await here.box.set_up()
        ids = [await here.box.to_channel(f"digest:{each}") for each in range(4)]
        here.postman.setbacks = Setbacks(timedelta(minutes=1))
        here.postman.store = Clumsy(world.store, {ids[0], ids[2]})
        await here.postman.deliver_due()
        return ids, await here.box.states()

    try:
        ids, states = world.do(go())
        assert states == ["sending", "sent", "sending", "sent"]
        assert {entry["what"] for entry in logged} == {"outcomes", f"outcome {ids[0]}", f"outcome {ids[2]}"}
    finally:
        world.empty()


def test_news_ends_a_pause_at_once(world: World) -> None:
    async def go() -> float:
        here = Round(world)
        began = asyncio.get_running_loop().time()
        asyncio.get_running_loop().call_later(0.01, here.postman.wake)
        await here.postman.news(30)
        return asyncio.get_running_loop().time() - began

    assert world.do(go()) < 20
