"""What may not be claimed for now (a workspace, a sort of message, a place) is left, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.schedule import claims
from bot.schedule.pace import Lane, Line, Pace, Place, Shut
from bot.store.models import Delivery
from tests.schedule.outbox_machine import World
from tests.schedule.outbox_rows import CHANNEL, LEASE, Outbox
from tests.schedule.set_clock import SetClock

HOME = ("slack", CHANNEL["slack"].workspace)
EVERYWHERE = ("slack", None)
# Name: kind, platform and workspace. All are due in the team's channel.
ROWS = {
    "edit": ("edit", "slack", HOME[1]),
    "notice": ("notice", "slack", HOME[1]),
    "hello": ("hello", "slack", HOME[1]),
    "digest": ("digest", "slack", HOME[1]),
    "elsewhere": ("digest", "slack", "T0SCHOOL"),
    "discord": ("digest", "discord", HOME[1]),
}


@pytest.fixture
def box(world: World) -> Iterator[Outbox]:
    made = Outbox(world.store, SetClock())
    world.do(fill(made))
    yield made
    world.empty()


async def fill(box: Outbox) -> None:
    await box.set_up()
    for name, (kind, platform, workspace) in ROWS.items():
        delivery = await box.to_channel(name, kind)
        await box.change(delivery, platform=platform, workspace=workspace, message="1.0")


async def claimed(box: Outbox, shut: Shut) -> set[str]:
    gate = claims.Gate(Pace({}), 0.0, shut, 50)
    until = box.clock.true + LEASE
    taken = await box.tell(lambda session: claims.claim_due(session, box.clock.at, until, gate))
    return {(await box.look(one.attempt.delivery_id)).purpose for one in taken.letters}


# What is shut, and what is left because of it.
LANES: tuple[tuple[Line, Lane, set[str]], ...] = (
    (HOME, "edit", {"edit"}),
    (HOME, "urgent", {"notice", "hello"}),
    (HOME, "fan-out", {"digest"}),
    (EVERYWHERE, "edit", {"edit"}),
    (EVERYWHERE, "fan-out", {"digest", "elsewhere"}),
    (("discord", None), "fan-out", {"discord"}),
    (("slack", "T0SCHOOL"), "fan-out", {"elsewhere"}),
    (("slack", "T0SCHOOL"), "urgent", set()),
)


def test_a_lane_that_is_shut_holds_up_its_own_and_no_other(world: World, box: Outbox) -> None:
    for line, lane, left in LANES:
        world.do(box.tell(all_wait))
        shut = Shut(frozenset({(line, lane)}))
        assert world.do(claimed(box, shut)) == set(ROWS) - left, (line, lane)
        assert {name for name in ROWS if world.do(box.state_of(name)) == "pending"} == left, (line, lane)
        assert world.do(due(box, Shut())) == bool(left), "what is held up stays due"
        assert not world.do(due(box, shut)), "but it has no turn"


def all_wait(session: Session) -> None:
    """Let everything wait for its sending, as if nobody had claimed it."""
    session.execute(update(Delivery).values(state="pending", lease_until=None, attempts=0))


async def due(box: Outbox, shut: Shut) -> bool:
    return await box.ask(lambda session: claims.anything_due(session, box.clock.at, shut))


PLACES: tuple[tuple[Place, set[str]], ...] = (
    ((*HOME, CHANNEL["slack"].channel), {"notice", "hello", "digest"}),
    (("slack", "T0SCHOOL", CHANNEL["slack"].channel), {"elsewhere"}),
    ((*HOME, "C0OTHER"), set()),
)


def test_a_place_that_is_shut_takes_edits_all_the_same(world: World, box: Outbox) -> None:
    for place, left in PLACES:
        world.do(box.tell(all_wait))
        shut = Shut(places=frozenset({place}))
        assert world.do(claimed(box, shut)) == set(ROWS) - left, place
        assert not world.do(due(box, shut)), "a place that is shut has no turn"


def test_nothing_is_due_before_its_time_or_after_its_window(world: World, box: Outbox) -> None:
    box.clock.goes_on(seconds=-1)
    assert not world.do(due(box, Shut()))
    box.clock.goes_on(seconds=1)
    assert world.do(due(box, Shut()))
    box.clock.goes_on(days=3)
    assert not world.do(due(box, Shut()))


RESTING: tuple[tuple[Line, set[str]], ...] = (
    (HOME, {"elsewhere", "discord"}),
    (EVERYWHERE, {"discord"}),
    (("discord", None), set(ROWS) - {"discord"}),
)


def test_where_the_history_wants_to_be_left_alone_nothing_is_looked_up(world: World, box: Outbox) -> None:
    async def go(resting: Line) -> set[str]:
        await box.tell(all_wait)
        await claimed(box, Shut())
        box.clock.goes_on(seconds=30)
        lost = await box.tell(
            lambda session: claims.recover(session, box.clock.true, LEASE, 50, frozenset({resting}))
        )
        return {(await box.look(one.attempt.delivery_id)).purpose for one in lost}

    for resting, found in RESTING:
        assert world.do(go(resting)) == found, resting


def test_no_more_are_claimed_or_looked_up_than_are_wanted(world: World, box: Outbox) -> None:
    async def go() -> tuple[int, bool, int, bool, int]:
        until = box.clock.true + LEASE
        pace = Pace({})
        gate = claims.Gate(pace, 0.0, Shut(), len(ROWS) - 1)
        first = await box.tell(lambda session: claims.claim_due(session, box.clock.at, until, gate))
        rest = await box.tell(lambda session: claims.claim_due(session, box.clock.at, until, gate))
        box.clock.goes_on(seconds=30)
        lost = await box.tell(lambda session: claims.recover(session, box.clock.true, LEASE, 2))
        return len(first.letters), first.more, len(rest.letters), rest.more, len(lost)

    assert world.do(go()) == (len(ROWS) - 1, True, 1, False, 2)
