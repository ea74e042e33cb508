"""Which days a calendar file closes the school on."""

from __future__ import annotations

import pytest

from bot.schedule.ics import CANCELLED, FREE, OTHERS, TIMED
from tests.schedule.ics_files import closed, ics, read, read_text

pytestmark = pytest.mark.unit

BREAK = "UID:a\nSUMMARY:Break\nDTSTART;VALUE=DATE:20261221\nDTEND;VALUE=DATE:20261224"
MONDAYS = "UID:m\nSUMMARY:Off\nDTSTART;VALUE=DATE:20261207\nRRULE:FREQ=WEEKLY;COUNT=3"


@pytest.mark.parametrize(
    ("event", "days"),
    [
        ("DTSTART;VALUE=DATE:20261111\nSUMMARY:Veterans Day", "2026-11-11 to 2026-11-11 Veterans Day"),
        (BREAK, "2026-12-21 to 2026-12-23 Break"),
        ("DTSTART:20261221\nDTEND:20261221\nSUMMARY:One", "2026-12-21 to 2026-12-21 One"),
        ("DTSTART:20261221\nDURATION:P2W\nSUMMARY:Two weeks", "2026-12-21 to 2027-01-03 Two weeks"),
        ("DTSTART:20261221\nDURATION:P3D", "2026-12-21 to 2026-12-23 No school"),
        ("DTSTART:20260720\nDTEND:20260810\nSUMMARY:Before", "2026-07-20 to 2026-08-09 Before"),
        (
            "DTSTART;TZID=America/New_York:20261221T000000\nDTEND;TZID=America/New_York:20261223T000000",
            "2026-12-21 to 2026-12-22 No school",
        ),
        ("DTSTART:20261221T000000\nDURATION:P1D", "2026-12-21 to 2026-12-21 No school"),
        ("DTSTART:20261221T000000Z\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "2026-12-21 to 2026-12-21 No school"),
    ],
)
def test_whole_days_close_the_school_and_the_end_is_the_day_after(event: str, days: str) -> None:
    assert closed(event) == [days]


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:20261221T120000\nDTEND:20261221T150000",
        "DTSTART:20261221T000000\nDTEND:20261221T120000",
        "DTSTART:20261221T000000",
        "DTSTART:20261221T000000\nDURATION:PT4H",
        "DTSTART:20261221T120000\nRRULE:FREQ=DAILY\nRDATE;VALUE=PERIOD:20261222T120000/PT1H",
    ],
)
def test_hours_of_a_day_close_nothing_and_are_counted(event: str) -> None:
    assert (read(event).closed, read(event).passed_over) == ((), {TIMED: 1})


def test_free_time_and_cancelled_events_close_nothing_and_are_counted() -> None:
    free, gone = f"{BREAK}\nTRANSP:TRANSPARENT", "DTSTART:20261222\nSTATUS:CANCELLED"
    assert read(free, gone).closed == ()
    assert read(free, gone).passed_over == {FREE: 1, CANCELLED: 1}
    assert len(read(free, gone, free_time=True).closed) == 1
    assert closed(f"{BREAK}\nTRANSP:OPAQUE\nSTATUS:CONFIRMED") == closed(BREAK)


def test_where_words_are_asked_for_other_events_are_passed_over() -> None:
    picture_day = "DTSTART:20261001\nSUMMARY:Picture day"
    found = read(BREAK, picture_day, only=("no school", "BREAK"))
    assert ([one.name for one in found.closed], found.passed_over) == (["Break"], {OTHERS: 1})


@pytest.mark.parametrize(
    ("rule", "firsts"),
    [
        ("FREQ=DAILY;COUNT=3", ["12-21", "12-22", "12-23"]),
        ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20270110", ["12-21", "01-04"]),
        ("FREQ=WEEKLY;UNTIL=20270104T050000Z", ["12-21", "12-28", "01-04"]),
        ("FREQ=MONTHLY;BYDAY=3MO;COUNT=3", ["12-21", "01-18", "02-15"]),
        ("FREQ=YEARLY", ["12-21", "12-21"]),
    ],
)
def test_a_rule_is_followed(rule: str, firsts: list[str]) -> None:
    found = read(f"DTSTART;VALUE=DATE:20261221\nRRULE:{rule}").closed
    assert [f"{one.first:%m-%d}" for one in found] == firsts


def test_an_old_yearly_rule_is_followed_within_the_two_years() -> None:
    labor_day = "DTSTART:16010903\nRRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1MO\nSUMMARY:Labor Day"
    assert closed(labor_day) == [
        "2026-09-07 to 2026-09-07 Labor Day",
        "2027-09-06 to 2027-09-06 Labor Day",
    ]


def test_days_may_be_added_to_a_rule_and_taken_out_of_it() -> None:
    event = f"{MONDAYS}\nEXDATE;VALUE=DATE:20261214\nRDATE;VALUE=DATE:20270105,20270106"
    assert [day[:10] for day in closed(event)] == ["2026-12-07", "2026-12-21", "2027-01-05", "2027-01-06"]


@pytest.mark.parametrize(
    ("instead", "days"),
    [
        ("DTSTART;VALUE=DATE:20261215\nSUMMARY:Moved", ["2026-12-07", "2026-12-15", "2026-12-21"]),
        ("DTSTART;VALUE=DATE:20261214\nSTATUS:CANCELLED", ["2026-12-07", "2026-12-21"]),
        ("DTSTART:20261214T080000\nDTEND:20261214T120000", ["2026-12-07", "2026-12-21"]),
        ("DTSTART:20261214T080000\nDURATION:PT4H", ["2026-12-07", "2026-12-21"]),
    ],
)
def test_a_day_of_a_series_counts_as_what_it_has_become(instead: str, days: list[str]) -> None:
    found = closed(MONDAYS, f"UID:m\nRECURRENCE-ID;VALUE=DATE:20261214\n{instead}")
    assert [day[:10] for day in found] == days


def test_a_change_for_all_later_days_of_a_series_is_followed() -> None:
    rest = "UID:m\nRECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20261214\nDTSTART:20261214\nSTATUS:CANCELLED"
    assert closed(MONDAYS, rest) == ["2026-12-07 to 2026-12-07 Off"]


def test_a_series_from_midnight_to_midnight_is_read_as_days() -> None:
    event = """UID:o
        DTSTART;TZID=Eastern Standard Time:20261207T000000
        DTEND;TZID=Eastern Standard Time:20261208T000000
        RRULE:FREQ=WEEKLY;UNTIL=20261221T000000
        EXDATE;TZID=Eastern Standard Time:20261214T000000"""
    assert [day[:10] for day in closed(event)] == ["2026-12-07", "2026-12-21"]


def test_events_that_share_their_uid_are_all_read() -> None:
    assert (
        len(closed(BREAK, "UID:a\nDTSTART:20270118", "UID:a\nDTSTART:20270215\nRRULE:FREQ=DAILY;COUNT=2"))
        == 4
    )


def test_a_name_is_unfolded_unescaped_and_kept_short() -> None:
    event = f"DTSTART:20261221\nSUMMARY:Winter\\, break\\; \\\\o/\\nand {'more ' * 40}"
    (found,) = read(event).closed
    assert found.name.startswith("Winter, break; \\o/ and more")
    assert len(found.name) <= 80
    folded = ics("DTSTART:20261221\nSUMMARY:Winter").replace("SUMMARY:Win", "SUMM\r\n ARY:W\r\n\tin")
    assert [one.name for one in read_text(folded).closed] == ["Winter"]
