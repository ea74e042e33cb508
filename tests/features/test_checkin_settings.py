"""A check-in's settings are written as they are read."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.schedule.check_in import ASKS, CheckIn, check_in_of, settings_of
from bot.store.models import Schedule
from rubric.asking import Scope

pytestmark = pytest.mark.unit

names = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True).map(tuple)
check_ins = st.builds(
    CheckIn,
    asks=st.sampled_from(ASKS),
    question=st.sampled_from(["", "What next?"]),
    scope=st.builds(Scope, names, names, names),
    focus=st.booleans(),
    per_person=st.integers(1, 4),
    per_team_time=st.booleans(),
    open_days=st.integers(0, 28),
    closes_at=st.sampled_from([time(17), time(9, 30)]),
    reminders=st.integers(0, 2),
)


@given(check_ins)
def test_what_is_written_is_read_back(check_in: CheckIn) -> None:
    assert check_in_of(Schedule(settings=settings_of(check_in))) == check_in


def test_settings_of_before_mean_what_they_meant() -> None:
    assert check_in_of(Schedule(settings={"per_person": 2})) == CheckIn(per_person=2)
