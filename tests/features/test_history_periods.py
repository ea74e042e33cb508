"""Which ratings count in which time, over random windows and ratings."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.history.periods import Windows, periods
from bot.store.models import Occurrence, Rating

pytestmark = pytest.mark.unit

NOW = datetime(2026, 12, 15, 12, tzinfo=UTC)
FLOOR = 5
instants = st.integers(1, 700).map(lambda days: NOW - timedelta(days=days))


@st.composite
def pasts(draw: st.DrawFn) -> tuple[list[Rating], Windows]:
    opened = draw(st.lists(instants, max_size=3))
    rows = {
        number: Occurrence(
            id=number, day=at.date(), closes_at=at + timedelta(days=draw(st.integers(1, 60))), state="done"
        )
        for number, at in enumerate(opened, start=1)
    }
    one = st.tuples(
        st.sampled_from([None, *rows]), instants, st.integers(1, 8), st.sampled_from([None, 1, 2, 3, 4, 5])
    )
    ratings = [
        Rating(person_id=person, level=level, occurrence_id=window, given_at=at)
        for window, at, person, level in draw(st.lists(one, max_size=40))
    ]
    return sorted(ratings, key=lambda rating: rating.given_at), Windows(rows, "America/New_York", NOW)


@given(pasts())
def test_an_open_window_lends_its_levels_to_no_other_time(past: tuple[list[Rating], Windows]) -> None:
    ratings, windows = past
    within = [one for one in ratings if windows.day(one) in windows.open_days]
    shown = [one for one in periods(ratings, windows, FLOOR) if not one.open]
    assert shown == [one for one in periods(without(ratings, within), windows, FLOOR) if not one.open]


@given(pasts())
def test_a_quarter_is_shown_whole_or_by_its_windows(past: tuple[list[Rating], Windows]) -> None:
    found = periods(*past, FLOOR)
    assert list(found) == sorted(found, key=lambda one: (one.begins, one.window))
    assert all(one.levels for one in found)
    standing = [one for one in found if one.window and not one.open]
    assert all(len(one.levels) >= FLOOR for one in standing)
    quarters = {one.begins for one in found if not one.window}
    assert not any(
        quarter <= one.begins <= quarter + timedelta(days=89) for one in standing for quarter in quarters
    )


def test_without_windows_the_newest_word_of_each_person_in_a_quarter_counts() -> None:
    def said(person: int, level: int | None, day: date) -> Rating:
        return Rating(person_id=person, level=level, given_at=datetime.combine(day, time(12), UTC))

    ratings = [said(1, 2, date(2026, 7, 1)), said(1, 3, date(2026, 9, 30)), said(2, 4, date(2026, 10, 1))]
    ratings += [said(2, None, date(2026, 10, 2)), said(3, 1, date(2026, 12, 1))]
    found = periods(ratings, Windows({}, "America/New_York", NOW), FLOOR)
    assert [(one.begins, dict(one.levels)) for one in found] == [
        (date(2026, 7, 1), {1: 3}),
        (date(2026, 10, 1), {3: 1}),
    ]
    assert found[0].last_month == date(2026, 9, 1)


def without(ratings: list[Rating], left_out: list[Rating]) -> list[Rating]:
    return [one for one in ratings if one not in left_out]
