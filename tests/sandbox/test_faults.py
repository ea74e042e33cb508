from __future__ import annotations

import pytest

from bot.sandbox.faults import ANY_REQUEST, Fault, Faults

pytestmark = pytest.mark.unit
SLOW, LOST = Fault("slow", seconds=1), Fault("lose-the-answer")


def test_a_fault_for_any_request_waits_until_none_is_ordered_for_this_one() -> None:
    faults = Faults()
    faults.next(ANY_REQUEST, SLOW)
    faults.next("auth.test", LOST)

    assert [faults.take("auth.test"), faults.take("auth.test"), faults.take("auth.test")] == [
        LOST,
        SLOW,
        None,
    ]


def test_what_is_still_waiting_is_counted_down() -> None:
    faults = Faults()
    faults.next("auth.test", LOST, times=2)
    faults.take("team.info")
    faults.take("auth.test")

    assert [(one.what, one.fault, one.left) for one in faults.waiting()] == [("auth.test", LOST, 1)]
    faults.clear()
    assert faults.take("auth.test") is None
