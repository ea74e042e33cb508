"""One's own time of day, days and quiet hours: said in a line or a form, and kept at once."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import NotAsked, Prompt
from tests.builders import Someone, add_schedule, add_team, person_called
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

HALF_PAST_EIGHT = datetime(2026, 12, 1, 13, 30, tzinfo=UTC)
DUE = datetime(2026, 12, 1, 20, tzinfo=UTC)
DUE_IN_CALIFORNIA = datetime(2026, 12, 1, 23, tzinfo=UTC)
THURSDAY = datetime(2026, 12, 3, 20, tzinfo=UTC)
SATURDAY = datetime(2026, 12, 5, 15, tzinfo=UTC)


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


def asked(somebody: Somebody) -> list[str]:
    return [words for words in somebody.messages() if "Check-in ·" in words]


async def test_a_check_in_comes_at_the_persons_own_time(pat: Somebody, town: Town) -> None:
    await pat.types("/stem times")
    await pat.sees(
        "Time of day: as each check-in has it", "Days: as the team", "8:00 pm to 7:00 am, as the team"
    )
    await pat.types("/stem times at:8:30")
    await pat.sees("Recorded: your times", "Time of day: 8:30 am", "The next check-in comes on Tue 1 Dec.")
    await town.time.move_to(HALF_PAST_EIGHT)
    await pat.sees("Check-in ·")
    due = await town.ask(lambda session: session.scalars(select(Prompt.due_at).order_by(Prompt.due_at)).all())
    assert due == [HALF_PAST_EIGHT, DUE_IN_CALIFORNIA]


async def test_days_are_kept_and_what_has_no_day_left_is_excused(pat: Somebody, town: Town) -> None:
    liv = town.person("liv", pat.platform)
    await pat.types("/stem times days:thu,mon")
    await pat.sees("Days: Monday, Thursday", "The next check-in comes on Thu 3 Dec.")
    await liv.types("/stem times days:mon")
    await liv.sees("Days: Monday", "it is left out, and you count as excused")
    await town.time.move_to(DUE)
    assert asked(pat) == []
    await town.time.move_to(THURSDAY)
    await pat.sees("Check-in ·")
    await town.time.move_to(SATURDAY)
    assert (len(asked(pat)), len(asked(liv))) == (1, 0)
    why = await town.ask(
        lambda session: [(one.person_id, one.why) for one in session.scalars(select(NotAsked))]
    )
    assert why == [(3, "own-times")]


async def test_what_is_planned_already_moves_to_the_new_time(pat: Somebody, town: Town) -> None:
    liv = town.person("liv", pat.platform)
    await town.time.move_to(DUE)
    await pat.sees("Check-in ·")
    await liv.types("/stem times at:4pm")
    await liv.sees("Time of day: 4:00 pm")
    await town.time.move_to(DUE_IN_CALIFORNIA)
    assert asked(liv) == []
    await town.time.move_to(datetime(2026, 12, 2, 0, tzinfo=UTC))
    await liv.sees("Check-in ·")
    assert len(asked(liv)) == 1


async def test_the_form_shows_the_times_and_takes_others(pat: Somebody, town: Town) -> None:
    await pat.types("/stem times")
    await pat.presses("Change times")
    await pat.fills({"Time of day": "14:00", "On which days?": "Monday", "Your quiet hours": "13:00-15:00"})
    wrong = "2:00 pm lies in quiet hours, in which I do not write to you. Try: /stem times at:8:30"
    if pat.platform == "discord":
        await pat.sees(wrong)
        await pat.presses("Edit answers")
    else:
        await pat.sees_in_form(wrong)
    await pat.sees_in_form("13:00-15:00")
    await pat.fills({"Time of day": "", "On which days?": "Monday", "Your quiet hours": "18:00-07:00"})
    await pat.sees(
        "Time of day: as each check-in has it",
        "Days: Monday",
        "Quiet hours: 6:00 pm to 7:00 am, and the team's: 8:00 pm to 7:00 am",
    )
    await pat.presses("As the team")
    await pat.sees("Days: as the team", "Quiet hours: 8:00 pm to 7:00 am, as the team")
    assert await town.ask(lambda session: person_called(session, "pat").quiet_from) is None


async def test_one_of_several_check_ins_can_be_left_out_and_taken_in_again(pat: Somebody, town: Town) -> None:
    def add(session: Session) -> None:
        second = add_schedule(session, "check-in", "weekly on Wed", time(15), slot="check-in-2")
        second.title = "Midweek"

    await town.tell(add)
    await pat.types("/stem times")
    await pat.chooses("Leave out: check-in")
    await pat.sees("You do not get: check-in", "The next check-in comes on Wed 2 Dec.")
    await town.time.move_to(DUE)
    assert asked(pat) == []
    why = await town.ask(
        lambda session: [(one.person_id, one.why) for one in session.scalars(select(NotAsked))]
    )
    assert why == [(2, "opted-out")]
    await pat.chooses("Ask me again: check-in")
    await pat.sees("Recorded: your times", "The next check-in comes on Wed 2 Dec.")
    await town.time.move_to(datetime(2026, 12, 2, 20, tzinfo=UTC))
    await pat.sees("Check-in ·")
    assert len(asked(pat)) == 1


async def test_times_that_cannot_be_are_refused_in_words(pat: Somebody, town: Town) -> None:
    await pat.types("/stem times at:25:00")
    await pat.sees("No clock shows 25:00. Try: /stem times at:8:30")
    await pat.types("/stem times days:mon,foo")
    await pat.sees("I know no weekday called foo. Try: /stem times days:mon,wed")
    await pat.types("/stem times quiet:18:00")
    await pat.sees("Give two different times, from when until when. Try: /stem times quiet:18:00-07:00")
    await pat.types("/stem times quiet:07:00-20:00")
    await pat.sees("With the quiet hours of Riverbend SLT this leaves no time of day.")
    await pat.types("/stem times at:6:00")
    await pat.sees("6:00 am lies in quiet hours, in which I do not write to you.")
    person = await town.ask(lambda session: person_called(session, "pat"))
    assert (person.own_time, person.own_days, person.quiet_from) == (None, "", None)
