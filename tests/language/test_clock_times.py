"""Times of day as people type them."""

from __future__ import annotations

from datetime import time

import pytest

from bot.language.clock_times import UnknownTime, time_named

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15:00", time(15)),
        ("9.30", time(9, 30)),
        ("3pm", time(15)),
        ("3:05 P.M.", time(15, 5)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("noon", time(12)),
    ],
)
def test_a_time_is_understood(typed: str, meant: time) -> None:
    assert time_named(typed) == meant


@pytest.mark.parametrize("typed", ["", "15", "25:00", "10:60", "13pm", "0am", "late", "1:5", "9999999999:00"])
def test_what_no_clock_shows_is_refused(typed: str) -> None:
    with pytest.raises(UnknownTime):
        time_named(typed)
