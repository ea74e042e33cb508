"""When a reminder is due: few, apart from each other, in nobody's quiet hours, never after an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.features.reminders.decision import APART, LAST_HOUR, Question, Silence, decide
from bot.schedule.calendar import Closure, SchoolCalendar
from bot.schedule.days import Weekday
from bot.schedule.own_times import Timing
from bot.schedule.quiet_hours import QuietHours

pytestmark = pytest.mark.unit

ZONE = "America/New_York"
NIGHT = QuietHours(time(20), time(7))
TIMES = Timing(ZONE, None, frozenset(), SchoolCalendar(weekend=frozenset()), (NIGHT,))
TUESDAY_3PM = datetime(2026, 12, 1, 20, tzinfo=UTC)
THURSDAY_3PM = datetime(2026, 12, 3, 20, tzinfo=UTC)
FRIDAY_5PM = datetime(2026, 12, 4, 22, tzinfo=UTC)
ASKED = Question(TUESDAY_3PM, FRIDAY_5PM, TUESDAY_3PM, left=1, wanted=1)


def due(question: Question, now: datetime = TUESDAY_3PM, times: Timing = TIMES) -> datetime | Silence:
    return decide(question, times, now, last_message=question.asked_at)


def local(found: datetime | Silence) -> str:
    assert isinstance(found, datetime)
    return f"{found.astimezone(UTC) - timedelta(hours=5):%a %H:%M}"


def test_the_only_reminder_comes_on_the_second_half_at_the_usual_time() -> None:
    assert due(ASKED) == THURSDAY_3PM


def test_two_reminders_divide_the_window() -> None:
    two = replace(ASKED, wanted=2)
    assert local(due(two)) == "Wed 15:40"
    once = replace(two, reminded=1)
    after = decide(once, TIMES, TUESDAY_3PM + timedelta(days=1), last_message=TUESDAY_3PM + timedelta(days=1))
    assert local(after) == "Thu 16:20"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (replace(ASKED, left=0), Silence.ANSWERED),
        (replace(ASKED, wanted=0), Silence.ENOUGH),
        (replace(ASKED, reminded=1), Silence.ENOUGH),
        (replace(ASKED, wanted=5, reminded=2), Silence.ENOUGH),
        (replace(ASKED, closes_at=TUESDAY_3PM + timedelta(hours=6)), Silence.TOO_LATE),
    ],
)
def test_nothing_comes_where_nothing_is_left_to_remind_of(question: Question, why: Silence) -> None:
    assert due(question) is why


def test_who_is_away_is_left_alone() -> None:
    assert decide(ASKED, TIMES, THURSDAY_3PM, last_message=None, alone=True) is Silence.LEFT_ALONE


def test_a_day_off_and_a_day_that_is_not_the_persons_own_are_passed_over() -> None:
    thanksgiving = SchoolCalendar((Closure(date(2026, 12, 3), date(2026, 12, 3), "Off"),), frozenset())
    assert local(due(ASKED, times=replace(TIMES, school=thanksgiving))) == "Fri 15:00"
    only = frozenset({Weekday.TUESDAY, Weekday.FRIDAY})
    assert local(due(ASKED, times=replace(TIMES, days=only))) == "Fri 15:00"


def test_a_weekend_is_no_day_for_reminders_unless_it_is_ones_own() -> None:
    over_the_weekend = replace(ASKED, due_at=THURSDAY_3PM, asked_at=THURSDAY_3PM, closes_at=FRIDAY_5PM)
    long = replace(over_the_weekend, closes_at=FRIDAY_5PM + timedelta(days=4))
    assert local(due(long, THURSDAY_3PM)) == "Mon 15:00"
    own = replace(TIMES, days=frozenset({Weekday.THURSDAY, Weekday.SUNDAY}))
    assert local(due(long, THURSDAY_3PM, own)) == "Sun 15:00"


def test_what_has_not_arrived_is_looked_at_again_and_not_reminded_of() -> None:
    waiting = replace(ASKED, asked_at=None)
    assert due(waiting) == THURSDAY_3PM
    later = due(waiting, THURSDAY_3PM)
    assert isinstance(later, datetime)
    assert later > THURSDAY_3PM


def test_a_snoozed_question_comes_by_itself_before_it_is_reminded_of() -> None:
    snoozed = replace(ASKED, snoozed_until=THURSDAY_3PM)
    assert local(due(snoozed)) == "Fri 15:00"


def test_a_late_reminder_comes_at_once_or_never() -> None:
    friday_morning = FRIDAY_5PM - timedelta(hours=8)
    assert due(ASKED, friday_morning) == FRIDAY_5PM - timedelta(hours=2)
    half_past_three = FRIDAY_5PM - timedelta(minutes=90)
    assert due(ASKED, half_past_three) == half_past_three
    assert due(ASKED, FRIDAY_5PM - timedelta(minutes=59)) is Silence.TOO_LATE


@dataclass
class Life:
    """A person's check-in, and the moments at which the bot is awake."""

    question: Question
    times: Timing
    awake: list[datetime]
    answers_at: datetime


hours = st.integers(0, 23).map(time)
quiet = st.tuples(hours, hours).filter(lambda both: both[0] != both[1]).map(lambda both: QuietHours(*both))
own_days = st.frozensets(st.sampled_from(Weekday), max_size=4)
zones = st.sampled_from([ZONE, "Pacific/Kiritimati", "America/St_Johns", "Europe/Lisbon"])
calendars = st.sampled_from(
    [
        SchoolCalendar(weekend=frozenset()),
        SchoolCalendar((Closure(date(2026, 10, 30), date(2026, 11, 2), "x"),)),
    ]
)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    # Around the end of summer time in three of the zones.
    asked = datetime(2026, 10, 28, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 10_000)))
    closes = asked + timedelta(hours=draw(st.integers(1, 300)))
    steps = draw(st.lists(st.integers(1, 30 * 60), min_size=1, max_size=25))
    awake, moment = [], asked
    for step in steps:
        moment += timedelta(minutes=step)
        awake.append(moment)
    times = Timing(
        draw(zones), None, draw(own_days), draw(calendars), (NIGHT, *draw(st.lists(quiet, max_size=1)))
    )
    wanted = draw(st.integers(0, 4))
    answers_at = asked + timedelta(hours=draw(st.integers(0, 400)))
    return Life(Question(asked, closes, asked, 1, wanted), times, awake, answers_at)


@settings(max_examples=200, deadline=None)
@given(lives())
def test_whatever_happens_reminders_are_few_apart_and_never_unwelcome(life: Life) -> None:
    question, sent = life.question, [life.question.due_at]
    for now in life.awake:
        answered = now >= life.answers_at
        found = decide(replace(question, left=0 if answered else 1), life.times, now, last_message=sent[-1])
        if answered:
            assert found is Silence.ANSWERED
        if isinstance(found, datetime):
            assert found >= now
            if found == now:
                question = replace(question, reminded=question.reminded + 1)
                sent.append(now)
    reminders = sent[1:]
    assert len(reminders) <= min(question.wanted, 2)
    for before, one in zip(sent, reminders, strict=False):
        assert one - before >= APART
        assert life.times.allows(one)
        assert one <= question.closes_at - LAST_HOUR
        assert one < life.answers_at


@settings(max_examples=200, deadline=None)
@given(lives())
def test_who_looks_again_when_it_is_due_finds_it_due(life: Life) -> None:
    found = decide(life.question, life.times, life.question.due_at, last_message=life.question.asked_at)
    if isinstance(found, datetime):
        again = decide(life.question, life.times, found, last_message=life.question.asked_at)
        assert again == found
