"""When a fan-out is looked for: seldom, soon after news, at once when there is room."""

from __future__ import annotations

import pytest

from bot.schedule.looks import SELDOM, Looks

pytestmark = pytest.mark.unit


def looked(at: float = 10.0, pause: float = 1.0) -> Looks:
    """A look that is over."""
    looks = Looks()
    assert looks.is_due(at)
    looks.begin(at)
    looks.end(at, pause)
    return looks


def test_after_a_look_that_found_all_the_next_comes_after_the_pause() -> None:
    looks = looked(pause=0.6)
    assert not looks.is_due(10.5)
    assert looks.is_due(10.6)
    assert looks.pause(10.5, 1.0) == pytest.approx(0.1)
    assert looks.pause(11.0, 1.0) == 0.0


def test_the_pause_is_exactly_what_was_found_when_nothing_was_told() -> None:
    assert looked(at=0.1, pause=1.0).pause(0.1, 1.0) == 1.0


def test_what_was_written_just_now_is_looked_for_soon_but_not_again_and_again() -> None:
    looks = looked()
    looks.news()
    assert not looks.is_due(10.0 + SELDOM / 2)
    assert looks.is_due(10.0 + SELDOM)
    long_after = looked(pause=60.0)
    long_after.news()
    assert long_after.is_due(40.0)


def test_room_is_used_at_once() -> None:
    looks = looked()
    looks.room()
    assert looks.is_due(10.0)


def test_what_was_told_during_a_look_is_not_forgotten_at_its_end() -> None:
    looks = Looks()
    looks.begin(10.0)
    looks.news()
    looks.end(10.1, 1.0)
    assert looks.is_due(10.0 + SELDOM)
    looks.begin(11.0)
    looks.room()
    looks.end(11.1, 1.0)
    assert looks.is_due(11.1)


def test_a_look_that_breaks_off_is_repeated() -> None:
    looks = looked()
    looks.begin(11.0)
    assert looks.is_due(11.0)
