from __future__ import annotations

from datetime import date, datetime

import pytest
import yaml

from bot.schedule.calendar import WEEKEND, Closure, SchoolCalendar
from bot.schedule.calendar_entries import CalendarProblem, calendar_of
from bot.schedule.days import Weekday

pytestmark = pytest.mark.unit

BREAK = Closure(date(2026, 12, 21), date(2027, 1, 1), "Winter break")
VETERANS_DAY = Closure(date(2026, 11, 11), date(2026, 11, 11), "Veterans Day")


def test_entries_become_closures_in_order_of_date_each_once() -> None:
    winter = {"from": "2026-12-21", "to": "2027-01-01", "name": " Winter break "}
    veterans = {"on": date(2026, 11, 11), "name": "Veterans Day"}

    assert calendar_of([winter, veterans, winter]) == SchoolCalendar((VETERANS_DAY, BREAK), WEEKEND)


def test_a_yaml_file_is_read_although_yaml_takes_the_key_on_for_true() -> None:
    entries = yaml.safe_load(
        """
        - {from: 2026-12-21, to: 2027-01-01, name: Winter break}
        - on: 2026-11-11
          name: Veterans Day
        """
    )

    assert True in entries[1]
    assert calendar_of(entries).closed == (VETERANS_DAY, BREAK)


def test_without_entries_only_the_weekend_is_closed() -> None:
    assert calendar_of([]) == SchoolCalendar()
    assert calendar_of([], weekend=["Fri", "saturday"]).weekend == {Weekday.FRIDAY, Weekday.SATURDAY}
    assert calendar_of([], weekend=[]).weekend == frozenset()


def test_a_weekend_that_names_no_day_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r'"Caturday" is not a day of the week\. Write for example: Sat, Sun'
    ):
        calendar_of([], weekend=["Caturday"])


@pytest.mark.parametrize(
    ("entry", "key", "message"),
    [
        ("Winter break", "", "'Winter break' is not a closure"),
        (None, "", "None is not a closure"),
        ({}, "", "give either one day or a first and a last"),
        ({"name": "Snow"}, "", "give either one day or a first and a last"),
        (
            {"on": "2026-11-11", "to": "2026-11-12", "name": "x"},
            "",
            "give either one day or a first and a last",
        ),
        (
            {"form": "2026-12-21", "to": "2027-01-01", "name": "x"},
            "form",
            "there is no such key. Closest: from.",
        ),
        ({7: "x"}, "7", "there is no such key"),
        ({False: "2026-11-11", "name": "x"}, "False", "there is no such key"),
        ({"from": "2026-12-21", "name": "x"}, "to", "is missing"),
        ({"to": "2026-12-21", "name": "x"}, "from", "is missing"),
        ({"on": "2026-11-11"}, "name", "people are told why"),
        ({"on": "2026-11-11", "name": "  "}, "name", "people are told why"),
        ({"on": "2026-11-11", "name": 4}, "name", "people are told why"),
        ({"on": "11/11/2026", "name": "x"}, "on", "'11/11/2026' is not a date. Write it as year-month-day"),
        ({"on": "2026-02-30", "name": "x"}, "on", "'2026-02-30' is not a date"),
        ({"on": 20261111, "name": "x"}, "on", "20261111 is not a date"),
        ({"on": datetime(2026, 11, 11, 8), "name": "x"}, "on", "is not a date"),  # noqa: DTZ001 - as YAML reads it
        (
            {"from": "2027-01-01", "to": "2026-12-21", "name": "x"},
            "to",
            "2026-12-21 is before 2027-01-01. Swap",
        ),
    ],
)
def test_an_entry_that_cannot_be_read_is_explained_with_its_place(
    entry: object, key: str, message: str
) -> None:
    fine = {"on": "2026-11-11", "name": "Veterans Day"}

    with pytest.raises(CalendarProblem) as caught:
        calendar_of([fine, entry])

    assert (caught.value.index, caught.value.key) == (1, key)
    assert message in str(caught.value)
    assert str(caught.value).startswith("closure 2")
