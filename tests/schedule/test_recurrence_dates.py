from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.schedule.days import Weekday
from bot.schedule.recurrence import (
    LAST,
    Listed,
    MonthlyByDay,
    MonthlyByWeekday,
    Rule,
    RuleProblem,
    Weekly,
    days_between,
    next_day,
    parse_rule,
)

pytestmark = pytest.mark.unit

DAY = timedelta(days=1)


def first_days(text: str, starts_on: str, count: int = 4) -> list[str]:
    rule = parse_rule(text, date.fromisoformat(starts_on))
    return [str(day) for day in islice(days_between(rule, date.min, date.max), count)]


@pytest.mark.parametrize(
    ("text", "starts_on", "expected"),
    [
        ("weekly on Tue", "2026-09-02", ["2026-09-08", "2026-09-15", "2026-09-22", "2026-09-29"]),
        ("every 2 weeks on Mon", "2026-09-07", ["2026-09-07", "2026-09-21", "2026-10-05", "2026-10-19"]),
        (
            "every 2 weeks on Mon and Thu",
            "2026-09-07",
            ["2026-09-07", "2026-09-10", "2026-09-21", "2026-09-24"],
        ),
        (
            "every 2 weeks on Mon and Sun",
            "2026-09-07",
            ["2026-09-07", "2026-09-13", "2026-09-21", "2026-09-27"],
        ),
        (
            "monthly on the second Tuesday",
            "2026-09-01",
            ["2026-09-08", "2026-10-13", "2026-11-10", "2026-12-08"],
        ),
        (
            "monthly on the last Friday",
            "2026-10-01",
            ["2026-10-30", "2026-11-27", "2026-12-25", "2027-01-29"],
        ),
        (
            "monthly on the first and third Mon",
            "2026-09-08",
            ["2026-09-21", "2026-10-05", "2026-10-19", "2026-11-02"],
        ),
        (
            "monthly on the fourth and last Mon",
            "2026-10-27",
            ["2026-11-23", "2026-11-30", "2026-12-28", "2027-01-25"],
        ),
        ("monthly on day 15", "2026-12-16", ["2027-01-15", "2027-02-15", "2027-03-15", "2027-04-15"]),
        ("monthly on the last day", "2027-12-31", ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]),
        (
            "quarterly on the first Monday",
            "2026-09-01",
            ["2026-09-07", "2026-12-07", "2027-03-01", "2027-06-07"],
        ),
        (
            "yearly on the first Monday",
            "2026-06-01",
            ["2026-06-01", "2027-06-07", "2028-06-05", "2029-06-04"],
        ),
        ("on 2027-01-12, 2026-12-01, 2026-01-01", "2026-09-01", ["2026-12-01", "2027-01-12"]),
        ("weekly on Tue until 2026-09-15", "2026-09-02", ["2026-09-08", "2026-09-15"]),
    ],
)
def test_a_rule_falls_due_on_these_days(text: str, starts_on: str, expected: list[str]) -> None:
    assert first_days(text, starts_on) == expected


def test_a_start_that_does_not_fit_waits_for_the_first_day_that_does_and_counts_from_there() -> None:
    wednesday, mid_month = "2026-09-02", "2026-09-15"

    assert first_days("every 2 weeks on Mon", wednesday, 2) == ["2026-09-07", "2026-09-21"]
    assert first_days("every 2 weeks on Mon and Thu", wednesday, 3) == [
        "2026-09-03",
        "2026-09-14",
        "2026-09-17",
    ]
    assert first_days("quarterly on the first Monday", mid_month, 2) == ["2026-10-05", "2027-01-04"]


def test_the_next_day_is_later_than_the_one_asked_about() -> None:
    rule = parse_rule("weekly on Tue until 2026-09-15", date(2026, 9, 2))

    assert next_day(rule, date(2020, 1, 1)) == date(2026, 9, 8)
    assert next_day(rule, date(2026, 9, 7)) == date(2026, 9, 8)
    assert next_day(rule, date(2026, 9, 8)) == date(2026, 9, 15)
    assert next_day(rule, date(2026, 9, 15)) is None
    assert next_day(rule, date.max) is None


def test_a_span_turned_round_has_no_days() -> None:
    rule = parse_rule("weekly on Tue", date(2026, 9, 2))

    assert list(days_between(rule, date(2026, 10, 1), date(2026, 9, 1))) == []


