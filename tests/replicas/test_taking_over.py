"""Several processes of one bot: the one that listens to Discord dies, leaves or freezes, another goes on."""

from __future__ import annotations

import json
import math
import os
import random
import signal
from collections import Counter

import pytest

from tests.acceptance.premises import Premises
from tests.replicas.fleet import Fleet, until
from tests.replicas.traffic import Post, Typist

pytestmark = [pytest.mark.acceptance, pytest.mark.postgres]

# Far above what is promised at the 95th percentile (15 s): the machine may be busy.
BOUND = 60.0
# More with this variable; `-s` shows the figures.
KILLS = int(os.environ.get("STEM_BOT_REPLICA_KILLS", "1"))


def once(typist: Typist) -> Counter[str]:
    return Counter(f"task-{number}" for number in range(1, typist.typed + 1))


def figures(took: list[float]) -> dict[str, object]:
    """Seconds from the death of the one that listened until another did."""
    ordered = sorted(took)
    p95 = ordered[math.ceil(0.95 * len(ordered)) - 1] if ordered else None
    return {
        "takeovers": len(ordered),
        "p95_s": p95 and round(p95, 1),
        "all_s": [round(each, 1) for each in ordered],
    }


@pytest.mark.timeout(120 + 60 * KILLS)
@pytest.mark.parametrize("number", [1, 2, 4])
async def test_processes_are_killed_and_nothing_is_lost_or_done_twice(
    fleet: Fleet, premises: Premises, number: int
) -> None:
    post, typist, chance = Post(premises), Typist(premises), random.Random(number)  # noqa: S311 - which one dies
    took: list[float] = []
    await fleet.start(number)
    # As much as may go to somebody: more would only wait ever longer.
    async with post.going_on(every=1.0), typist.going_on(every=0.3):
        for _ in range(KILLS):
            holder, _ = await fleet.listens()
            # The first to die is the one that listens; then it is any.
            victim = chance.choice([each for each in fleet.replicas if each.alive]) if took else holder
            await victim.kill()
            await fleet.start_one()
            if victim is holder:
                _, seconds = await fleet.listens(other_than=victim)
                took.append(seconds)
            await fleet.all_ready()
    print(json.dumps({"replicas": number, "kills": KILLS, **figures(took)}))  # noqa: T201
    last = await typist.adds()
    await typist.answered(last)
    await post.arrived()
    added, told = await typist.added(), typist.confirmations()
    # Who was not answered may have to type again; who was told that it is done is never told so in vain.
    assert told <= added <= once(typist)
    assert told <= once(typist)
    assert fleet.broken() == []
    assert max(took, default=0.0) < BOUND


async def test_at_a_planned_handover_every_command_is_answered_once(fleet: Fleet, premises: Premises) -> None:
    typist = Typist(premises)
    await fleet.start(2)
    first, _ = await fleet.listens()
    async with typist.going_on():
        await until(lambda: typist.typed > 50, "the time between two sessions")
        first.send(signal.SIGTERM)
        assert await first.ends() == 0
        handed = typist.typed
        await until(lambda: typist.typed > handed + 5, "more commands")
    await typist.answered(typist.typed)
    assert not typist.fay.hands.troubles(typist.fay.account)
    assert await typist.added() == once(typist)
    assert typist.confirmations() == once(typist)
    assert first.logged("handed_over")
    assert fleet.broken() == []


async def test_a_frozen_holder_that_wakes_gives_way_and_does_nothing_a_second_time(
    fleet: Fleet, premises: Premises
) -> None:
    post, typist = Post(premises), Typist(premises)
    await fleet.start(2)
    frozen, _ = await fleet.listens()
    async with post.going_on():
        frozen.send(signal.SIGSTOP)
        unheard = await typist.adds()
        assert typist.fay.hands.troubles(typist.fay.account), "she is told that nobody answered"
        other, _ = await fleet.listens(other_than=frozen)
        await typist.adds(unheard)
        await typist.answered(unheard)
        frozen.send(signal.SIGCONT)
        # It finds the first command in its socket, and another process in its place.
        await frozen.logs("discord.left_to_another")
        await frozen.logs("lease_lost")
    assert await typist.added() == {"task-1": 1}
    other.send(signal.SIGTERM)
    await until(lambda: fleet.holder() is frozen, "the first holder again")
    await typist.answered(await typist.adds())
    assert await typist.added() == {"task-1": 1, "task-2": 1}
    await post.arrived()
    assert fleet.broken() == []
