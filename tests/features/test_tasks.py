"""Tasks, as people work through them on both platforms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.store.models import Change, Task
from tests.builders import TEAM
from tests.town import MONDAY_MORNING, Somebody, Town

if TYPE_CHECKING:
    from sqlalchemy.orm import Session
from tests.features.tasks_team import person_id, settle_team

pytestmark = pytest.mark.wire


@pytest.fixture
async def team(town: Town, platform: str) -> Callable[[str], Somebody]:
    return await settle_team(town, platform)


@pytest.fixture
def fay(team: Callable[[str], Somebody]) -> Somebody:
    return team("fay")


@pytest.fixture
def cora(team: Callable[[str], Somebody]) -> Somebody:
    return team("cora")


@pytest.fixture
def sam(team: Callable[[str], Somebody]) -> Somebody:
    return team("sam")


async def given(town: Town, title: str, due: date | None = None, *, to: str = "", role: str = "") -> None:
    def add(session: Session) -> None:
        session.add(
            Task(
                team_id=TEAM,
                title=title,
                person_id=person_id(session, to) if to else None,
                role=role or None,
                due_on=due,
                added_by=person_id(session, "Fay"),
                added_at=MONDAY_MORNING,
            )
        )

    await town.tell(add)


async def test_a_student_works_through_their_list_and_the_adviser_hears_of_it(
    sam: Somebody, cora: Somebody, town: Town
) -> None:
    await given(town, "Poster for the showcase", date(2026, 12, 4), to="Sam")
    await given(town, "Two volunteers", date(2026, 11, 27), role="student-leader")
    await given(town, "Ask about electives", to="Sam")
    await given(town, "Order glue", to="Cora")
    await sam.types("/stem tasks list")
    shown = await sam.sees(
        "Your tasks (3)",
        "1. Two volunteers · was due Fri 27 Nov, still open",
        "2. Poster for the showcase · due Fri 4 Dec",
        "3. Ask about electives · no date",
        "[ Done ] [ Need help ]",
    )
    assert "Order glue" not in shown.words
    await sam.presses("Done")
    await sam.sees("Done: Two volunteers", "Told: @Cora.", "[ Undo ]", "Your tasks (2)", "1. Poster")
    await cora.sees("@Sam finished: Two volunteers")
    await sam.presses("Undo")
    await sam.sees("Open again: Two volunteers", "Your tasks (3)")
    await cora.sees("@Sam took that back. Still open: Two volunteers")


async def test_undo_is_over_after_ten_minutes_and_what_is_done_stays_done(sam: Somebody, town: Town) -> None:
    await given(town, "Poster for the showcase", to="Sam")
    await sam.types("/stem tasks list")
    await sam.presses("Done")
    await sam.sees("Done: Poster for the showcase", "You have no open tasks.")
    await town.time.move_to(MONDAY_MORNING + timedelta(minutes=11))
    await sam.presses("Undo")
    await sam.sees("More than ten minutes have passed, so this stays done")
    done = await town.ask(lambda session: session.scalars(select(Task)).one().done_at)
    assert done is not None


async def test_a_task_of_a_role_is_told_to_each_holder_and_done_once(
    fay: Somebody, sam: Somebody, town: Town, platform: str
) -> None:
    stella = town.person("stella", platform)
    await fay.types('/stem tasks add "Ask about electives" role:student-leader due:2026-12-11')
    await fay.sees(
        "Added: Ask about electives · due Fri 11 Dec · for the role Student leader.",
        "Told: @Sam. Not told yet: @Stella. My message waits until they agree to get any.",
    )
    await sam.sees("@Fay has a task for the role Student leader:", "Ask about electives · due Fri 11 Dec")
    assert not [words for words in stella.messages() if "electives" in words]
    await sam.presses("Done")
    await sam.sees("Done: Ask about electives", "Told: @Cora.", "[ Undo ]")
    await stella.types("/stem hello")
    await stella.presses("Sounds good")
    await stella.sees("@Fay has a task for the role Student leader:")
    await stella.presses("Done")
    await stella.sees("This was done on Mon 30 Nov: Ask about electives")
    assert await changes(town) == ["added", "done"]


async def test_an_undo_on_the_message_that_told_offers_the_task_again(
    fay: Somebody, sam: Somebody, town: Town
) -> None:
    await fay.types('/stem tasks add "Poster for the showcase" to:@Sam')
    await fay.sees("Added: Poster for the showcase · no date · for @Sam.", "Told: @Sam.")
    await sam.sees("@Fay asks you to take this on:", "Poster for the showcase · no date", "[ Done ]")
    await sam.presses("Done")
    await sam.presses("Undo")
    await sam.sees("Open again: Poster for the showcase", "[ Done ] [ Need help ]")
    assert await changes(town) == ["added", "done", "undone"]


async def test_a_student_who_needs_help_asks_their_adviser_and_nobody_else(
    fay: Somebody, cora: Somebody, sam: Somebody, town: Town
) -> None:
    await given(town, "Poster for the showcase", to="Sam")
    await sam.types("/stem tasks list")
    await sam.presses("Need help")
    await sam.fills({"What would help?": "Who has the *big* printer?"})
    await sam.sees("You asked for help with Poster for the showcase.", "Told: @Cora.")
    await cora.sees("@Sam asks for help with a task.", "Who has the *big* printer?")
    await town.app.settle()
    assert not [words for words in fay.messages() if "printer" in words]


async def test_an_adult_who_needs_help_asks_the_facilitator(
    fay: Somebody, cora: Somebody, town: Town
) -> None:
    await given(town, "Order glue", to="Cora")
    await cora.types("/stem tasks list")
    await cora.presses("Need help")
    await cora.fills({"What would help?": "A budget line"})
    await cora.sees("Told: @Fay.")
    await fay.sees("@Cora asks for help with a task.", "Order glue · no date", "A budget line")


async def test_a_long_list_has_pages_and_stays_on_the_page_where_something_was_done(
    sam: Somebody, town: Town
) -> None:
    for number in range(1, 12):
        await given(town, f"Step {number}", to="Sam")
    await sam.types("/stem tasks list")
    await sam.sees("Your tasks (11)", "8. Step 8", "[ More ]")
    await sam.presses("More")
    await sam.sees("Your tasks (11)", "9. Step 9", "11. Step 11", "[ Back to the first ]")
    await sam.presses("Done")
    shown = await sam.sees("Done: Step 9", "Your tasks (10)", "9. Step 10")
    assert "1. Step 1\n" not in shown.words
    await sam.presses("Back to the first")
    await sam.sees("Your tasks (10)", "1. Step 1 ")


async def test_an_observer_has_no_tasks_even_of_a_role(town: Town, team: Callable[[str], Somebody]) -> None:
    await given(town, "Order glue", role="teacher")
    nora = team("nora")
    await nora.types("/stem tasks list")
    await nora.sees("You have no open tasks.")


async def test_a_task_that_went_to_somebody_else_is_not_done_by_an_old_button(
    sam: Somebody, town: Town
) -> None:
    await given(town, "Poster for the showcase", to="Sam")
    await sam.types("/stem tasks list")
    await sam.sees("1. Poster for the showcase")

    def pass_on(session: Session) -> None:
        session.scalars(select(Task)).one().person_id = person_id(session, "Cora")

    await town.tell(pass_on)
    await sam.presses("Done")
    await sam.sees("This task is not yours any more, so nothing was changed.")
    assert await changes(town) == []


async def changes(town: Town) -> list[str]:
    return list(
        await town.ask(
            lambda session: session.scalars(
                select(Change.what).where(Change.record == "task").order_by(Change.id)
            ).all()
        )
    )
