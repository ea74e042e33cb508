"""What goes wrong beside the platforms (a bug, a store that is away) stops nothing else and is in the log."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from bot.chat.cards import Card
from bot.chat.events import MessageRef
from bot.chat.messenger import Address, File
from bot.schedule.looks import SELDOM
from bot.schedule.pace import Pace
from bot.schedule.setbacks import Setbacks
from bot.store.engine import Job, Store, StoreAway
from tests.schedule.model_platform import ModelPlatform
from tests.schedule.outbox_machine import World
from tests.schedule.test_postman import Round

T = TypeVar("T")


class Stumbling(ModelPlatform):
    """A platform whose client has a bug that one message brings to light, and takes ages for another."""

    stumbles_over = hangs_over = ""

    async def send(self, to: Address, card: Card, key: str, file: File | None = None) -> MessageRef:
        if key == self.stumbles_over:
            raise KeyError("blocks")
        if key == self.hangs_over:
            await asyncio.sleep(30)
        return await super().send(to, card, key, file)


class Away:
    """A store that is away, while it is told to be, for what came of deliveries."""

    def __init__(self, store: Store) -> None:
        self.store, self.dialect = store, store.dialect
        self.is_away = False

    async def write(self, job: Job[T]) -> T:
        if self.is_away and {"outcomes", "given_up"} & getattr(job, "keywords", {}).keys():
            raise StoreAway("disk I/O error")
        return await self.store.write(job)

    async def read(self, job: Job[T]) -> T:
        return await self.store.read(job)

    async def close(self) -> None:
        await self.store.close()


@pytest.fixture
def here(world: World) -> Iterator[Round]:
    made = Round(world)
    world.do(made.box.set_up())
    yield made
    world.empty()


def stumbling(here: Round) -> Stumbling:
    """Put such a platform, with limits, in the place of the good one."""
    platform = Stumbling(here.box.clock)
    here.postman.messengers = {"slack": platform}
    here.postman.pace = Pace({"slack": platform.limits})
    here.postman.__post_init__()
    return platform


def failed(logged: list[Any]) -> list[str]:
    """The pieces of work that the log says failed."""
    return [entry["what"] for entry in logged if entry["event"] == "work_failed"]


def test_a_message_that_brings_a_bug_to_light_stops_no_other_and_rests(
    world: World, here: Round, logged: list[Any]
) -> None:
    async def go() -> tuple[int, list[str], int]:
        ids = [await here.box.to_channel(f"digest:{each}") for each in range(3)]
        here.postman.setbacks = Setbacks(timedelta(minutes=1))
        stumbling(here).stumbles_over = (await here.box.look(ids[1])).key
        done = await here.postman.deliver_due()
        return done, await here.box.states(), ids[1]

    done, states, stumbled = world.do(go())
    assert (done, states) == (2, ["sent", "sending", "sent"])
    assert failed(logged) == [f"delivery {stumbled}"]


def test_a_lookup_that_brings_a_bug_to_light_is_named_in_the_log(
    world: World, here: Round, logged: list[Any]
) -> None:
    async def go() -> int:
        lost = await here.box.to_channel("digest:0")
        here.platform.sending = "answer lost"
        await here.postman.deliver_due()
        here.box.clock.goes_on(seconds=5)
        here.platform.standing[0] = None  # type: ignore[call-overload]
        await here.postman.deliver_due()
        return lost

    lost = world.do(go())
    assert failed(logged) == [f"lookup {lost}"]


def test_what_cannot_be_closed_stops_no_delivery(world: World, here: Round, logged: list[Any]) -> None:
    def spoiled(*_: object) -> None:
        raise KeyError("goal")

    async def go() -> list[str]:
        here.postman.on_failure = spoiled
        await here.box.to_channel("digest:0", expires_at=here.box.clock.at)
        await here.box.to_channel("digest:1")
        await here.postman.deliver_due()
        return await here.box.states()

    assert world.do(go()) == ["pending", "sent"]
    assert failed(logged) == ["expired"]


def test_what_was_claimed_while_outcomes_cannot_be_written_down_is_sent(world: World, here: Round) -> None:
    async def go() -> list[str]:
        store = here.postman.store = Away(world.store)
        await here.box.to_channel("digest:0")
        await here.postman.round()
        await here.postman.news(20)
        await here.box.to_channel("digest:1")
        store.is_away = True
        with pytest.raises(StoreAway):
            await here.postman.round()
        store.is_away = False
        await here.postman.finish()
        return await here.box.states()

    assert world.do(go()) == ["sent", "sent"]


def test_what_could_not_be_written_down_is_written_by_the_next_round(world: World, here: Round) -> None:
    async def go() -> list[str]:
        store = here.postman.store = Away(world.store)
        await here.box.to_channel("digest:0")
        await here.postman.round()
        await here.postman.news(20)
        store.is_away = True
        with pytest.raises(StoreAway):
            await here.postman.round()
        before = await here.box.states()
        store.is_away = False
        await here.postman.round()
        return before + await here.box.states()

    assert world.do(go()) == ["sending", "sent"]


def test_what_cannot_be_given_up_while_the_store_is_away_is_looked_up_later(
    world: World, here: Round, logged: list[Any]
) -> None:
    async def go() -> list[str]:
        store = here.postman.store = Away(world.store)
        await here.box.to_channel("digest:0")
        here.platform.sending = "refused"
        store.is_away = True
        await here.postman.deliver_due()
        assert [entry["event"] for entry in logged if entry["log_level"] == "warning"][1:] == [
            "store_away_after_delivery"
        ]
        store.is_away = False
        here.box.clock.goes_on(seconds=30)
        return await here.box.states() + [str(await here.postman.deliver_due())] + await here.box.states()

    assert world.do(go()) == ["sending", "1", "failed"]
    assert here.told == [("digest:0", "place-gone")]


def test_where_nothing_goes_wrong_nothing_is_said(world: World, here: Round, logged: list[Any]) -> None:
    async def go() -> None:
        await here.write(2)
        await here.postman.deliver_due()

    world.do(go())
    assert [entry["event"] for entry in logged if entry["log_level"] != "debug"] == []


def test_an_outcome_is_written_down_soon_though_another_delivery_hangs(world: World, here: Round) -> None:
    async def go() -> tuple[float, list[str]]:
        hangs = await here.box.to_channel("digest:0")
        stumbling(here).hangs_over = (await here.box.look(hangs)).key
        seconds = 0.0
        for each in ("digest:1", "digest:2"):
            await here.box.to_channel(each)
            here.postman.wake()
            await asyncio.sleep(SELDOM)
            await here.postman.round()
            seconds += await pause(here)
            await here.postman.round()
        return seconds, await here.box.states()

    seconds, states = world.do(go())
    assert states == ["sending", "sent", "sent"]
    assert seconds < 10


def test_what_is_given_up_ends_the_pause_of_a_round(world: World, here: Round) -> None:
    async def go() -> float:
        await here.write(1)
        stumbling(here).sending = "refused"
        await here.postman.round()
        return await pause(here)

    assert world.do(go()) < 10


async def pause(here: Round) -> float:
    """How many seconds the postman pauses, who may for twenty."""
    began = asyncio.get_running_loop().time()
    await here.postman.news(20)
    return asyncio.get_running_loop().time() - began
