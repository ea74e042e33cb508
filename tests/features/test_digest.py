"""The weekly digest: what the channels hear."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import Absence, Delivery, Person, Prompt, Team
from tests.builders import TEAM, Someone, add_goal, add_schedule, add_state, person_called
from tests.features.digest_week import BLOCKER, FRIDAY_4PM, TUESDAY_3PM, WEEK, a_full_week, overdue, settle_in
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    await settle_in(town, platform)
    return town.person("fay", platform)


async def test_the_channel_hears_what_moved_and_how_many_answered(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees(
        "1 indicator moved. 1 is stuck. 2 of 3 check-ins answered.",
        "Moved\nBuilding support for STEM (EC1.Leaders1)",
        "Stuck\nStudents' understanding of STEM (EC1.Students1)",
        "No meeting is planned.",
        "Riverbend SLT, Fri 27 Nov to Fri 4 Dec.",
        "[ See status ]",
        channel=True,
    )


async def test_both_platforms_get_the_same_digest_once(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await town.time.move_to(FRIDAY_4PM)
    await town.time.move_to(FRIDAY_4PM + timedelta(hours=30))
    for platform in ("slack", "discord"):
        seen = town.person("nora", platform).messages(channel=True)
        assert len([one for one in seen if "1 indicator moved." in one]) == 1
    purposes = await town.ask(
        lambda session: session.scalars(select(Delivery.purpose).where(Delivery.kind == "digest")).all()
    )
    assert sorted(purposes) == [
        "digest:2:channel:1",
        "digest:2:channel:2",
        "digest:2:person:1",
        "digest:2:person:2",
        "digest:2:person:3",
    ]


async def test_the_channel_never_reads_a_blocker_its_author_or_a_students_name(
    fay: Somebody, town: Town
) -> None:
    await a_full_week(town, fay.platform)
    await overdue(town, "stella", "Poster for the showcase")
    await overdue(town, "pat", "Minutes of the board")
    await overdue(town, "pat", "Call Stella's mother")
    await overdue(town, "", "Survey the ninth grade", role="student-leader")
    await town.time.move_to(FRIDAY_4PM)
    digest = "\n".join(town.person("nora", fay.platform).messages(channel=True))
    assert "4 tasks are overdue\nMinutes of the board · was due Wed 2 Dec\nand 3 more" in digest
    hidden = (BLOCKER, "Stella", "Pat", "Theo", "Poster", "mother", "ninth grade")
    assert not [word for word in hidden if word in digest]


async def test_a_quiet_week_is_said_in_two_lines(fay: Somebody, town: Town) -> None:
    await town.time.move_to(TUESDAY_3PM)
    await town.person("pat", fay.platform).presses("No change")
    await town.person("pat", fay.platform).sees("Recorded: no change")
    await town.tell(lambda session: add_goal(session, "EC1.Leaders1", 4, date(2027, 4, 30)))
    await town.time.move_to(FRIDAY_4PM)
    message = await fay.sees("A quiet week for Riverbend SLT", channel=True)
    assert len(message.parts) == 3
    assert fay.messages(channel=True)[-1] == (
        "A quiet week for Riverbend SLT. No indicator moved and none is stuck. 1 of 3 check-ins answered.\n"
        "No meeting is planned.\n"
        "[ See status ]"
    )


async def test_the_way_to_goals_and_the_next_meeting_are_told(fay: Somebody, town: Town) -> None:
    def add(session: Session) -> None:
        add_state(session, "EC1.Leaders1", 2, date(2026, 9, 14), people=6)
        add_goal(session, "EC1.Leaders1", 4, date(2027, 4, 30))
        add_goal(session, "EC3.Leaders1", 3, date(2027, 1, 29))
        add_state(session, "EC1.Leaders2", 4, date(2026, 9, 14), people=6)
        add_goal(session, "EC1.Leaders2", 4, date(2027, 4, 30))
        meeting = add_schedule(
            session, "meeting", "weekly on Fri", time(16, 30), {"place": "library", "remind_minutes": 2880}
        )
        meeting.title = "SLT meeting"

    await town.tell(add)
    await a_full_week(town, fay.platform)
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees(
        "In focus\n"
        "Communication structures: not yet agreed, goal 3 by Fri 29 Jan\n"
        "Building support for STEM: at 2, goal 4 by Fri 30 Apr\n",
        "Next meeting: SLT meeting, Fri 4 Dec, 4:30 pm, library. Norm: Pausing.",
        channel=True,
    )
    assert "Building the STEM Leadership Team: " not in fay.messages(channel=True)[-1]


async def test_who_has_not_agreed_or_declined_is_counted_apart(town: Town, platform: str) -> None:
    await settle_in(
        town,
        platform,
        Someone("cora", (platform,), ("instructional-coach",), agreed=False),
        Someone("sam", (platform,), ("ecosystem-liaison",)),
    )

    def decline(session: Session) -> None:
        sam = person_called(session, "sam")
        sam.agreed_at, sam.declined_at = None, TUESDAY_3PM - WEEK

    await town.tell(decline)
    await a_full_week(town, platform)
    await town.time.move_to(FRIDAY_4PM)
    await town.person("fay", platform).sees(
        "2 of 5 check-ins answered.",
        "Not asked: 1 person who has not agreed to messages yet.",
        "Not asked: 1 person who wants no messages.",
        channel=True,
    )


async def test_audiences_are_counted_out_only_where_no_small_one_can_be_told(
    town: Town, platform: str
) -> None:
    teachers = ("cora", "sam", "liv", "finn")
    await settle_in(town, platform, *(Someone(name, (platform,), ("teacher",)) for name in teachers))
    await a_full_week(town, platform)
    await town.time.move_to(FRIDAY_4PM)
    fay = town.person("fay", platform)
    await fay.sees("2 of 7 check-ins answered.", channel=True)
    assert "Answered:" not in fay.messages(channel=True)[-1]


async def test_large_audiences_are_counted_out_and_small_ones_named_together(
    town: Town, platform: str
) -> None:
    def lower(session: Session) -> None:
        session.get_one(Team, TEAM).settings = {"group_floor": 3}

    await settle_in(
        town,
        platform,
        Someone("cora", (platform,), ("teacher",)),
        Someone("finn", (platform,), ("teacher",)),
        Someone("sam", (platform,), ("ecosystem-liaison",)),
    )
    await town.tell(lower)
    await a_full_week(town, platform)
    await town.time.move_to(FRIDAY_4PM)
    await town.person("fay", platform).sees(
        "2 of 6 check-ins answered.",
        "Voices\nNot heard yet: Teachers 0 of 3.\n"
        "Too few to be counted, so ask at the next meeting: Leaders, Strategic Alliances and Students.",
        channel=True,
    )


async def test_a_week_of_many_words_still_fits_one_message(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    for number in range(12):
        await overdue(town, "pat", f"{number} " + "a very long title " * 20)
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees("12 tasks are overdue", "and 9 more", channel=True)
    count = await town.ask(
        lambda session: session.scalar(select(func.count()).where(Delivery.kind == "digest"))
    )
    assert count == 5


async def test_a_failed_delivery_is_counted_apart(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)

    def fail(session: Session) -> None:
        theo = session.scalars(select(Person.id).where(Person.name == "Theo")).one()
        prompt = session.scalars(select(Prompt).where(Prompt.person_id == theo)).one()
        session.get_one(Delivery, prompt.delivery_id).state = "failed"

    await town.tell(fail)
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees("2 of 3 check-ins answered.", "Not reached: 1 person.", channel=True)


async def test_who_is_on_leave_is_excused_and_not_counted(fay: Somebody, town: Town) -> None:
    def leave(session: Session) -> None:
        theo = person_called(session, "theo").id
        monday, friday = date(2026, 11, 30), date(2026, 12, 11)
        session.add(
            Absence(person_id=theo, why="away", starts_on=monday, ends_on=friday, added_at=TUESDAY_3PM)
        )

    await town.tell(leave)
    await a_full_week(town, fay.platform)
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees("2 of 2 check-ins answered.", "Excused, so not counted: 1 person.", channel=True)
