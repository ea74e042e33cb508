"""The roster, as a facilitator runs it and as others see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Account, Change, Membership, Person, RoleHolder
from tests.builders import Someone, add_team
from tests.town import MONDAY_MORNING, Somebody, Town
from tests.words import words_of

pytestmark = pytest.mark.wire
Get = Callable[[str], Somebody]


@pytest.fixture
async def team(town: Town, platform: str) -> Get:
    people = (
        Someone("fay", (platform,), ("instructional-coach",), permission="facilitator"),
        Someone("cora", (platform,), ("teacher",)),
        Someone("theo", (platform,), permission="adviser"),
        Someone("sam", (platform,), ("student-leader",), adviser="cora"),
        Someone("stella", (platform,), ("student-leader",), adviser="theo"),
        Someone("nora", (platform,), permission="observer"),
    )
    await town.tell(lambda session: add_team(session, people))
    return lambda name: town.person(name, platform)


@pytest.fixture
def fay(team: Get) -> Somebody:
    return team("fay")


async def test_the_facilitator_sees_everybody_by_name(fay: Somebody) -> None:
    await fay.types("/stem roster list")
    await fay.sees(
        "Riverbend SLT: 6 on the roster",
        "Facilitators\n@Fay · STEM instructional coach",
        "Members\n@Cora · Teacher",
        "Advisers\n@Theo",
        "Observers\n@Nora",
        "Students\n@Sam · Student leader (adviser @Cora)\n@Stella · Student leader (adviser @Theo)",
    )


async def test_a_day_on_which_most_terms_end_is_said_once(fay: Somebody) -> None:
    for name in ("Dina", "Finn"):
        await fay.types(f"/stem roster add @{name} role:teacher until:2027-06-30")
        await fay.sees(f"Recorded: @{name}")
    for name in ("Cora", "Theo", "Nora", "Sam", "Stella", "Fay"):
        await fay.types(f"/stem roster add @{name} until:2027-06-30")
        await fay.sees(f"@{name} ", "until Wed 30 Jun")
    await fay.types("/stem roster add @Dina until:2027-03-31")
    await fay.sees("@Dina ", "until Wed 31 Mar")
    await fay.types("/stem roster list")
    shown = await fay.sees("Terms end on Wed 30 Jun where nothing else is said.")
    words = words_of(shown)
    assert "@Dina · Teacher (until Wed 30 Jun) · until Wed 31 Mar" in words
    assert "@Finn · Teacher\n" in words


async def test_students_are_named_to_their_adviser_and_counted_for_others(team: Get) -> None:
    await team("nora").types("/stem roster list")
    seen = await team("nora").sees("Students\n2 students")
    assert "Sam" not in str(seen)
    await team("cora").types("/stem roster list")
    await team("cora").sees("Students\n@Sam · Student leader (adviser @Cora)\nand 1 more student")
    await team("stella").types("/stem roster list")
    seen = await team("stella").sees("@Stella · Student leader (adviser @Theo)\nand 1 more student")
    assert "Sam" not in str(seen)


async def test_somebody_new_gets_a_seat_a_role_and_a_hello(team: Get, fay: Somebody, town: Town) -> None:
    await fay.types('/stem roster add @Dina "Dina Diaz" role:teacher zone:America/Chicago until:2027-06-30')
    await fay.sees(
        "Recorded: @Dina (Dina Diaz) is on the roster of Riverbend SLT.",
        "Member · Teacher · until Wed 30 Jun · America/Chicago",
        "I say hello at a friendly hour, and send nothing else before they agree.",
    )
    await team("dina").is_greeted("I help Riverbend SLT")
    person = await town.ask(
        lambda session: session.scalars(select(Person).order_by(Person.id.desc())).first()
    )
    assert person is not None
    assert (person.name, person.zone) == ("Dina Diaz", "America/Chicago")
    assert await changes(town) == ["person added", "membership added", "role holder added"]


async def test_somebody_without_a_name_can_be_given_one(fay: Somebody, team: Get, town: Town) -> None:
    dina = team("dina")
    await fay.types("/stem roster add @Dina")
    await fay.sees(
        "Recorded: @Dina is on the roster",
        "They hold no role yet, so I ask them nothing.",
        f"They have no name yet: where I cannot mention them, I call them @{dina.account}.",
    )
    await fay.presses("Add a name")
    await fay.fills({"Their name": "Dina Diaz"})
    await fay.sees("Recorded: Dina Diaz")
    names = await town.ask(lambda session: session.scalars(select(Person.name)).all())
    assert "Dina Diaz" in names


async def test_a_student_needs_an_adviser_of_the_team(fay: Somebody, team: Get, town: Town) -> None:
    await fay.types("/stem roster add @Dina role:student-leader")
    await fay.sees("A student needs an adviser", "/stem roster add @Sam role:student-leader adviser:@Theo")
    await fay.types("/stem roster add @Dina role:student-leader adviser:@Finn")
    await fay.sees("@Finn is not on the roster of Riverbend SLT yet.")
    await fay.types("/stem roster add @Dina role:student-leader adviser:@Sam")
    await fay.sees("@Sam is a student; an adviser is a teacher of the team.")
    await fay.types("/stem roster add @Dina role:student-leader adviser:@Dina")
    await fay.sees("Nobody is their own adviser.")
    assert await changes(town) == []
    await fay.types("/stem roster add @Dina role:student-leader adviser:@Cora")
    await fay.sees("Recorded: @Dina", "Student leader · adviser @Cora")
    await team("cora").types("/stem roster list")
    await team("cora").sees("@Dina · Student leader (adviser @Cora)", "and 1 more student")


async def test_a_further_role_is_added_and_asking_twice_changes_nothing(fay: Somebody, town: Town) -> None:
    await fay.types("/stem roster add @Cora role:ecosystem-liaison")
    await fay.sees("Recorded: @Cora (Cora) is on the roster", "Member · Ecosystem liaison")
    await fay.types("/stem roster add @Cora role:ecosystem-liaison")
    await fay.sees("@Cora (Cora) is on the roster of Riverbend SLT already; nothing was changed.")
    await fay.types("/stem roster list")
    await fay.sees("@Cora · Teacher · Ecosystem liaison")
    assert await changes(town) == ["role holder added"]


async def test_the_form_asks_for_what_the_line_left_out(fay: Somebody, team: Get, platform: str) -> None:
    await fay.types("/stem roster add")
    await fay.sees_in_form("Add to the roster", "Their adviser", "Needed for a student", "takes part")
    dina, cora = team("dina"), team("cora")
    await fay.fills({"Who?": dina.account, "Which role": "Student leader", "Their name": "Dina D"})
    if platform == "slack":
        await fay.sees_in_form("A student needs an adviser")
    else:
        await fay.sees("Not recorded yet.", "A student needs an adviser")
        await fay.presses("Edit answers")
    await fay.fills({"Their adviser": cora.account})
    await fay.sees("Recorded: @Dina (Dina D)", "Member · Student leader · adviser @Cora")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("@Dina role:teach", "There is no role teach. Closest: Teacher (teacher)."),
        ("@Dina zone:Chicago", "There is no time zone Chicago. Closest: America/Chicago"),
        ("@Dina zone:EST", "There is no time zone EST. Closest: America/New_York"),
        ("@Dina until:2026-11-01", "Sun 1 Nov has passed. Choose today or a later day"),
        ("@Fay permission:member", "@Fay is the only facilitator. Make somebody else one first."),
    ],
)
async def test_what_cannot_be_is_explained_and_nothing_is_stored(
    fay: Somebody, town: Town, line: str, words: str
) -> None:
    await fay.types(f"/stem roster add {line}")
    await fay.sees(words)
    assert await changes(town) == []
    assert await town.ask(lambda session: len(session.scalars(select(Account)).all())) == 6


async def test_an_unknown_permission_is_answered_with_the_list(
    fay: Somebody, town: Town, platform: str
) -> None:
    await fay.types("/stem roster add @Dina permission:facilitater")
    if platform == "slack":
        await fay.sees("There is no permission facilitater.", "permission:facilitator")
    else:
        told = [one.words for one in fay.hands.troubles(fay.account)]
        assert told == ["permission: Choose one of: Facilitator, Leader, Member, Adviser, Observer."]
    assert await changes(town) == []


async def test_only_a_facilitator_changes_the_roster(team: Get, town: Town) -> None:
    await team("cora").types("/stem roster add @Dina role:teacher")
    await team("cora").sees("Only a facilitator of Riverbend SLT can do this. Please ask Fay.")
    await team("cora").types("/stem roster end @Sam")
    await team("cora").sees("Only a facilitator of Riverbend SLT can do this.")
    assert await changes(town) == []


async def test_a_term_ends_today_and_nothing_is_deleted(team: Get, fay: Somebody, town: Town) -> None:
    await fay.types("/stem roster end @Cora")
    await fay.sees(
        "Today is the last day of @Cora in Riverbend SLT.",
        "What they said and did stays on record.",
        "1 student has them as adviser and needs another one",
    )
    await town.time.move_to(MONDAY_MORNING + timedelta(days=1))
    await team("cora").types("/stem tasks list")
    await team("cora").sees("You are not on a team's roster yet")
    await fay.types("/stem roster list")
    await fay.sees("Riverbend SLT: 5 on the roster")
    kept = await town.ask(
        lambda session: session.scalars(select(RoleHolder.ends_on).where(RoleHolder.role == "teacher")).all()
    )
    assert kept == [date(2026, 11, 30)]


async def test_one_role_can_end_alone_and_be_taken_back_the_same_day(fay: Somebody, town: Town) -> None:
    await fay.types("/stem roster end @Cora teecher")
    await fay.sees("There is no role teecher.")
    await fay.types("/stem roster end @Cora role:teacher")
    await fay.sees("Today is the last day of @Cora as Teacher.")
    await fay.types("/stem roster add @Cora role:teacher")
    await fay.sees("Recorded: @Cora (Cora) is on the roster")
    await town.time.move_to(datetime(2026, 12, 2, 14, tzinfo=UTC))
    await fay.types("/stem roster list")
    await fay.sees("Members\n@Cora · Teacher")


async def test_the_last_facilitator_stays(fay: Somebody, team: Get) -> None:
    await fay.types("/stem roster end @Fay")
    await fay.sees("@Fay is the only facilitator, so this would leave Riverbend SLT without one.")
    await fay.types("/stem roster add @Theo permission:facilitator")
    await fay.sees("Recorded: @Theo", "Facilitator · America/New_York")
    await fay.types("/stem roster end @Fay")
    await fay.sees("Today is the last day of @Fay in Riverbend SLT.")
    await team("theo").types("/stem roster end @Theo")
    await team("theo").sees("@Theo is the only facilitator")


async def test_what_the_installation_declares_is_not_changed_in_chat(fay: Somebody, town: Town) -> None:
    def declare(session: Session) -> None:
        for row in session.scalars(select(Membership)):
            row.managed = "config"

    await town.tell(declare)
    await fay.types("/stem roster end @Cora")
    await fay.sees("@Cora stands in the file that I was set up from, so it is changed there")
    await fay.types("/stem roster add @Cora permission:leader")
    await fay.sees("@Cora stands in the file that I was set up from, so it is changed there")
    await fay.types("/stem roster add @Cora role:ecosystem-liaison")
    await fay.sees("Recorded: @Cora")
    assert await changes(town) == ["role holder added"]


async def test_who_is_not_there_cannot_leave(fay: Somebody) -> None:
    await fay.types("/stem roster end @Dina")
    await fay.sees("@Dina is not on the roster of Riverbend SLT.")
    await fay.types("/stem roster end @Cora role:student-leader")
    await fay.sees("@Cora does not hold the role Student leader.")


async def changes(town: Town) -> list[str]:
    rows = await town.ask(lambda session: session.scalars(select(Change).order_by(Change.id)).all())
    return [f"{one.record} {one.what}" for one in rows]
