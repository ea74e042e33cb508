"""Several processes of one bot: the one that listens to Discord is killed or stopped, another goes on."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from contextlib import suppress

import pytest

from tests.acceptance.premises import Premises
from tests.replicas.fleet import Fleet, until
from tests.replicas.traffic import Post, Typist

pytestmark = [pytest.mark.acceptance, pytest.mark.postgres]

# Far above what is promised at the 95th percentile (15 s): the machine may be busy.
BOUND = 40.0


async def test_a_killed_holder_is_followed_by_another_and_what_it_had_begun_arrives_once(
    fleet: Fleet, premises: Premises
) -> None:
    post, typist = Post(premises), Typist(premises)
    await fleet.start(2)
    first, _ = await fleet.listens()
    await typist.adds()
    await typist.answered(1)
    await post.write(10)
    writing = asyncio.create_task(post.write_on(every=0.2))
    await until(lambda: len(post.seen()) > 4, "the first messages")
    await first.kill()
    _, seconds = await fleet.listens(other_than=first)
    print(f"taken over after {seconds:.1f} s")  # noqa: T201
    assert seconds < BOUND
    await typist.adds()
    await typist.answered(2)
    writing.cancel()
    with suppress(asyncio.CancelledError):
        await writing
    await post.arrived()
    assert await typist.added() == {"task-1": 1, "task-2": 1}
    assert fleet.replicas[0].broken() + fleet.replicas[1].broken() == []


async def test_at_a_planned_handover_every_command_is_answered_once(fleet: Fleet, premises: Premises) -> None:
    typist = Typist(premises)
    await fleet.start(2)
    first, _ = await fleet.listens()
    typing = asyncio.create_task(typist.adds_on(every=0.1))
    await asyncio.sleep(6.0)  # so that a second session may begin
    first.send(signal.SIGTERM)
    assert await first.ends() == 0
    second, _ = await fleet.listens(other_than=first)
    handed = typist.typed
    await until(lambda: typist.typed > handed + 5, "more commands")
    typing.cancel()
    with suppress(asyncio.CancelledError):
        await typing
    await typist.answered(typist.typed - 1)
    expected = Counter({f"task-{number}": 1 for number in range(1, typist.typed)})
    assert not typist.fay.hands.troubles(typist.fay.account)
    last = Counter([f"task-{typist.typed}"])
    assert await typist.added() - last == expected
    assert typist.confirmations() - last == expected
    assert first.logged("handed_over")
    assert first.broken() + second.broken() == []
