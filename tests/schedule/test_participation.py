"""What came of a check-in for somebody, and how that is counted and said."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.chat.phrases import Phrases
from bot.schedule.participation import Came, Standing, participation, standings
from bot.schedule.participation_words import answered, apart, between
from bot.schedule.shares import Share, shares
from bot.store.models import NotAsked, Prompt
from bot.store.queries.participation import Asked

pytestmark = pytest.mark.unit

THEN = datetime(2026, 12, 1, 20, tzinfo=UTC)


def asked(person: int = 1, *, said: bool = False, delivery: str = "sent", skipped: bool = False) -> Asked:
    prompt = Prompt(
        occurrence_id=7, person_id=person, audience="Teachers", skipped_at=THEN if skipped else None
    )
    return Asked(prompt, said, delivery, THEN)


def of(*questions: Asked, why: str = "") -> Standing:
    return Standing(7, 1, questions, why)


@pytest.mark.parametrize(
    ("standing", "came"),
    [
        (of(asked(said=True)), Came.COMPLETE),
        (of(asked(said=True), asked(said=True)), Came.COMPLETE),
        (of(asked(said=True), asked()), Came.PARTIAL),
        (of(asked(said=True), asked(skipped=True)), Came.PARTIAL),
        (of(asked(skipped=True), asked(skipped=True)), Came.SKIPPED),
        (of(asked(skipped=True), asked()), Came.SILENT),
        (of(asked()), Came.SILENT),
        (of(asked(delivery="called")), Came.SILENT),
        (of(asked(delivery="ambiguous")), Came.SILENT),
        (of(asked(delivery="failed")), Came.UNDELIVERABLE),
        (of(asked(delivery="expired")), Came.UNDELIVERABLE),
        (of(asked(delivery="held")), Came.UNDELIVERABLE),
        (of(asked(delivery="")), Came.UNDELIVERABLE),
        (of(asked(delivery="waiting")), Came.NOT_AGREED),
        (of(asked(delivery="failed", said=True)), Came.COMPLETE),
        (of(why="away"), Came.EXCUSED),
        (of(why="pause"), Came.EXCUSED),
        (of(why="opted-out"), Came.OPTED_OUT),
        (of(asked(), why="left"), Came.EXCUSED),
        (of(asked(said=True), why="away"), Came.COMPLETE),
    ],
)
def test_what_came_of_it(standing: Standing, came: Came) -> None:
    assert standing.came is came


EVERY = standings(
    [
        asked(1, said=True),
        asked(2, said=True),
        asked(2),
        asked(3, skipped=True),
        asked(4),
        asked(5, delivery="failed"),
        asked(6, delivery="waiting"),
        asked(7),
    ],
    [
        NotAsked(occurrence_id=7, person_id=7, why="away"),
        NotAsked(occurrence_id=7, person_id=8, why="pause"),
        NotAsked(occurrence_id=7, person_id=9, why="opted-out"),
    ],
)


def test_a_rate_is_of_those_who_could_answer_and_the_rest_is_kept_apart() -> None:
    counted = participation(EVERY)
    assert (counted.assigned, counted.excused, counted.eligible) == (9, 2, 7)
    assert counted.response == (1, 7)
    assert (counted.partial, counted.skipped, counted.opted_out, counted.undeliverable) == (1, 1, 1, 2)
    assert (counted.delivered, counted.silent) == (4, 1)


def test_it_is_said_with_its_denominator() -> None:
    t = Phrases()
    assert answered(EVERY, t) == "1 of 7 check-ins answered."
    assert between(EVERY, t) == ["Answered in part: 1 person.", "Skipped: 1 person."]
    assert apart(EVERY, t) == [
        "Excused, so not counted: 2 people.",
        "Not asked: 1 person who has not agreed to messages yet.",
        "Not asked: 1 person who wants no messages.",
        "Not reached: 1 person.",
    ]
    assert answered([], t) == "No check-in was due."
    assert answered([of(asked(delivery="failed"))], t) == "No check-in could be delivered."


def test_shares_are_of_the_persons_own_audience_without_the_excused() -> None:
    audiences = {1: ["Leaders"], 2: ["Leaders", "Teachers"], 9: ["Students"]}
    assert shares(EVERY, audiences) == [
        Share("Leaders", 1, 1, 1),
        Share("Teachers", 0, 5, 5),
        Share("Students", 0, 1, 1),
    ]