def test_a_rule_at_the_end_of_the_calendar_simply_ends() -> None:
    assert (
        next_day(Rule(Weekly(frozenset({Weekday.MONDAY}), 2), date(9999, 12, 31)), date(9999, 12, 30)) is None
    )
    assert next_day(Rule(MonthlyByDay(15, 6), date(9999, 12, 20)), date(9999, 12, 30)) is None
    assert next_day(Rule(MonthlyByDay(LAST), date(9999, 12, 20)), date(9999, 12, 20)) == date.max


def test_a_rule_of_many_years_finds_its_next_day_without_making_the_others() -> None:
    rule = Rule(Weekly(frozenset({Weekday.MONDAY}), 3), date(1, 1, 1))

    found = next_day(rule, date(9990, 1, 1))

    assert found is not None
    assert (found - date(1, 1, 1)).days % 21 == 0


def test_a_pattern_that_cannot_be_is_refused_where_it_is_made() -> None:
    with pytest.raises(RuleProblem, match="needs a day of the week"):
        Weekly(frozenset())
    with pytest.raises(RuleProblem, match="1 to 52"):
        Weekly(frozenset({Weekday.MONDAY}), 0)
    with pytest.raises(RuleProblem, match="Monday number 5"):
        MonthlyByWeekday(frozenset({1, 5}), Weekday.MONDAY)
    with pytest.raises(RuleProblem, match="first, second"):
        MonthlyByWeekday(frozenset(), Weekday.MONDAY)
    with pytest.raises(RuleProblem, match="Not every month has a day 29"):
        MonthlyByDay(29)
    with pytest.raises(RuleProblem, match="1 to 12"):
        MonthlyByDay(1, 13)
    with pytest.raises(RuleProblem, match="names no date"):
        Listed(frozenset())


# The judge: the definition of each pattern, day by day, with no library.


def fits(pattern: Weekly | MonthlyByWeekday | MonthlyByDay, day: date) -> bool:
    last_in_month = (day + DAY).month != day.month
    if isinstance(pattern, Weekly):
        return day.weekday() in pattern.weekdays
    if isinstance(pattern, MonthlyByDay):
        return day.day == pattern.day or (pattern.day == LAST and last_in_month)
    last_of_its_kind = (day + 7 * DAY).month != day.month
    nth = (day.day + 6) // 7
    return day.weekday() == pattern.weekday and (
        nth in pattern.ordinals or (LAST in pattern.ordinals and last_of_its_kind)
    )


def period(pattern: Weekly | MonthlyByWeekday | MonthlyByDay, day: date) -> int:
    return (day.toordinal() - 1) // 7 if isinstance(pattern, Weekly) else day.year * 12 + day.month


def judged(rule: Rule, last: date) -> list[date]:
    pattern = rule.pattern
    assert not isinstance(pattern, Listed)
    span = [rule.starts_on + n * DAY for n in range((last - rule.starts_on).days + 1)]
    fitting = [day for day in span if fits(pattern, day)]
    counted = [
        day for day in fitting if (period(pattern, day) - period(pattern, fitting[0])) % pattern.every == 0
    ]
    return [day for day in counted if rule.ends_on is None or day <= rule.ends_on]


days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
rules = st.builds(
    Rule,
    st.one_of(
        st.builds(Weekly, st.frozensets(st.sampled_from(Weekday), min_size=1), st.integers(1, 6)),
        st.builds(
            MonthlyByWeekday,
            st.frozensets(st.sampled_from([1, 2, 3, 4, LAST]), min_size=1),
            st.sampled_from(Weekday),
            st.integers(1, 12),
        ),
        st.builds(MonthlyByDay, st.sampled_from([*range(1, 29), LAST]), st.integers(1, 12)),
    ),
    days,
    st.one_of(st.none(), days),
)


@given(rule=rules, skipped=st.integers(-60, 900), length=st.integers(0, 800))
@settings(max_examples=300, deadline=None)
def test_the_days_are_those_of_the_definition_wherever_one_begins_to_look(
    rule: Rule, skipped: int, length: int
) -> None:
    first = rule.starts_on + skipped * DAY
    last = first + length * DAY

    assert list(days_between(rule, first, last)) == [day for day in judged(rule, last) if day >= first]


@given(rule=rules, after=days)
@settings(max_examples=200, deadline=None)
def test_going_from_one_next_day_to_another_passes_every_day(rule: Rule, after: date) -> None:
    expected = list(islice(days_between(rule, after + DAY, date.max), 5))

    walked: list[date] = []
    day = next_day(rule, after)
    while day is not None and len(walked) < 5:
        walked.append(day)
        day = next_day(rule, day)

    assert walked == expected
