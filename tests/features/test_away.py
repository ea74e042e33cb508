"""Going away: nothing comes by itself, what fell into the time is excused, and coming back brings no heap."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.schedule import outbox
from bot.store.models import Absence, Delivery, NotAsked, Prompt
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

DUE = datetime(2026, 12, 1, 20, tzinfo=UTC)
ON_LEAVE = datetime(2026, 12, 3, 14, tzinfo=UTC)
AFTER_LEAVE = datetime(2026, 12, 9, 14, tzinfo=UTC)
NEXT_DUE = datetime(2026, 12, 15, 20, tzinfo=UTC)


@pytest.fixture
async def pat(town: Town, platform: str) -> Somebody:
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("liv", (platform,), ("ecosystem-liaison",), zone="America/Los_Angeles"),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "weekly on Tue", time(15))

    await town.tell(add)
    return town.person("pat", platform)


async def left_alone(town: Town) -> list[tuple[int, str]]:
    return await town.ask(
        lambda session: [(one.person_id, one.why) for one in session.scalars(select(NotAsked))]
    )


async def test_nobody_is_asked_while_away_and_coming_back_brings_no_heap(pat: Somebody, town: Town) -> None:
    await pat.types("/stem away until:2026-12-08")
    await pat.sees(
        "Until Tue 8 Dec I send you nothing unasked.",
        "The 2 check-ins that fall into it (Tue 1 Dec, Tue 8 Dec) are left out, and you count as excused.",
        "I still tell you when somebody gives you a task.",
        "/stem away now:back",
    )
    before = len(pat.messages())
    await town.time.move_to(AFTER_LEAVE)
    assert len(pat.messages()) == before
    assert await left_alone(town) == [(2, "away"), (2, "away")]
    await town.time.move_to(NEXT_DUE)
    await pat.sees("Check-in ·")
    asked = await town.ask(
        lambda session: session.scalars(select(Prompt.due_at).where(Prompt.person_id == 2)).all()
    )
    assert asked == [NEXT_DUE]


async def test_what_is_written_and_not_sent_is_cancelled_for_good_when_they_go(
    pat: Somebody, town: Town
) -> None:
    liv = town.person("liv", pat.platform)
    await town.time.move_to(DUE)
    await pat.sees("Check-in ·")
    await liv.types("/stem away now:open")
    await liv.sees("I ask you nothing until you say so", "To go on: /stem away now:back")
    await liv.types("/stem away now:back")
    await liv.sees("Welcome back. What fell into the time is not sent now.", "comes on Tue 8 Dec")
    await town.time.move_to(ON_LEAVE)
    assert not [words for words in liv.messages() if "Check-in ·" in words]
    states = await town.ask(
        lambda session: session.scalars(select(Delivery.state).where(Delivery.kind == "prompt")).all()
    )
    assert sorted(states) == [outbox.CANCELLED, outbox.SENT]
    assert await left_alone(town) == [(3, "pause")]


async def test_what_is_open_when_they_go_is_excused_and_counts_again_when_they_are_back(
    pat: Somebody, town: Town
) -> None:
    await town.time.move_to(DUE)
    await pat.sees("Check-in ·")
    await pat.types("/stem away until:Friday")
    await pat.sees("Until Fri 4 Dec I send you nothing unasked. No check-in of yours falls into it.")
    assert await left_alone(town) == [(2, "away")]
    await pat.types("/stem away")
    await pat.sees("Until Fri 4 Dec I send you nothing unasked.", "[ I am back ]")
    await pat.presses("I am back")
    await pat.sees("Welcome back.")
    assert await left_alone(town) == []


async def test_without_days_it_says_how_and_the_form_takes_them(pat: Somebody, town: Town) -> None:
    await pat.types("/stem away")
    await pat.sees("You are not away: check-ins come as planned.", "/stem away until:2026-12-07")
    await pat.presses("Choose days")
    await pat.fills({"Until which day?": "2026-12-02", "From which day": "2026-12-04"})
    wrong = "It would end on Wed 2 Dec, before it begins on Fri 4 Dec."
    if pat.platform == "discord":
        await pat.sees(wrong)
        await pat.presses("Edit answers")
    else:
        await pat.sees_in_form(wrong)
    await pat.fills({"Until which day?": "2026-12-09", "From which day": "2026-12-04"})
    await pat.sees(
        "From Fri 4 Dec until Wed 9 Dec I send you nothing unasked.",
        "The check-in of Tue 8 Dec, which falls into it, is left out",
    )
    days = await town.ask(
        lambda session: [(str(one.starts_on), str(one.ends_on)) for one in session.scalars(select(Absence))]
    )
    assert days == [("2026-12-04", "2026-12-09")]


async def test_days_that_cannot_be_are_refused_in_words(pat: Somebody, town: Town) -> None:
    await pat.types("/stem away until:2020-01-01")
    await pat.sees("1 Jan 2020 has passed. Choose today or a later day. Try: /stem away until:2026-12-07")
    await pat.types("/stem away from:2026-12-20 until:2026-12-10")
    await pat.sees("It would end on Thu 10 Dec, before it begins on Sun 20 Dec.")
    await pat.types("/stem away until:2029-01-01")
    await pat.sees("That is more than a year. For a pause without a last day: /stem away now:open")
    await pat.types("/stem away until:someday")
    await pat.sees("I know no day called someday. Try: /stem away until:2026-12-07")
    assert await town.ask(lambda session: session.scalars(select(Absence)).all()) == []
    await pat.types("/stem away now:back")
    await pat.sees("You are not away, so nothing changes. To go away: /stem away until:2026-12-07")


async def test_the_question_whether_to_pause_is_answered_with_one_press(pat: Somebody, town: Town) -> None:
    await pat.types("/stem away")
    await pat.presses("Until I say so")
    await pat.sees(
        "I ask you nothing until you say so", "For other days or hours instead of none: /stem times"
    )
    await town.time.move_to(AFTER_LEAVE)
    await pat.types("/stem times")
    await pat.sees("You have a pause: I ask you nothing until you say so.")
    await pat.presses("I am back")
    await pat.sees("Welcome back.", "The next check-in comes on Tue 15 Dec.")
    assert not [words for words in pat.messages() if "Check-in ·" in words]
