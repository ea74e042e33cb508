"""Adding tasks, by form and by typed line, and what cannot be added."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.store.models import Task
from tests.builders import Someone, add_team
from tests.town import Somebody, Town

if TYPE_CHECKING:
    pass
from tests.features.tasks_team import settle_team

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


async def test_the_form_asks_for_a_person_or_a_role_and_refuses_a_day_that_has_passed(
    fay: Somebody, sam: Somebody, platform: str
) -> None:
    await fay.types("/stem tasks add")
    await fay.sees_in_form("Add a task", "What is to be done?", "Or everyone with this role")
    await fay.fills({"What is to be done?": "Poster", "Due on": "2026-11-02"})
    await wrong(fay, platform, "Choose a person or a role, one of the two.")
    await edits_again(fay, platform)
    await fay.fills({"Who takes it on?": sam.account})
    await wrong(fay, platform, "Mon 2 Nov has passed. Choose today or a later day, for example 2026-12-07.")
    await edits_again(fay, platform)
    await fay.fills({"Due on": "2026-12-01"})
    await fay.sees("Added: Poster · due tomorrow · for @Sam.")
    await sam.sees("@Fay asks you to take this on:", "Poster · due tomorrow")


async def test_a_line_without_anybody_opens_the_form_with_what_was_typed(fay: Somebody) -> None:
    await fay.types('/stem tasks add "Poster for the showcase" due:friday')
    form = await fay.sees_in_form("Poster for the showcase")
    assert {field.id: field.value for field in form.fields}["due"] == "2026-12-04"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("title:Poster to:@Sam due:2026-11-02", "Mon 2 Nov has passed. Choose today or a later day"),
        ("title:Poster to:@Sam due:someday", "I know no day called someday. Try: /stem tasks add"),
        ("title:Poster role:student-lead", "There is no role student-lead. Closest: Student leader"),
        ("title:Poster to:@Sam role:teacher", "Choose a person or a role, one of the two."),
        ("title:Poster to:@Nora", "@Nora observes, and observers take on no tasks."),
        ("title:Poster to:@Dina", "@Dina is not on the roster of Riverbend SLT."),
        (f"title:{'x' * 151} to:@Sam", "This has 151 characters; 150 fit."),
    ],
)
async def test_what_cannot_be_added_is_explained_and_nothing_is_stored(
    fay: Somebody, town: Town, line: str, words: str
) -> None:
    await fay.types(f"/stem tasks add {line}")
    await fay.sees(words)
    assert await town.ask(lambda session: session.scalars(select(Task)).all()) == []


async def test_only_a_facilitator_adds_tasks(cora: Somebody, town: Town) -> None:
    await cora.types("/stem tasks add title:Poster to:@Sam")
    await cora.sees("Only a facilitator of Riverbend SLT can do this. Please ask Fay.")
    assert await town.ask(lambda session: session.scalars(select(Task)).all()) == []


async def test_a_facilitator_in_one_chat_gives_a_task_to_a_student_in_the_other(town: Town) -> None:
    people = (
        Someone("fay", ("slack",), permission="facilitator"),
        Someone("cora", ("slack",), ("teacher",)),
        Someone("sam", ("discord",), ("student-leader",), adviser="cora"),
    )
    await town.tell(lambda session: add_team(session, people))
    fay, sam = town.person("fay", "slack"), town.person("sam", "discord")
    await fay.types("/stem tasks add Poster for the showcase student leader 11 Dec")
    await fay.sees("Added: Poster for the showcase · due Fri 11 Dec", "Told: Sam.")
    await sam.sees("Fay has a task for the role Student leader:", "Poster for the showcase · due Fri 11 Dec")
    await sam.presses("Done")
    await town.person("cora", "slack").sees("Sam finished: Poster for the showcase")


async def test_somebody_who_cannot_be_found_is_said_back(town: Town) -> None:
    await town.tell(
        lambda session: add_team(session, (Someone("fay", ("slack",), permission="facilitator"),))
    )
    fay = town.person("fay", "slack")
    await fay.types("/stem tasks add Poster for the fair @Zoe 2026-12-11")
    await fay.sees("I find nobody called @Zoe here.", "Type @ and pick the person from the list.")


async def test_words_that_a_command_does_not_take_are_not_passed_over(town: Town) -> None:
    await town.tell(
        lambda session: add_team(session, (Someone("fay", ("slack",), permission="facilitator"),))
    )
    fay = town.person("fay", "slack")
    await fay.types("/stem tasks remove Poster")
    await fay.sees("There is no /stem tasks", "/stem tasks")


async def wrong(somebody: Somebody, platform: str, words: str) -> None:
    """A form's mistakes stand at its fields, or in a message where forms have no place for them."""
    await (somebody.sees_in_form(words) if platform == "slack" else somebody.sees(words))


async def edits_again(somebody: Somebody, platform: str) -> None:
    if platform == "discord":
        await somebody.presses("Edit answers")
