"""What a check-in takes beside a tap: details, ratings, answers in words; and what it gives back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.models import Answer, Membership
from tests.builders import Someone, add_schedule, add_team
from tests.town import ACCOUNTS, Somebody, Town
from tests.words import words_of

pytestmark = pytest.mark.wire

TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
FRIDAY_4PM = datetime(2026, 12, 4, 21, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
LONG = "word " * 800
ONE = {"indicators": ["EC1.Leaders3"]}


@pytest.fixture
def database_url(migrated_sqlite_url: str) -> str:
    """What is asked and drawn here is the same on either database."""
    return migrated_sqlite_url


async def asked(town: Town, platform: str, settings: dict[str, Any]) -> Somebody:
    """Pat, who was asked on Tuesday at three."""
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("theo", (platform,), ("instructional-coach",)),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15), settings)

    await town.tell(add)
    await town.time.move_to(TUESDAY_3PM)
    return town.person("pat", platform)


async def answers(town: Town) -> list[Answer]:
    return await town.ask(lambda session: list(session.scalars(select(Answer).order_by(Answer.id))))


async def left(town: Town, person_id: int) -> None:
    """Somebody's seat ended last week."""
    ended = update(Membership).where(Membership.person_id == person_id).values(ends_on=date(2026, 11, 24))
    await town.tell(lambda session: session.execute(ended))


async def test_after_a_tap_details_can_be_added_and_taken_away_again(town: Town, platform: str) -> None:
    pat = await asked(town, platform, ONE)
    await pat.presses("Moving")
    await pat.presses("Add detail")
    form = await pat.sees_in_form(
        "About: ", "(EC1.Leaders3)", "Which of these have you seen?", "Who could help?"
    )
    seen = next(field for field in form.fields if field.label.startswith("Which of these"))
    first, *_, last = seen.options
    values = {"What moved?": "Two seats", "A link": "https://example.org/1", "Is anything": "No bus"}
    helper = ACCOUNTS[platform]["theo"]
    await pat.fills({**values, seen.label: f"{first.id},{last.id}", "Who could help?": helper})
    await pat.sees("Recorded: moving", "Two seats", "Seen:", "In the way: No bus", "Could help: Theo")
    await pat.presses("Add detail")
    await pat.fills({"What moved?": "Both", "Is anything": "", "Who could": "", "A link": "", seen.label: ""})
    message = await pat.sees("Recorded: moving", "Both")
    gone = ("No bus", "Theo", "example.org", "Seen:")
    assert [word for word in gone if word in words_of(message)] == []
    every = await answers(town)
    assert [(one.movement, one.seen, one.helper) for one in every] == [
        ("moving", [], ""),
        ("moving", [first.id, last.id], helper),
        ("moving", [], ""),
    ]
    assert {first.id.split(".")[0], last.id.split(".")[0]} == {"1", "2"}


async def test_mistakes_in_a_form_are_told_in_words_and_nothing_typed_is_lost(
    town: Town, platform: str
) -> None:
    pat = await asked(town, platform, ONE)
    await left(town, 3)
    await pat.presses("Stuck")
    await pat.presses("Add detail")
    await pat.fills({"What moved?": LONG})
    form = await pat.sees_in_form(LONG)
    assert any(field.error for field in form.fields)
    gone = ACCOUNTS[platform]["theo"]
    await pat.fills({"What moved?": "Only a *draft*", "A link": "the shared folder", "Who could help?": gone})
    await pat.sees("Theo has left the team.", "web address") if platform == "discord" else None
    await pat.presses("Edit answers") if platform == "discord" else None
    await pat.sees_in_form("Only a *draft*", "the shared folder")
    await pat.fills({"A link": "https://example.org/2", "Who could help?": ""})
    await pat.sees("Recorded: stuck", "Only a *draft*", "https://example.org/2")


