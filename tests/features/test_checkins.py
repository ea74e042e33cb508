"""Check-ins: due at each person's own wall-clock time, answered in one tap or in a form, quoted next time."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.models import Answer, Membership, Prompt
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TUESDAY_3PM_NEW_YORK = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
TUESDAY_3PM_CHICAGO = datetime(2026, 12, 1, 21, 0, tzinfo=UTC)
TUESDAY_4PM_CHICAGO = datetime(2026, 12, 1, 22, 0, tzinfo=UTC)
NEXT_TUESDAY_EVENING = datetime(2026, 12, 8, 22, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)


@pytest.fixture
async def team(town: Town, platform: str) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone(
            "cora", (platform,), ("instructional-coach", "building-administration"), zone="America/Chicago"
        ),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15))

    await town.tell(add)


@pytest.fixture
def pat(town: Town, platform: str, team: None) -> Somebody:  # noqa: ARG001 - the team is there
    return town.person("pat", platform)


@pytest.fixture
def cora(town: Town, platform: str, team: None) -> Somebody:  # noqa: ARG001 - the team is there
    return town.person("cora", platform)


async def subjects(town: Town) -> list[tuple[int, str]]:
    return await town.ask(
        lambda session: [
            (one.person_id, one.subject) for one in session.scalars(select(Prompt).order_by(Prompt.id))
        ]
    )


async def test_everyone_is_asked_at_three_in_their_own_zone(
    pat: Somebody, cora: Somebody, town: Town
) -> None:
    await town.time.move_to(TUESDAY_3PM_NEW_YORK)
    await pat.sees("Check-in · ", "How has it moved lately?", "[ No change ]")
    await pat.sees(
        "Only your facilitator (Fay) sees your name with it.",
        "The team sees how this indicator moved and may guess who said so;",
        "Open until Fri 4 Dec, 5:00 pm.",
    )
    assert cora.messages() == []
    await town.time.move_to(TUESDAY_3PM_CHICAGO)
    await cora.sees("Check-in · ")
    assert await subjects(town) == [(2, "EC1.Leaders1"), (3, "EC1.Leaders2")]


async def test_one_tap_is_recorded_and_next_week_another_indicator_comes(
    pat: Somebody, cora: Somebody, town: Town
) -> None:
    await town.time.move_to(TUESDAY_4PM_CHICAGO)
    await pat.presses("No change")
    await pat.sees("Recorded: no change · Tue 1 Dec")
    await cora.presses("Moving")
    await cora.sees("Recorded: moving · Tue 1 Dec", "[ Add detail ] [ Change ]")
    await town.time.move_to(NEXT_TUESDAY_EVENING)
    assert len(pat.messages()) == 2
    by_person = await subjects(town)
    assert len(by_person) == len(set(by_person)) == 4


async def test_a_form_with_a_mistake_comes_back_filled_and_the_check_in_shows_the_answer(
    pat: Somebody, town: Town
) -> None:
    await town.time.move_to(TUESDAY_4PM_CHICAGO)
    await pat.presses("Write more…")
    await pat.fills(
        {"How has it moved?": "Moving", "What moved?": "Two engineers agreed to *judge*", "A link": "nope"}
    )
    await pat.presses("Edit answers") if pat.platform == "discord" else None
    await pat.sees_in_form("Two engineers agreed to *judge*")
    await pat.fills({"How has it moved?": "Moving", "A link": "https://example.org/notes"})
    await pat.sees("Recorded: moving", "Two engineers agreed to *judge*", "https://example.org/notes")
    assert not any("[ Moving ]" in words for words in pat.messages())
    answers = await town.ask(lambda session: session.scalars(select(Answer.words)).all())
    assert answers == ["Two engineers agreed to *judge*"]


async def test_what_was_said_is_quoted_when_the_same_indicator_comes_again(town: Town, platform: str) -> None:
    def add(session: Session) -> None:
        add_team(session, (Someone("pat", (platform,), ("building-administration",)),))
        add_schedule(session, "check-in", "weekly on Tue", time(15), {"indicators": ["EC1.Leaders3"]})

    await town.tell(add)
    pat = town.person("pat", platform)
    await town.time.move_to(TUESDAY_3PM_NEW_YORK)
    await pat.presses("Write more…")
    await pat.fills({"How has it moved?": "Stuck", "What moved?": "Only the *first* draft"})
    await pat.sees("Recorded: stuck", "Only the *first* draft")
    await town.time.move_to(NEXT_TUESDAY_EVENING)
    await pat.sees("Tue 1 Dec", "stuck", "Only the *first* draft", "How has it moved since?", "[ No change ]")


async def test_after_the_window_a_button_says_that_it_closed(pat: Somebody, town: Town) -> None:
    await town.time.move_to(TUESDAY_3PM_NEW_YORK)
    await pat.types("/stem checkin")
    await pat.sees("[ Moving ]")
    await town.time.move_to(SATURDAY)
    await pat.presses("Moving")
    await pat.sees("This check-in closed on Fri 4 Dec, 5:00 pm; nothing is recorded.")
    assert not any("[ Moving ]" in words for words in pat.messages())
    assert await town.ask(lambda session: session.scalars(select(Answer.id)).all()) == []


async def test_a_correction_is_a_new_row_and_a_double_press_is_not(pat: Somebody, town: Town) -> None:
    await town.time.move_to(TUESDAY_4PM_CHICAGO)
    await pat.presses("Moving")
    await pat.sees("Recorded: moving")
    await pat.sees("You can change it until Fri 4 Dec, 5:00 pm.")
    await pat.presses("Change")
    await pat.sees("Recorded so far: moving. It stands until you press another.")
    await pat.presses("Stuck")
    await pat.sees("Recorded: stuck", "[ What is in the way? ]")
    await pat.presses("What is in the way?")
    await pat.fills({"What is in the way?": "No bus for the visit"})
    await pat.sees("In the way: No bus for the visit")
    movements = await town.ask(
        lambda session: session.scalars(select(Answer.movement).order_by(Answer.id)).all()
    )
    assert movements == ["moving", "stuck", "stuck"]


async def test_after_the_window_what_was_said_stands(pat: Somebody, town: Town) -> None:
    await town.time.move_to(TUESDAY_4PM_CHICAGO)
    await pat.presses("Stuck")
    await pat.sees("Recorded: stuck")
    await town.time.move_to(SATURDAY)
    await pat.presses("Change")
    await pat.sees("Recorded: stuck", "This check-in closed on Fri 4 Dec, 5:00 pm; what is recorded stands.")


async def test_nothing_but_the_hello_comes_before_a_yes(town: Town, platform: str) -> None:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",), agreed=False),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15))

    await town.tell(add)
    pat = town.person("pat", platform)
    await town.time.move_to(TUESDAY_4PM_CHICAGO)
    assert len([*pat.messages(), *pat.messages(channel=True)]) == 1
    await pat.is_greeted("your facilitator (Fay)", "[ Not for me ]")
    await pat.agrees()
    await pat.sees("Check-in · ")


async def test_who_observes_by_now_answers_no_check_in(pat: Somebody, town: Town) -> None:
    await town.time.move_to(TUESDAY_3PM_NEW_YORK)
    await pat.sees("[ Moving ]")
    await town.tell(
        lambda session: session.execute(
            update(Membership).where(Membership.person_id == 2).values(permission="observer")
        )
    )
    await pat.presses("Moving")
    await pat.sees("You observe this team")
    assert await town.ask(lambda session: session.scalars(select(Answer.id)).all()) == []
