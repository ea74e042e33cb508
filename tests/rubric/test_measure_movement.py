"""Since when an indicator is stuck, and when a goal was reached."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from rubric.measure import middle_level, reached_on, stuck_since

pytestmark = pytest.mark.unit
FIRST = datetime(2026, 9, 1, 15, tzinfo=UTC)
SET = date(2026, 9, 1)


def _said(*movements: str) -> list[tuple[datetime, str]]:
    return [(FIRST + timedelta(days=number), each) for number, each in enumerate(movements)]


@pytest.mark.parametrize(
    ("movements", "day"),
    [
        ((), None),
        (("no-change",), None),
        (("stuck",), 0),
        (("stuck", "no-change", "stuck"), 0),
        (("stuck", "moving"), None),
        (("stuck", "moving", "no-change", "stuck", "stuck"), 3),
    ],
)
def test_stuck_is_what_was_called_so_and_not_moving_since(
    movements: tuple[str, ...], day: int | None
) -> None:
    expected = None if day is None else FIRST + timedelta(days=day)
    assert stuck_since(_said(*movements)) == expected
    assert stuck_since(reversed(_said(*movements))) == expected


@pytest.mark.parametrize(
    ("agreed", "ended_on", "day"),
    [
        ([], None, None),
        ([(date(2026, 10, 1), 2)], None, None),
        ([(date(2026, 10, 1), 3)], None, date(2026, 10, 1)),
        ([(date(2026, 10, 1), 4), (date(2026, 11, 1), 4)], None, date(2026, 10, 1)),
        ([(date(2026, 5, 1), 3), (date(2026, 10, 1), 3)], None, None),
        ([(date(2026, 5, 1), 3), (date(2026, 10, 1), 2), (date(2026, 11, 1), 3)], None, date(2026, 11, 1)),
        ([(date(2026, 10, 1), 3)], date(2026, 9, 20), None),
        ([(date(2026, 10, 1), 3)], date(2026, 10, 1), date(2026, 10, 1)),
    ],
)
def test_a_goal_is_reached_by_the_first_agreement_that_gets_there_while_it_holds(
    agreed: list[tuple[date, int]], ended_on: date | None, day: date | None
) -> None:
    assert reached_on(3, SET, ended_on, agreed) == day


def test_the_middle_of_a_scale_is_the_lower_of_two() -> None:
    assert [middle_level(levels) for levels in (3, 4, 5, 6, 7)] == [2, 2, 3, 3, 4]
