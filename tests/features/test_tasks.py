"""Tasks, as people work through them on both platforms."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from bot.store.models import Change, Delivery, Person, Task
from tests.builders import TEAM, Someone, add_team
from tests.town import MONDAY_MORNING, NotSeen, Somebody, Town

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.wire


@pytest.fixture
async def team(town: Town, platform: str) -> None:
    people = (
        Someone("fay", (platform,), ("instructional-coach",), permission="facilitator"),
        Someone("cora", (platform,), ("teacher",)),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("sam", (platform,), ("student-leader",), adviser="cora"),
        Someone("stella", (platform,), ("student-leader",), adviser="cora", agreed=False),
        Someone("nora", (platform,), ("teacher",), permission="observer"),
    )
    await town.tell(lambda session: add_team(session, people))


@pytest.fixture
def fay(team: None, town: Town, platform: str) -> Somebody:
    return town.person("fay", platform)


@pytest.fixture
def cora(team: None, town: Town, platform: str) -> Somebody:
    return town.person("cora", platform)


@pytest.fixture
def sam(team: None, town: Town, platform: str) -> Somebody:
    return town.person("sam", platform)


def person_id(session: Session, name: str) -> int:
    return session.scalars(select(Person.id).where(Person.name == name)).one()


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


async def never_sees(somebody: Somebody, *words: str) -> None:
    with pytest.raises(NotSeen):
        await somebody.sees(*words, patience=0.3)


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
    await cora.sees("@Sam took that back; still open: Two volunteers")


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


async def test_done_twice_is_done_once(sam: Somebody, cora: Somebody, town: Town, platform: str) -> None:
    await given(town, "Poster for the showcase", to="Sam")
    await sam.types("/stem tasks list")
    stale = await sam.sees("1. Poster for the showcase · no date")
    button = next(one for part in stale.parts for one in getattr(part, "controls", ()) if one.label == "Done")
    await sam.presses("Done")
    await sam.sees("Done: Poster for the showcase")
    await town.hands[platform].presses(sam.account, stale.id, button.id) if False else None
    changes = await town.ask(
        lambda session: session.scalars(select(Change.what).where(Change.record == "task")).all()
    )
    assert changes == ["done"]
