from __future__ import annotations

import string
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.schedule.days import Weekday
from bot.schedule.recurrence import (
    LAST,
    Listed,
    MonthlyByDay,
    MonthlyByWeekday,
    Pattern,
    Rule,
    RuleProblem,
    Weekly,
    days_between,
    describe,
    next_day,
    parse_rule,
)

pytestmark = pytest.mark.unit

STARTS = date(2026, 9, 2)  # a Wednesday
MON, TUE, THU = Weekday.MONDAY, Weekday.TUESDAY, Weekday.THURSDAY
WORKDAYS = frozenset(Weekday) - {Weekday.SATURDAY, Weekday.SUNDAY}


def first(*ordinals: int, weekday: Weekday = MON, every: int = 1) -> MonthlyByWeekday:
    return MonthlyByWeekday(frozenset(ordinals), weekday, every)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("weekly on Tue", Weekly(frozenset({TUE}))),
        ("every 2 weeks on Mon and Thu", Weekly(frozenset({MON, THU}), 2)),
        ("weekly on Mon, Tue and Thu", Weekly(frozenset({MON, TUE, THU}))),
        ("weekly on Mon, Tue, Wed, Thu and Fri", Weekly(WORKDAYS)),
        ("monthly on the second Tuesday", first(2, weekday=TUE)),
        ("monthly on the first and third Monday", first(1, 3)),
        ("monthly on the second and last Thursday", first(2, LAST, weekday=THU)),
        ("monthly on day 15", MonthlyByDay(15)),
        ("monthly on the last day", MonthlyByDay(LAST)),
        ("quarterly on the first Monday", first(1, every=3)),
        ("quarterly on day 1", MonthlyByDay(1, 3)),
        ("every 6 months on the last Monday", first(LAST, every=6)),
        ("on 2026-12-01, 2027-01-12", Listed(frozenset({date(2026, 12, 1), date(2027, 1, 12)}))),
    ],
)
def test_the_bots_own_spelling_is_read_and_written_back(text: str, pattern: Pattern) -> None:
    rule = parse_rule(text, STARTS)

    assert rule == Rule(pattern, STARTS)
    assert describe(rule) == text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("  Weekly  on TUESDAYS. ", "weekly on Tue"),
        ("every week on tues", "weekly on Tue"),
        ("every Tuesday", "weekly on Tue"),
        ("every Tue and Thu", "weekly on Tue and Thu"),
        ("every other Monday", "every 2 weeks on Mon"),
        ("every other week on Mon", "every 2 weeks on Mon"),
        ("every two weeks on Thursday & Monday", "every 2 weeks on Mon and Thu"),
        ("every 1 week on Mon, and Thu", "weekly on Mon and Thu"),
        ("fortnightly on Mon", "every 2 weeks on Mon"),
        ("every weekday", "weekly on Mon, Tue, Wed, Thu and Fri"),
        ("weekly on Mon, Mon and mon", "weekly on Mon"),
        ("monthly on the 2nd Tue", "monthly on the second Tuesday"),
        ("every month on second Tuesday of the month", "monthly on the second Tuesday"),
        ("monthly on the 1st and 3rd Monday", "monthly on the first and third Monday"),
        ("monthly on the 15th", "monthly on day 15"),
        ("monthly on the 15th day of the month", "monthly on day 15"),
        ("every 3 months on the first Monday", "quarterly on the first Monday"),
        ("every quarter on the first Monday", "quarterly on the first Monday"),
        ("twice a year on the last Friday", "every 6 months on the last Friday"),
        ("yearly on the first Monday", "every 12 months on the first Monday"),
        ("2027-01-12 and 2026-12-01", "on 2026-12-01, 2027-01-12"),
        ("weekly on Tue until 2027-06-11", "weekly on Tue until 2027-06-11"),
        ("Every Tue UNTIL 2027-06-11.", "weekly on Tue until 2027-06-11"),
    ],
)
def test_what_people_write_is_understood(text: str, canonical: str) -> None:
    assert describe(parse_rule(text, STARTS)) == canonical


@pytest.mark.parametrize(
    ("text", "at_fault", "what", "example"),
    [
        ("", "", "not a rule", "weekly on Wed"),
        ("sometimes", "sometimes", "not a rule", "weekly on Wed"),
        ("weekly", "weekly", "which day", "weekly on Wed"),
        ("every 2 weeks", "every 2 weeks", "which day", "every 2 weeks on Wed"),
        ("quarterly", "quarterly", "which day", "quarterly on the first Wednesday"),
        ("weekly on Tuseday", "tuseday", "day of the week", "weekly on Tue"),
        ("every 2 weeks on Mon and Thrusday", "thrusday", "day of the week", "every 2 weeks on Thu"),
        ("every Mo", "mo", "day of the week", "weekly on Mon"),
        ("weekly on , ,", ", ,", "day of the week", "weekly on Tue"),
        ("every 0 weeks on Mon", "0", "1 to 52", "every 2 weeks on Tue"),
        ("every 60 weeks on Mon", "60", "1 to 52", "every 2 weeks on Tue"),
        ("every 13 months on day 1", "13", "1 to 12", "every 2 months on the first Monday"),
        ("every 0 months on the first Mon", "0", "1 to 12", "every 2 months on the first Monday"),
        ("every umpteen weeks on Mon", "every umpteen weeks on mon", "not a rule", "weekly on Wed"),
        ("biweekly on Mon", "biweekly", "twice in one or once in two", "every 2 weeks on Mon"),
        ("bi-monthly", "bi-monthly", "twice in one or once in two", "every 2 months on the first Monday"),
        ("monthly on Monday", "monday", "which one of the month", "monthly on the first Monday"),
        ("quarterly on the next Monday", "next", "which one of the month", "quarterly on the first Monday"),
        ("monthly on the fifth Friday", "Friday number 5", "every month", "monthly on the last Friday"),
        ("monthly on the 0th Friday", "Friday number 0", "every month", "monthly on the last Friday"),
        ("monthly on day 31", "31", "every month", "monthly on the last day"),
        ("monthly on the 0th", "0", "every month", "monthly on the last day"),
        ("monthly on payday", "payday", "day of a month", "monthly on day 15"),
        ("on 2026-02-30", "2026-02-30", "not a date", "on 2026-09-02"),
        ("on 12/1/2026", "12/1/2026", "not a date", "on 2026-09-02"),
        ("on 20261201", "20261201", "not a date", "on 2026-09-02"),
        ("on Tuesdays", "tuesdays", "not a date", "weekly on Tue"),
        ("on ,", ",", "not a date", "on 2026-09-02"),
        ("weekly on Tue until June", "june", "not a date", "weekly on Tue until 2027-06-30"),
    ],
)
def test_what_cannot_be_read_is_explained_with_an_example(
    text: str, at_fault: str, what: str, example: str
) -> None:
    with pytest.raises(RuleProblem) as caught:
        parse_rule(text, STARTS)

    problem = caught.value
    assert (problem.given, problem.example) == (at_fault, example)
    assert what in problem.what
    assert str(problem) == f"{problem.what.format(given=at_fault)} For example: {example}"
    parse_rule(problem.example, STARTS)


