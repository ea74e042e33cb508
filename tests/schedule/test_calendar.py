from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.schedule.calendar import Closure, SchoolCalendar
from bot.schedule.days import Weekday

pytestmark = pytest.mark.unit

DAY = timedelta(days=1)
BREAK = Closure(date(2026, 12, 21), date(2027, 1, 1), "Winter break")
CHRISTMAS = Closure(date(2026, 12, 25), date(2026, 12, 25), "Christmas")
SCHOOL = SchoolCalendar((BREAK, CHRISTMAS))


def test_a_closure_lasts_from_its_first_day_through_its_last() -> None:
    friday_before, monday_after = date(2026, 12, 18), date(2027, 1, 4)

    assert SCHOOL.is_open(friday_before)
    assert not SCHOOL.is_open(BREAK.first)
    assert not SCHOOL.is_open(BREAK.last)
    assert SCHOOL.is_open(monday_after)


def test_the_closure_of_a_day_can_be_named() -> None:
    assert SCHOOL.closure_on(BREAK.first) == BREAK
    assert SCHOOL.closure_on(BREAK.last) == BREAK
    assert SCHOOL.closure_on(CHRISTMAS.first) == BREAK
    assert SCHOOL.closure_on(BREAK.first - DAY) is None


def test_a_weekend_is_closed_without_a_closure() -> None:
    saturday = date(2026, 9, 5)

    assert not SCHOOL.is_open(saturday)
    assert not SCHOOL.is_open(saturday + DAY)
    assert SCHOOL.closure_on(saturday) is None


def test_the_weekend_may_lie_elsewhere_or_nowhere() -> None:
    friday, sunday = date(2026, 9, 4), date(2026, 9, 6)
    gulf = SchoolCalendar(weekend=frozenset({Weekday.FRIDAY, Weekday.SATURDAY}))

    assert not gulf.is_open(friday)
    assert gulf.is_open(sunday)
    assert SchoolCalendar(weekend=frozenset()).is_open(sunday)


def test_a_school_that_never_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="all seven days"):
        SchoolCalendar(weekend=frozenset(Weekday))


def test_a_closure_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="Winter break ends on 2026-12-20, before it begins on 2026-12-21"):
        Closure(date(2026, 12, 21), date(2026, 12, 20), "Winter break")


def test_two_calendars_together_name_each_closure_once() -> None:
    district = SchoolCalendar((BREAK,))
    school = SchoolCalendar((CHRISTMAS, BREAK), frozenset({Weekday.WEDNESDAY}))

    together = district.merged_with(school)

    assert together.closed == (BREAK, CHRISTMAS)
    assert together == school.merged_with(district)
    assert together.weekend == {Weekday.WEDNESDAY, Weekday.SATURDAY, Weekday.SUNDAY}


days = st.dates(date(2026, 8, 1), date(2026, 12, 31))
closures = st.builds(
    lambda first, length, name: Closure(first, first + length * DAY, name),
    days,
    st.integers(0, 20),
    st.sampled_from(["break", "snow"]),
)
calendars = st.builds(
    SchoolCalendar,
    st.lists(closures, max_size=4).map(tuple),
    st.frozensets(st.sampled_from(Weekday), max_size=3),
)


@given(one=calendars, other=calendars, day=days)
@settings(max_examples=300, deadline=None)
def test_two_calendars_together_are_open_only_when_both_are(
    one: SchoolCalendar, other: SchoolCalendar, day: date
) -> None:
    assert one.merged_with(other).is_open(day) == (one.is_open(day) and other.is_open(day))
    assert one.merged_with(one).is_open(day) == one.is_open(day)


@given(calendar=calendars, day=days)
@settings(max_examples=200, deadline=None)
def test_a_named_closure_covers_its_day_and_means_no_school(calendar: SchoolCalendar, day: date) -> None:
    closure = calendar.closure_on(day)

    assert closure is None or (closure.first <= day <= closure.last and not calendar.is_open(day))
    assert closure in (*calendar.closed, None)
