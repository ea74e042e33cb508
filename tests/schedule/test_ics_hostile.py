"""Calendar files that are broken or meant to break the reader, and what is said about them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.schedule.ics_files import closed, complaint, ics

pytestmark = pytest.mark.unit

GOOD = ics("DTSTART;VALUE=DATE:20261221\nSUMMARY:Winter break")


def of(event: str) -> str:
    """What is said about a file whose event begins on line 3."""
    return complaint(ics(event))


@pytest.mark.parametrize("frequency", ["HOURLY", "MINUTELY", "SECONDLY", "", "FORTNIGHTLY"])
def test_what_recurs_within_a_day_is_refused(frequency: str) -> None:
    assert of(f"DTSTART:20261221\nRRULE:COUNT=9;FREQ={frequency}") == (
        f"days.ics:5: RRULE: FREQ={frequency} is not followed: days without school come daily or more "
        "rarely. Use DAILY, WEEKLY, MONTHLY, YEARLY."
    )


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("DTSTART:20261232", "days.ics:4: DTSTART: there is no day 20261232. "),
        ("DTSTART:2026122", "days.ics:4: DTSTART: “2026122” is no day. "),
        ("DTSTART:20261221\nEXDATE:20261228,soon", "days.ics:5: EXDATE: “soon” is no day. "),
        ("SUMMARY:Break", "days.ics:3: DTSTART: is missing: "),
        ("DTSTART:20261221\nDTSTART:20261222", "days.ics:4: DTSTART: stands twice in one event. "),
        ("DTSTART:20261221\nDTEND:20261220", "days.ics:5: DTEND: 2026-12-20 is before 2026-12-21. "),
        ("DTSTART:20261221\nDTEND:22061221", "days.ics:5: DTEND: lasts from 2026-12-21 to 2206-12-21, "),
        ("DTSTART:20261221\nDURATION:P99W", "days.ics:5: DURATION: lasts from 2026-12-21 to "),
        ("DTSTART:20261221\nDURATION:PT5H", "days.ics:5: DURATION: is not a number of days or weeks. "),
        ("DTSTART:20261221\nRRULE:FREQ=DAILY;BYSECOND=1,2", "days.ics:5: RRULE: BYSECOND is about hours, "),
        ("DTSTART:20261221\nRRULE:FREQ=DAILY;INTERVAL=0", "days.ics:5: RRULE: INTERVAL=0 is not followed. "),
        ("DTSTART:20261221\nRRULE:FREQ=DAILY;EVERY=2", "days.ics:5: RRULE: “EVERY” is no part of a rule. "),
        ("DTSTART:20261221\nRRULE:FREQ=DAILY;UNTIL=soon", "days.ics:5: RRULE: cannot be read ("),
        ("DTSTART:20261221\nRRULE:FREQ=WEEKLY;BYDAY=XX", "days.ics:5: RRULE: cannot be read ("),
        ("DTSTART:20261221\nRRULE:FREQ=MONTHLY;BYDAY=9MO", "days.ics:5: RRULE: cannot be read ("),
        ("DTSTART:20261221\nRRULE:FREQ=DAILY;COUNT=-1", "days.ics:5: RRULE: COUNT=-1 is not followed. "),
        ("DTSTART:20261221\nRRULE:FREQ=DAILY\nRRULE:FREQ=DAILY", "days.ics:6: RRULE: stands twice "),
        (f"DTSTART:20261221\nRRULE:FREQ=DAILY;BYMONTH={'1,' * 300}1", "days.ics:5: RRULE: is longer than "),
        ("DTSTART:20261221\nRRULE:FREQ=YEARLY\nEXDATE:20269999", "days.ics:6: EXDATE: "),
    ],
)
def test_an_event_that_cannot_be_kept_is_told_with_its_line(event: str, said: str) -> None:
    assert of(event).startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "days.ics:1: this is no calendar: the first line is not BEGIN:VCALENDAR. "),
        (b"<html>\n", "days.ics:1: this is no line of a calendar, "),
        (GOOD.replace("END:VCALENDAR", ""), "days.ics:6: the file is cut off: "),
        (GOOD.replace("END:VEVENT\r\n", ""), "days.ics:6: END: VCALENDAR ends here and did not begin. "),
        (f"{GOOD}END:VEVENT\r\nEND:VCALENDAR", "days.ics:8: END: VEVENT ends here and did not begin. "),
        (GOOD.encode("utf-16"), "days.ics:1: the text is not UTF-8. "),
        (GOOD.replace("Winter", "L’été").encode("cp1252"), "days.ics:5: the text is not UTF-8. "),
        (GOOD.encode("utf-16-le"), "days.ics:1: this is no text: it has zero bytes in it. "),
        (b"BEGIN:VCALENDAR\n" + b"X" * 1_000_000, "days.ics: the file has more than 1,000,000 bytes. "),
    ],
)
def test_a_file_that_is_no_calendar_is_told_with_its_line(content: bytes | str, said: str) -> None:
    assert complaint(content).startswith(said)


def test_a_file_with_a_mark_in_front_and_any_ends_of_lines_is_read() -> None:
    for text in (f"\ufeff{GOOD}", GOOD.replace("\r\n", "\n"), GOOD.replace("\r\n", "\r"), f"{GOOD}\r\n\r\n"):
        assert complaint(text) == ""


def test_what_stands_around_the_events_and_in_their_alarms_is_passed_over() -> None:
    zone = "BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    alarm = "BEGIN:VALARM\r\nDTSTART:nonsense\r\nEND:VALARM\r\n"
    text = GOOD.replace("BEGIN:VEVENT\r\n", f"{zone}BEGIN:VEVENT\r\n").replace(
        "END:VEVENT", f"{alarm}END:VEVENT"
    )
    assert complaint(text) == ""


def test_more_events_than_a_school_has_are_refused() -> None:
    assert complaint(ics(*["DTSTART:20261221"] * 5_000)) == ""
    assert complaint(ics(*["DTSTART:20261221"] * 5_001)).startswith(
        "days.ics:15003: BEGIN: the file has more than 5,000 events. "
    )


def test_rules_that_come_to_more_days_than_a_school_is_closed_are_refused() -> None:
    daily = [f"SUMMARY:{name}\nDTSTART:20260801\nRRULE:FREQ=DAILY" for name in "abcdefgh"]
    assert " the file comes to more than 5,000 closures. " in complaint(ics(*daily))


def test_a_rule_that_never_fits_ends() -> None:
    assert closed("DTSTART:20270301\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") == [
        "2027-03-01 to 2027-03-01 No school"
    ]


@given(st.text(max_size=200), st.integers(0, len(GOOD)))
@example('";' * 100 + ":", 20)
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_a_file_it_is_read_or_its_fault_is_told(text: str, at: int) -> None:
    assert complaint(GOOD[:at] + text + GOOD[at:]).startswith(("", "days.ics"))


PARTS = st.sampled_from(
    [
        "FREQ=YEARLY",
        "FREQ=DAILY",
        "COUNT=0",
        "COUNT=9999",
        "BYMONTH=13",
        "BYDAY=-60MO",
        "BYSETPOS=0",
        "UNTIL=00010101",
        "WKST=XX",
        "BYYEARDAY=-367",
        "BYWEEKNO=-53",
        "BYMONTHDAY=0",
        "INTERVAL=9999",
        "=",
    ]
)


@given(st.lists(PARTS, max_size=5), st.sampled_from(["20261221", "00010101", "99991231", "20280229"]))
@settings(max_examples=30, deadline=None)
def test_whatever_a_rule_says_it_is_followed_or_its_fault_is_told(parts: list[str], begins: str) -> None:
    said = of(f"DTSTART:{begins}\nRRULE:{';'.join(parts)}")
    assert said.startswith(("days.ics:4", "days.ics:5")) or not said