@pytest.mark.parametrize(
    ("text", "ends_on", "example"),
    [
        ("weekly on Tue until 2026-09-07", None, "weekly on Tue"),
        ("weekly on Tue", date(2026, 9, 7), "weekly on Tue"),
        ("weekly on Tue until 2020-01-01", None, "weekly on Tue"),
        ("monthly on the last day until 2026-09-29", None, "monthly on the last day"),
        ("on 2026-09-01, 2020-01-01", None, "on 2026-09-02"),
        ("on 2026-12-01 until 2026-11-30", None, "on 2026-09-02"),
    ],
)
def test_a_rule_that_never_falls_due_is_refused(text: str, ends_on: date | None, example: str) -> None:
    with pytest.raises(RuleProblem, match="never falls due") as caught:
        parse_rule(text, STARTS, ends_on)

    assert caught.value.given == text
    assert caught.value.example == example
    parse_rule(caught.value.example, STARTS)


def test_of_two_ends_the_earlier_holds() -> None:
    june, may = date(2027, 6, 11), date(2027, 5, 28)

    assert parse_rule("weekly on Tue until 2027-06-11", STARTS, may).ends_on == may
    assert parse_rule("weekly on Tue until 2027-05-28", STARTS, june).ends_on == may
    assert parse_rule("weekly on Tue", STARTS, june).ends_on == june


def test_a_rule_that_ends_on_its_first_date_falls_due_once() -> None:
    rule = parse_rule("weekly on Tue until 2026-09-08", STARTS)

    assert list(days_between(rule, date.min, date.max)) == [date(2026, 9, 8)]


def test_a_number_of_thousands_of_digits_is_a_problem_of_the_rule_and_not_a_crash() -> None:
    for text in (
        "every {} weeks on Mon",
        "monthly on day {}",
        "monthly on the {}th",
        "monthly on the {}th Monday",
    ):
        with pytest.raises(RuleProblem):
            parse_rule(text.format("9" * 5000), STARTS)


days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
patterns: st.SearchStrategy[Pattern] = st.one_of(
    st.builds(
        Weekly, st.frozensets(st.sampled_from(Weekday), min_size=1), st.integers(min_value=1, max_value=52)
    ),
    st.builds(
        MonthlyByWeekday,
        st.frozensets(st.sampled_from([1, 2, 3, 4, LAST]), min_size=1),
        st.sampled_from(Weekday),
        st.integers(min_value=1, max_value=12),
    ),
    st.builds(MonthlyByDay, st.sampled_from([*range(1, 29), LAST]), st.integers(min_value=1, max_value=12)),
    st.builds(Listed, st.frozensets(days, min_size=1, max_size=5)),
)


@given(pattern=patterns, starts_on=days, length=st.one_of(st.none(), st.integers(40, 4000)))
@settings(max_examples=300, deadline=None)
def test_every_rule_is_read_back_from_its_description(
    pattern: Pattern, starts_on: date, length: int | None
) -> None:
    ends_on = None if length is None else starts_on + timedelta(days=length)
    rule = Rule(pattern, starts_on, ends_on)
    if isinstance(pattern, Listed):
        rule = replace(rule, starts_on=min(pattern.days), ends_on=None)

    assert parse_rule(describe(rule), rule.starts_on) == rule
    assert parse_rule(describe(rule).upper(), rule.starts_on) == rule


WORDS = [
    *(
        "every",
        "weekly",
        "monthly",
        "two",
        "other",
        "2",
        "week",
        "weeks",
        "months",
        "on",
        "the",
        "first",
        "3rd",
    ),
    *("99th", "day", "last", "Mon", "Tue", ",", "and", "until", "2027-01-12", "{given}", "{}", "{0}"),
]
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
    st.text(alphabet=string.printable, max_size=20).map("weekly on {}".format),
)


@given(text=texts, starts_on=days)
@settings(max_examples=500, deadline=None)
def test_any_text_is_a_rule_or_a_problem_with_a_working_example(text: str, starts_on: date) -> None:
    try:
        rule = parse_rule(text, starts_on)
    except RuleProblem as problem:
        rule = parse_rule(problem.example, starts_on)

    assert next_day(rule, starts_on - timedelta(days=1)) is not None
