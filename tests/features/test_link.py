"""One person, two platforms: a code ties the accounts, and what was tied can be parted again."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import Answer, Delivery, LinkCode, Membership, Prompt, RoleHolder, SeenEvent
from tests.builders import Someone, add_rating, add_schedule, add_team, person_called
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire

TUESDAY_AT_THREE = datetime(2026, 12, 1, 20, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
async def team(town: Town) -> None:
    people = (
        Someone("fay", ("slack",), permission="facilitator"),
        Someone("pat", ("slack",), ("building-administration",)),
        Someone("theo", ("slack",)),
        Someone("sam", ("discord",), ("student-leader",), adviser="theo"),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "every tuesday", time(15))

    await town.tell(add)


async def code_of(somebody: Somebody) -> str:
    await somebody.types("/stem link")
    shown = await somebody.sees("Your code:")
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", str(shown))
    assert found
    return found.group()


@pytest.mark.usefixtures("team")
@pytest.mark.parametrize("first", ["slack", "discord"])
async def test_a_code_ties_an_account_that_nobody_has_and_unlink_parts_it(town: Town, first: str) -> None:
    known = town.person("pat", "slack") if first == "slack" else town.person("sam", "discord")
    new = town.person(known.name, "discord" if first == "slack" else "slack")
    await new.types("/stem link")
    await new.sees("I do not know this account.")
    code = await code_of(known)
    await new.types(f"/stem link {code.lower()}")
    await new.sees("Linked: this account is", "[ There, on ", "] [ Here, on ")
    await known.sees("are one person now. If that was not you: /stem unlink")
    await new.types("/stem role")
    await new.sees("Student leader" if first == "discord" else "Building administration")
    await new.types(f"/stem link {code}")
    await new.sees("That code was used already")
    await new.types("/stem unlink")
    await new.sees("Unlinked.", "has no seat of its own any more.")
    await new.types("/stem role")
    await new.sees("You are not on a team's roster yet")


@pytest.mark.usefixtures("team")
async def test_prompts_go_where_the_person_prefers_and_come_once(town: Town) -> None:
    slack, discord = town.person("pat", "slack"), town.person("pat", "discord")
    await discord.types(f"/stem link {await code_of(slack)}")
    await discord.presses("Here, on Discord")
    await discord.sees("What I send you goes to Discord.")
    await discord.sees("This is a test")
    await town.time.move_to(TUESDAY_AT_THREE)
    await discord.sees("Check-in ·", "[ Moving ]")
    assert not [words for words in slack.messages() if "Check-in" in words]
    await discord.presses("Moving")
    await discord.sees("Recorded: moving")
    assert await town.ask(lambda session: session.scalar(select(func.count(Answer.id)))) == 1
    await slack.types("/stem link")
    await slack.presses("Here, on Slack")
    await slack.sees("What I send you goes to Slack.")
    await town.time.move_to(TUESDAY_AT_THREE + WEEK)
    await slack.sees("Check-in ·", "[ Moving ]")


async def two_records(town: Town) -> None:
    """Sam stands twice on the roster: as a student on Discord, and as somebody with a task on Slack."""
    people = (
        Someone("fay", ("slack",), permission="facilitator"),
        Someone("theo", ("slack",)),
        Someone("sam", ("discord",), ("student-leader",), adviser="theo"),
        Someone("stella", ("slack",), ("teacher",), permission="leader"),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        add_schedule(session, "check-in", "every tuesday", time(15))
        add_rating(session, "stella", "EC1.Leaders2", 3)

    await town.tell(add)


@pytest.mark.parametrize(("keeper", "other"), [("sam", "stella"), ("stella", "sam")])
async def test_two_records_of_one_person_become_one_and_part_again(
    town: Town, keeper: str, other: str
) -> None:
    await two_records(town)
    on = {"sam": town.person("sam", "discord"), "stella": town.person("stella", "slack")}
    await town.time.move_to(TUESDAY_AT_THREE)
    for one in on.values():
        await one.sees("Check-in ·")
    before, name = await town.ask(held), keeper.capitalize()
    await on[other].types(f"/stem link {await code_of(on[keeper])}")
    await on[other].sees(f"Linked: this account is {name} now, as over there.")
    assert await town.ask(held) == {
        "seats": sorted([("Fay", "facilitator"), (name, "leader"), ("Theo", "member")]),
        "roles": [(name, "student-leader", "Theo"), (name, "teacher", None)],
    }
    await on[other].types("/stem role")
    await on[other].sees("You hold 2 roles.")
    await on[other].presses("Moving")
    await on[other].sees("Recorded: moving")
    await town.time.move_to(TUESDAY_AT_THREE + WEEK)
    asked = await town.ask(lambda session: session.scalars(select(Prompt.person_id)).all())
    assert asked[-1] == (await town.ask(lambda session: person_called(session, keeper))).id
    await on[keeper].types("/stem unlink")
    await on[keeper].sees("Unlinked.", "is as it was before, with the seats it had.")
    assert await town.ask(held) == before


def held(session: Session) -> dict[str, list[tuple[str | None, ...]]]:
    """The current seats and roles by name, and who stands beside whom."""
    day = datetime(2026, 12, 1, tzinfo=UTC).date()
    people = {one.id: one.name for one in (person_called(session, name) for name in NAMES)}
    seats: list[tuple[str | None, ...]] = [
        (people[one.person_id], one.permission)
        for one in session.scalars(select(Membership))
        if one.ends_on is None or one.ends_on >= day
    ]
    roles: list[tuple[str | None, ...]] = [
        (people[one.person_id], one.role, people.get(one.adviser_id or 0))
        for one in session.scalars(select(RoleHolder))
        if one.ends_on is None or one.ends_on >= day
    ]
    return {"seats": sorted(seats, key=str), "roles": sorted(roles, key=str)}


NAMES = ("fay", "theo", "sam", "stella")


async def test_an_adviser_who_stood_twice_on_the_roster_stays_beside_their_student(town: Town) -> None:
    people = (
        Someone("theo", ("slack",), ("teacher",)),
        Someone("stella", ("discord",), permission="facilitator"),
        Someone("fay", ("slack",)),
        Someone("sam", ("discord",), ("student-leader",), adviser="theo"),
    )
    await town.tell(lambda session: add_team(session, people))
    before = await town.ask(held)
    await town.person("theo", "slack").types(f"/stem link {await code_of(town.person('stella', 'discord'))}")
    await town.person("theo", "slack").sees("Linked: this account is Stella now")
    assert (await town.ask(held))["roles"] == [
        ("Sam", "student-leader", "Stella"),
        ("Stella", "teacher", None),
    ]
    await town.person("stella", "discord").types("/stem unlink")
    await town.person("stella", "discord").sees("Unlinked.")
    assert await town.ask(held) == before


@pytest.mark.usefixtures("team")
async def test_codes_that_are_no_good_are_told_apart_and_guessing_ends(town: Town) -> None:
    slack, discord = town.person("pat", "slack"), town.person("pat", "discord")
    code = await code_of(slack)
    await slack.types(f"/stem link {code}")
    await slack.sees("This is the code of this very account.")
    await town.time.move_to(town.time.now() + timedelta(minutes=10))
    await discord.types(f"/stem link {code}")
    await discord.sees("That code was good for ten minutes, which are over.")
    for _ in range(5):
        await discord.types("/stem link 3479-ACDE")
        await discord.sees("I know no such code.")
    newer = await code_of(slack)
    await discord.types(f"/stem link {newer}")
    await discord.sees("too many wrong codes")
    await town.time.move_to(town.time.now() + timedelta(hours=1, minutes=1))
    await discord.types(f"/stem link {await code_of(slack)}")
    await discord.sees("Linked:")


@pytest.mark.usefixtures("team")
async def test_somebody_elses_code_and_a_second_account_of_one_platform_are_refused(town: Town) -> None:
    pat, fay, sam = town.person("pat", "slack"), town.person("fay", "slack"), town.person("sam", "discord")
    await fay.types(f"/stem link {await code_of(pat)}")
    await fay.sees("That code is from Pat, who has an account on Slack already.")
    await sam.types(f"/stem link {await code_of(pat)}")
    await sam.sees("Linked: this account is Pat now")
    await sam.types(f"/stem link {await code_of(fay)}")
    await sam.sees("This account is tied to another one. Part them first: /stem unlink")


@pytest.mark.usefixtures("team")
async def test_a_code_is_kept_only_as_its_fingerprint(town: Town) -> None:
    code = await code_of(town.person("pat", "slack"))
    kept = await town.ask(
        lambda session: [
            *session.scalars(select(LinkCode.fingerprint)),
            *map(str, session.scalars(select(SeenEvent.reply))),
            *map(str, session.scalars(select(Delivery.card))),
        ]
    )
    assert len(kept[0]) == 64
    assert not [one for one in kept if code in one or code.replace("-", "") in one]
