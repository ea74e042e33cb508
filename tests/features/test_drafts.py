"""A form that cannot be taken as it was: what was typed is kept and can be edited, by nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Draft
from tests.builders import Someone, add_schedule, add_team
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire
DISCORD = "discord"
TUESDAY_AT_THREE = datetime(2026, 12, 1, 20, tzinfo=UTC)


@pytest.fixture
async def fay(town: Town) -> Somebody:
    people = (
        Someone("fay", (DISCORD,), ("instructional-coach",), permission="facilitator"),
        Someone("pat", (DISCORD,), ("building-administration",), permission="facilitator"),
    )
    await town.tell(lambda session: add_team(session, people))
    return town.person("fay", DISCORD)


async def test_edit_answers_brings_back_what_was_typed_and_the_form_can_then_be_sent(fay: Somebody) -> None:
    await fay.types("/stem tasks add")
    await fay.fills({"What is to be done?": "Poster", "Who takes it on?": fay.account, "Due on": "Friday"})
    await fay.sees("Not recorded yet. Please look at this again:", "Due on: Write the day as year-month-day")
    await fay.presses("Edit answers")
    form = await fay.sees_in_form("Add a task")
    shown = {field.id: field.value for field in form.fields}
    assert shown["title"] == "Poster"
    assert shown["to"] == fay.account
    assert shown["due"] == "Friday"
    await fay.fills({"Due on": "2026-12-04"})
    await fay.sees("Added: Poster · due Fri 4 Dec · for @Fay.", "It is on your own list: /stem tasks")


async def test_a_check_ins_form_comes_back_and_what_is_corrected_there_is_recorded(
    fay: Somebody, town: Town
) -> None:
    await town.tell(lambda session: add_schedule(session, "check-in", "every tuesday", time(15)))
    await town.time.move_to(TUESDAY_AT_THREE)
    await fay.presses("Write more…")
    await fay.fills({"How has it moved?": "Moving", "What moved?": "Seats", "A link": "seats.example"})
    await fay.sees("Not recorded yet. Please look at this again:", "This is not a web address.")
    await fay.presses("Edit answers")
    form = await fay.sees_in_form("Check-in", "Seats")
    assert {field.id: field.value for field in form.fields}["movement"] == "moving"
    await fay.fills({"A link": "https://seats.example/notes"})
    await fay.sees("Recorded: moving", "Seats", "Evidence: https://seats.example/notes")


async def test_nobody_else_can_open_what_somebody_typed(fay: Somebody, town: Town) -> None:
    await fay.types("/stem tasks add", channel=True)
    await fay.fills({"What is to be done?": "Poster"})
    await fay.sees("Not recorded yet.", channel=True)

    def now_pats(session: Session) -> None:
        draft = session.scalars(select(Draft)).one()
        draft.account = town.person("pat", DISCORD).account

    await town.tell(now_pats)
    await fay.presses("Edit answers", channel=True)
    await fay.sees("These are somebody else's answers.", channel=True)


async def test_answers_that_are_not_kept_any_more_are_asked_for_again(fay: Somebody, town: Town) -> None:
    await fay.types("/stem tasks add")
    await fay.fills({"What is to be done?": "Poster"})
    await fay.sees("Not recorded yet.")
    await town.tell(lambda session: session.delete(session.scalars(select(Draft)).one()))
    await fay.presses("Edit answers")
    await fay.sees("What you typed is not kept any more. Please start again.")
