"""The parts of a check-in's card: until when it can be put off, what can be ticked, copies for others."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.card_data import card_from_data, card_to_data
from bot.chat.cards import Button, Buttons, Card, Menu, Option, Paragraph, in_plain_words
from bot.chat.phrases import Phrases
from bot.chat.text import plain
from bot.features.checkins.copies import copies_of
from bot.features.checkins.kinds import progress, rating, standing, written
from bot.features.checkins.kinds.question import Question
from bot.features.checkins.later import HOUR, MORNING, NEXT_WEEK, choices
from bot.features.checkins.menu import menu
from bot.features.checkins.small_print import Watchers, small_print
from bot.language.reader import Reader
from bot.schedule.calendar import SchoolCalendar
from bot.schedule.calendar_entries import calendar_of
from bot.schedule.own_times import Timing
from bot.schedule.quiet_hours import QuietHours
from bot.store.models import Answer, Prompt, Rating
from bot.suggestions import behaviour_option
from rubric import behaviours
from rubric.load import load_library

pytestmark = pytest.mark.unit

INSTRUMENT = next(iter(load_library().instruments.values()))
INDICATOR = INSTRUMENT.indicator("EC1.Leaders3")
ZONE = "America/New_York"
NIGHT = QuietHours(time(20), time(7))
TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
FRIDAY_5PM = datetime(2026, 12, 4, 22, 0, tzinfo=UTC)
IN_TWO_WEEKS = FRIDAY_5PM + timedelta(weeks=2)


def timing(school: SchoolCalendar | None = None) -> Timing:
    return Timing(ZONE, None, frozenset(), school or calendar_of((), weekend=()), (NIGHT,))


def prompt(**values: object) -> Prompt:
    usual = {
        "id": 12,
        "team_id": "riverbend",
        "subject": INDICATOR.id,
        "asks": "progress",
        "question": "",
        "skip_reason": "",
        "not_mine": False,
        "due_at": TUESDAY_3PM,
        "closes_at": FRIDAY_5PM,
    }
    return Prompt(**{**usual, **values})


def question(now: datetime = TUESDAY_3PM, answer: Answer | None = None, **values: object) -> Question:
    return Question(prompt(**values), INDICATOR, Reader(ZONE, "en", now), Phrases(), answer)


def answer(**values: object) -> Answer:
    usual = {"prompt_id": 12, "movement": "moving", "words": "", "link": "", "blocker": "", "helper": ""}
    return Answer(**{**usual, "seen": [], "given_at": TUESDAY_3PM, **values})


def words(parts: list[object]) -> str:
    card = Card(tuple(parts))  # type: ignore[arg-type]  # parts of every kind
    labels = [button.label for part in card.parts if isinstance(part, Buttons) for button in part.buttons]
    return "\n".join([in_plain_words(card), *map(plain, labels)])


def names(now: datetime, closes_at: datetime, times: Timing) -> list[tuple[str, str]]:
    found = choices(now, closes_at, times)
    return [(one.name, f"{one.until:%a %d %H:%M}") for one in found]


@pytest.mark.parametrize(
    ("now", "closes_at", "offered"),
    [
        (TUESDAY_3PM, FRIDAY_5PM, [(HOUR, "Tue 01 21:00"), (MORNING, "Wed 02 13:00")]),
        (
            TUESDAY_3PM,
            IN_TWO_WEEKS,
            [(HOUR, "Tue 01 21:00"), (MORNING, "Wed 02 13:00"), (NEXT_WEEK, "Mon 07 13:00")],
        ),
        # At half past seven in the evening an hour later is at night.
        (datetime(2026, 12, 2, 0, 30, tzinfo=UTC), FRIDAY_5PM, [(MORNING, "Wed 02 13:00")]),
        # Sunday: tomorrow is next week too.
        (
            datetime(2026, 12, 6, 20, 0, tzinfo=UTC),
            IN_TWO_WEEKS,
            [(HOUR, "Sun 06 21:00"), (MORNING, "Mon 07 13:00")],
        ),
        (datetime(2026, 12, 4, 19, 30, tzinfo=UTC), FRIDAY_5PM, [(HOUR, "Fri 04 20:30")]),
        (datetime(2026, 12, 4, 20, 30, tzinfo=UTC), FRIDAY_5PM, []),
    ],
)
def test_only_times_that_leave_an_hour_to_answer_are_offered(
    now: datetime, closes_at: datetime, offered: list[tuple[str, str]]
) -> None:
    assert names(now, closes_at, timing()) == offered


def test_a_morning_without_school_is_the_next_one_with_it() -> None:
    closed = calendar_of([{"on": "2026-12-02", "name": "Snow"}], weekend=())
    assert names(TUESDAY_3PM, FRIDAY_5PM, timing(closed)) == [
        (HOUR, "Tue 01 21:00"),
        (MORNING, "Thu 03 13:00"),
    ]


@given(st.integers(0, 700 * 24 * 60), st.integers(0, 30 * 24 * 60))
def test_it_is_never_put_off_into_the_night_nor_past_its_last_hour(at: int, window: int) -> None:
    now, times = TUESDAY_3PM + timedelta(minutes=at), timing()
    closes_at = now + timedelta(minutes=window)
    for one in choices(now, closes_at, times):
        assert now < one.until <= closes_at - timedelta(hours=1)
        assert times.allows(one.until)


def test_the_menu_names_the_indicators_only_where_there_are_several() -> None:
    one = menu([question()], ())
    two = menu([question(), question(id=13, subject="EC1.Leaders1")], ())
    assert one is not None
    assert two is not None
    assert [plain(option.label) for option in one.options] == [
        "Skip this time",
        "Not my indicator",
        "I am away",
    ]
    assert [option.id for option in two.options] == [
        "skip:12",
        "skip:13",
        "not-mine:12",
        "not-mine:13",
        "away",
    ]
    assert INDICATOR.short_title in plain(two.options[0].label)
    assert menu([], ()) is None


def test_a_behaviour_that_is_too_long_for_one_line_goes_on_in_the_second() -> None:
    long = (
        "Give stakeholders occasions, tools and materials, on paper and online, to pass on what they learned"
    )
    option = behaviour_option(behaviours.Behaviour("3.1", 3, long))
    assert (option.label, option.description) == (
        "Give stakeholders occasions, tools and materials, on paper and online, to…",
        "…pass on what they learned",
    )
    for indicator in INSTRUMENT.indicators:
        for one in behaviours.described(indicator):
            assert behaviour_option(one, with_level=True).label.startswith(f"{one.level} · ")


def test_a_record_says_all_and_offers_what_is_missing() -> None:
    stuck = question(answer=answer(movement="stuck"))
    assert "What is in the way?" in words([*progress.recorded(stuck)])
    blocked = question(answer=answer(blocker="No bus", seen=["2.1"], link="https://example.org/1"))
    said = words([*progress.recorded(blocked)])
    assert all(part in said for part in ("In the way: No bus", "Seen:", "Evidence:", "Who could help?"))
    over = question(FRIDAY_5PM, answer(blocker="No bus"))
    assert not any(isinstance(part, Buttons) for part in progress.recorded(over))


def test_a_rating_without_a_level_is_said_in_words() -> None:
    given_ = Rating(
        team_id="t", indicator=INDICATOR.id, answer="dont-know", evidence="", given_at=TUESDAY_3PM
    )
    asked = Question(
        prompt(asks="rating"), INDICATOR, Reader(ZONE, "en", TUESDAY_3PM), Phrases(), None, given_
    )
    assert "Recorded: I don't know · Tue 1 Dec" in words([*rating.recorded(asked)])


def test_looking_back_has_a_question_of_its_own_and_no_tap_for_nothing() -> None:
    asked = words([*written.asked(question(asks="reflection"))])
    assert "What went well" in asked
    assert "Nothing new" not in asked


def test_a_closed_one_offers_nothing_any_more() -> None:
    for parts in (
        standing.closed(question(FRIDAY_5PM)),
        standing.skipped(question(FRIDAY_5PM, skipped_at=TUESDAY_3PM)),
    ):
        assert not any(isinstance(part, Buttons) for part in parts)


def test_each_kind_says_who_sees_it() -> None:
    every = [question(), question(id=13, asks="rating"), question(id=14, asks="question")]
    (print_,) = small_print(every, Watchers(("Fay",), 5), "You are asked because.")
    said = plain(getattr(print_, "words", ""))
    assert said.startswith("You are asked because.\n")
    assert "sees your name with it" in said
    assert "once 5 people have rated" in said
    assert "Only your facilitator (Fay) reads what you write." in said


def test_a_copy_acts_on_the_other_persons_questions() -> None:
    like = Card(
        (
            Paragraph("Same words"),
            Buttons((Button("Rate", "rate:riverbend:EC1.Leaders3"),)),
            Buttons((Button("Moving", "checkin-moving:10"), Button("Write", "checkin-write:10"))),
            Menu(
                "checkin-not-now:9",
                "Not now…",
                (Option("later:hour", "Later"), Option("skip:9", "Skip"), Option("skip:10", "Skip")),
            ),
        )
    )
    copies = copies_of(card_to_data(like), [prompt(id=9), prompt(id=10)])
    copy = json.loads(copies.of([prompt(id=102), prompt(id=101)]))
    wires = [one["wire"] for part in copy["parts"] for one in part.get("buttons", [])]
    assert wires == ["rate:riverbend:EC1.Leaders3", "checkin-moving:102", "checkin-write:102"]
    chosen = card_from_data(copy).parts[-1]
    assert isinstance(chosen, Menu)
    assert (chosen.wire, [one.id for one in chosen.options]) == (
        "checkin-not-now:101",
        ["later:hour", "skip:101", "skip:102"],
    )
