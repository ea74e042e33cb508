"""The checks of a school year: each of them finds the message that should not have been sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.school_year.checks import Counted, Report, findings
from tests.school_year.mail import CHECK_IN, REMINDER, Mail, Run
from tests.school_year.school import PROGRESS, YEAR

pytestmark = pytest.mark.unit

ONE, TWO = "EC1.Teachers1", "EC2.Teachers1"
TUESDAY = Run(1, PROGRESS, date(2026, 10, 13))
NEXT = Run(2, PROGRESS, date(2026, 10, 20))


def sent(who: str, at: datetime, kind: str = CHECK_IN, run: Run = TUESDAY, about: str = ONE) -> Mail:
    return Mail(who, at, kind, ((run, about),), f"Check-in ({about})")


def on(day: int, hour: int = 13, month: int = 10, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def report(*mail: Mail) -> Report:
    return Report(YEAR, mail, (), {}, {one.who: [ONE, TWO] for one in mail}, {})


def found(told: Report) -> Sequence[str]:
    return list(findings(told))


def test_a_message_on_a_working_day_in_the_morning_is_as_it_should_be() -> None:
    assert findings(report(sent("Fay", on(13)))) == {}


@pytest.mark.parametrize(
    ("mail", "check"),
    [
        pytest.param(sent("Fay", on(12)), "on_a_day_off", id="a holiday"),
        pytest.param(sent("Fay", on(17)), "on_a_day_off", id="a Saturday"),
        pytest.param(sent("Tom", on(13)), "on_a_day_off", id="not one of their days"),
        pytest.param(sent("Fay", on(13, 10)), "in_quiet_hours", id="six in the morning"),
        pytest.param(sent("Fay", on(15, 0)), "in_quiet_hours", id="eight in the evening before"),
        pytest.param(sent("Ida", on(13, 21)), "in_quiet_hours", id="their own quiet hours"),
        pytest.param(sent("Theo", on(20)), "to_somebody_away", id="on leave"),
        pytest.param(sent("Timo", on(13)), "outside_their_term", id="not there yet"),
        pytest.param(sent("Tara", on(5, month=1, year=2027)), "outside_their_term", id="left"),
    ],
)
def test_a_message_at_a_wrong_time_is_found(mail: Mail, check: str) -> None:
    assert found(report(mail)) == [check]


def test_one_reminder_more_than_the_check_in_has_is_found() -> None:
    reminders = [sent("Fay", on(day), REMINDER) for day in (14, 15)]
    assert found(report(*reminders)) == ["more_than_two_reminders"]


def test_a_third_message_on_a_day_is_found_on_the_persons_own_clock() -> None:
    three = [sent("Fay", on(13, hour), run=Run(hour, PROGRESS, TUESDAY.day)) for hour in (13, 15, 17)]
    assert found(report(*three)) == ["more_than_two_a_day"]


def test_four_messages_in_every_week_are_too_many() -> None:
    four = [sent("Fay", on(day), run=Run(day, PROGRESS, date(2026, 10, day))) for day in (13, 14, 15, 16)]
    assert found(report(*four)) == ["more_than_three_a_week"]


def test_the_same_indicator_twice_running_is_found() -> None:
    told = replace(report(sent("Fay", on(13))), asked={("Fay", PROGRESS): [ONE, TWO, TWO, ONE]})
    assert found(told) == ["the_same_twice_running", "not_each_in_a_cycle"]


def test_an_indicator_that_is_passed_over_is_found_for_the_person_and_for_the_audience() -> None:
    told = report(sent("Fay", on(13)), sent("Fay", on(20), run=NEXT))
    told = replace(told, asked={("Fay", PROGRESS): [ONE, ONE]}, audiences={"Teachers": [ONE, TWO]})
    assert found(told)[1:] == ["not_each_in_a_cycle", "an_audience_not_asked_in_full"]


def test_a_question_that_the_message_does_not_name_is_found() -> None:
    assert found(report(replace(sent("Fay", on(13)), words="Check-in"))) == ["asks_what_it_does_not_say"]


def test_what_fell_into_a_leave_and_comes_after_it_is_found() -> None:
    assert found(report(sent("Theo", on(2, month=11), run=NEXT))) == ["a_heap_after_leave"]


@pytest.mark.parametrize(("eligible", "who"), [(("Theo", "Fay"), "Theo"), ((), "Fay")])
def test_somebody_away_in_the_denominator_and_somebody_there_left_out_are_found(
    eligible: Sequence[str], who: str
) -> None:
    counted = Counted(NEXT, frozenset(("Theo", "Fay")), frozenset(eligible))
    told = replace(report(), runs=(counted,))
    (said,) = findings(told)["excused_and_counted"]
    assert said.startswith(who)


def test_a_message_that_still_asks_after_its_window_is_found() -> None:
    assert found(replace(report(), still_open=("Fay",))) == ["open_after_its_window"]
