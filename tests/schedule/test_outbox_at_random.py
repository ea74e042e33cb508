"""Whatever happens to an outbox in whatever order: nothing is sent twice, nothing is lost.

With STEM_BOT_SOAK=1 for some minutes instead of seconds.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.schedule.outbox_machine import AnythingHappens, World

SOAK = bool(os.environ.get("STEM_BOT_SOAK"))
RUNS = {"sqlite": 3000 if SOAK else 60, "postgresql": 300 if SOAK else 10}
SETTINGS = settings(
    stateful_step_count=50,
    deadline=None,
    # A shorter way to the same failure would take minutes to be found.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.timeout(1800)
def test_nothing_is_sent_twice_and_nothing_is_lost_in_any_order(world: World) -> None:
    class InThisWorld(AnythingHappens):
        pass

    InThisWorld.world = world
    run_state_machine_as_test(
        InThisWorld, settings=settings(SETTINGS, max_examples=RUNS[world.store.dialect])
    )
