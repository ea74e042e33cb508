"""Every state that a delivery can come to from every other, on both databases."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from sqlalchemy import update

from bot.store.models import Person
from tests.schedule.delivery_ways import ALL, WAITING, Step, Way
from tests.schedule.model_platform import ModelPlatform
from tests.schedule.outbox_machine import World
from tests.schedule.outbox_rows import Outbox
from tests.schedule.postmen import StepByStep
from tests.schedule.set_clock import SetClock


def gone(world: World, steps: tuple[Step, ...], *, agreed: bool = True) -> str:
    """The states of a delivery that goes this way."""

    async def go() -> str:
        box = Outbox(world.store, SetClock())
        await box.set_up()
        if not agreed:
            await box.tell(lambda session: session.execute(update(Person).values(agreed_at=None)))
        await box.to_ana("prompt:1")
        way = Way(StepByStep(box, ModelPlatform(box.clock)), [])
        await way.note()
        for step in steps:
            await step(way)
        return " ".join(way.states)

    try:
        return world.do(go())
    finally:
        world.empty()


@pytest.mark.parametrize(("ways", "agreed"), [(ALL, True), (WAITING, False)], ids=["agreed", "not asked yet"])
def test_every_way_leads_where_it_should(
    world: World, ways: Mapping[str, tuple[tuple[Step, ...], str]], *, agreed: bool
) -> None:
    found = {name: gone(world, steps, agreed=agreed) for name, (steps, _) in ways.items()}

    assert found == {name: states for name, (_, states) in ways.items()}


@pytest.mark.parametrize(("seconds", "copies"), [(4, 1), (6, 2)], ids=["within", "after"])
def test_a_message_comes_twice_only_where_it_is_stored_after_the_settle_time(
    world: World, seconds: int, copies: int
) -> None:
    """The one bound that nobody can do without: who sends again must have looked at some moment."""

    async def go() -> int:
        box = Outbox(world.store, SetClock())
        await box.set_up()
        await box.to_ana("prompt:1")
        platform = ModelPlatform(box.clock, stored_seconds=seconds)
        way = Way(StepByStep(box, platform), [])
        await way.sends("stored late")
        await way.looks_up(after=5)
        if way.states[-1] == "pending":
            await way.sends()
        return len(platform.standing)

    try:
        assert world.do(go()) == copies
    finally:
        world.empty()
