"""The weekly digest: what only leaders and facilitators read."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Membership
from tests.builders import person_called
from tests.features.digest_week import BLOCKER, FRIDAY_4PM, TUESDAY_3PM, WEEK, a_full_week, overdue, settle_in
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    await settle_in(town, platform)
    return town.person("fay", platform)


async def test_a_facilitator_reads_blockers_and_overdue_tasks_with_names(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await overdue(town, "stella", "Poster for the showcase")
    await overdue(town, "pat", "Minutes of the board")
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees(
        f"In the way\nStudents' understanding of STEM: “{BLOCKER}” (Stella)",
        "Poster for the showcase · was due Wed 2 Dec · Stella",
        "Minutes of the board · was due Wed 2 Dec · Pat",
    )


async def test_the_facilitator_alone_reads_who_answered_what(
    fay: Somebody, town: Town, platform: str
) -> None:
    await town.time.move_to(TUESDAY_3PM)
    pat = town.person("pat", platform)
    await pat.presses("Write more…")
    await pat.fills(
        {
            "How has it moved?": "Moving",
            "What moved?": "The board asked for a *tour*",
            "A link": "https://example.org/tour_(1)",
        }
    )
    await pat.sees("Recorded: moving")
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees(
        "Answers, for you alone", "Pat: Building support for STEM, moving “The board asked for a *tour*” link"
    )
    everybody = [town.person("dina", platform).messages(), fay.messages(channel=True)]
    for words in (words for messages in everybody for words in messages):
        assert not any(word in words for word in ("tour", "Pat"))


async def test_a_leader_reads_them_without_a_students_name_unless_they_advise_them(
    fay: Somebody, town: Town
) -> None:
    await a_full_week(town, fay.platform)
    await overdue(town, "stella", "Poster for the showcase")
    await overdue(town, "pat", "Minutes of the board")
    await overdue(town, "pat", "Call Stella's mother")
    await town.time.move_to(FRIDAY_4PM)
    dina, theo = town.person("dina", fay.platform), town.person("theo", fay.platform)
    await dina.sees(
        f"In the way\nStudents' understanding of STEM: “{BLOCKER}”\n",
        "Poster for the showcase · was due Wed 2 Dec · a student leader",
        "Minutes of the board · was due Wed 2 Dec · Pat",
    )
    assert "Stella" not in "".join(dina.messages())
    await theo.sees("Poster for the showcase · was due Wed 2 Dec · Stella", "Call Stella's mother")
    assert "(Stella)" not in "".join(theo.messages())
    assert not any("1 indicator moved" in one for one in town.person("pat", fay.platform).messages())


async def test_a_blocker_that_names_a_student_goes_to_the_facilitator_alone(
    fay: Somebody, town: Town
) -> None:
    await town.time.move_to(TUESDAY_3PM)
    pat, dina = town.person("pat", fay.platform), town.person("dina", fay.platform)
    await pat.presses("Stuck")
    await pat.presses("What is in the way?")
    await pat.fills({"What is in the way?": "stella is ill"})
    await pat.sees("In the way: stella is ill")
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees("“stella is ill” (Pat)")
    await dina.sees("In the way\nand 1 more, which your facilitator can tell you about")


async def test_in_a_quiet_week_too_the_facilitator_reads_who_answered(fay: Somebody, town: Town) -> None:
    await town.time.move_to(TUESDAY_3PM)
    await town.person("pat", fay.platform).presses("No change")
    await town.person("pat", fay.platform).sees("Recorded: no change")
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees("A quiet week for Riverbend SLT", "Pat: Building support for STEM, no change")


async def test_the_facilitator_alone_reads_who_did_not_answer_what_closed_after_the_count(
    fay: Somebody, town: Town
) -> None:
    await a_full_week(town, fay.platform)
    await town.time.move_to(FRIDAY_4PM)
    assert "Closed check-ins" not in "\n".join(fay.messages())
    await town.time.move_to(FRIDAY_4PM + WEEK)
    await fay.sees(
        "Closed check-ins\ncheck-in, Tue 1 Dec: 2 of 3 check-ins answered. No answer: Theo.",
    )
    everybody = [town.person("dina", fay.platform).messages(), fay.messages(channel=True)]
    assert not any("No answer" in words for messages in everybody for words in messages)


async def test_leaders_alone_read_what_is_vacant_and_whose_term_ends_soon(fay: Somebody, town: Town) -> None:
    def end(session: Session) -> None:
        for name, day in (
            ("pat", date(2026, 12, 18)),
            ("stella", date(2026, 12, 18)),
            ("theo", date(2027, 6, 30)),
        ):
            seat = session.scalars(
                select(Membership).where(Membership.person_id == person_called(session, name).id)
            ).one()
            seat.ends_on = day

    await town.tell(end)
    await town.time.move_to(FRIDAY_4PM)
    dina, theo = town.person("dina", fay.platform), town.person("theo", fay.platform)
    vacant = "Nobody is asked about EC1.StrategicAlliances1"
    await dina.sees(
        vacant,
        "the role Ecosystem liaison is vacant.",
        "2 terms end on Fri 18 Dec: Pat (Building administration), a student leader",
    )
    await theo.sees("Pat (Building administration), Stella (Student leader)")
    await fay.sees(vacant, "Stella (Student leader)", "[ Add somebody ]")
    assert not any(words in "\n".join(fay.messages(channel=True)) for words in ("Nobody is asked", "18 Dec"))