async def test_what_was_typed_too_late_or_after_leaving_is_given_back(town: Town, platform: str) -> None:
    pat = await asked(town, platform, ONE)
    await pat.presses("Write more…")
    await pat.sees_in_form("What moved?")
    await town.time.move_to(SATURDAY)
    await pat.fills({"How has it moved?": "Moving", "What moved?": "A new *partner*"})
    await pat.sees("closed on Fri 4 Dec, 5:00 pm, so this was not recorded", "A new *partner*")
    assert await answers(town) == []


async def test_somebody_who_left_the_team_is_told_and_gets_their_words_back(
    town: Town, platform: str
) -> None:
    pat = await asked(town, platform, ONE)
    await pat.presses("Write more…")
    await pat.sees_in_form("What moved?")
    await left(town, 2)
    await pat.fills({"How has it moved?": "Moving", "What moved?": "A last word"})
    await pat.sees("you are not in any more", "A last word")
    assert await answers(town) == []


async def test_a_rating_is_given_in_the_form_of_ratings_and_the_check_in_shows_it(
    town: Town, platform: str
) -> None:
    pat = await asked(town, platform, {**ONE, "asks": "rating"})
    await pat.sees("Rating · ", "(EC1.Leaders3)", "What does it look like now?", "once 5 people have rated")
    await pat.presses("See the levels and rate")
    await pat.fills({"What does it look like now?": "2", "What did you see?": "Two seats"})
    await pat.sees("Recorded: 2 · Progressing · Tue 1 Dec", "Two seats", "[ Change ]")
    await pat.presses("Undo")
    await pat.sees("Rating · ", "[ See the levels and rate ]")
    await pat.types("/stem rate EC1.Leaders3 3")
    await pat.sees("Recorded: 3 · Refining and Expanding · Tue 1 Dec", "Rating · ")


async def test_a_question_is_answered_in_one_tap_or_in_words_which_the_facilitator_reads(
    town: Town, platform: str
) -> None:
    settings = {"asks": "question", "question": "What should *we* celebrate?"}
    pat = await asked(town, platform, settings)
    await pat.sees(
        "A question for you",
        "What should *we* celebrate?",
        "[ Write ] [ Nothing new ]",
        "Only your facilitator (Fay) reads what you write.",
    )
    await pat.presses("Nothing new")
    await pat.sees("Recorded: nothing new · Tue 1 Dec")
    await pat.presses("Change")
    await pat.sees_in_form("What should *we* celebrate?")
    await pat.fills({"Your answer": "The bridge"})
    await pat.sees("Recorded · Tue 1 Dec", "The bridge")
    assert [(one.movement, one.words) for one in await answers(town)] == [
        ("no-news", ""),
        ("said", "The bridge"),
    ]
    await town.tell(lambda session: add_schedule(session, "digest", "weekly on Fri", time(16)).id)
    theo = town.person("theo", platform)
    await theo.chooses("Skip this time")
    await theo.presses("Add a reason")
    await theo.fills({"Why did you skip it?": "Testing week"})
    await theo.sees("Skipped", "Testing week")
    await town.time.move_to(FRIDAY_4PM)
    fay = town.person("fay", platform)
    await fay.sees(
        "Pat, What should *we* celebrate?: “The bridge”", "Theo skipped What should *we* celebrate?: “Testing"
    )
    assert not any("The bridge" in words or "Testing" in words for words in fay.messages(channel=True))


async def test_what_one_message_asks_is_answered_one_by_one(town: Town, platform: str) -> None:
    pat = await asked(town, platform, {"per_person": 3})
    await pat.sees("Not now…", "You are asked because of your role")
    await pat.presses("Moving")
    await pat.sees("Recorded: moving", "[ Moving ]", "Not now…", "Open until")
    await pat.chooses("Not mine: ")
    await pat.sees("Recorded: moving", "Not your indicator", "[ Moving ]")
    await pat.chooses("Skip this time")
    message = await pat.sees("Recorded: moving", "Not your indicator", "Skipped")
    assert "Not now…" not in words_of(message)
    assert len(pat.messages()) == 1
