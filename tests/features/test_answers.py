"""`/stem checkins answers`: the count first, then the names, for the facilitator alone."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders import Someone, add_schedule, add_team
from tests.pairs import EACH_ONCE
from tests.town import Somebody, Town

pytestmark = [pytest.mark.wire, EACH_ONCE]

TUESDAY_3PM = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
SATURDAY = datetime(2026, 12, 5, 15, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    teachers = ("cora", "sam", "liv", "finn", "theo")
    people = (
        Someone("fay", (platform,), permission="facilitator"),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("nora", (platform,), ("building-administration",), agreed=False),
        *(Someone(name, (platform,), ("teacher",)) for name in teachers),
    )

    def add(session: Session) -> None:
        add_team(session, people)
        check_in = add_schedule(
            session, "check-in", "weekly on Tue", time(15), {"reminders": 0}, slot="weekly"
        )
        check_in.title = "Weekly check-in"

    await town.tell(add)
    return town.person("fay", platform)


async def test_before_the_first_one_it_says_when_that_is(fay: Somebody, town: Town) -> None:
    await town.app.settle()
    await fay.types("/stem checkins answers")
    await fay.sees("Weekly check-in has not asked anybody yet. It does on Tue 1 Dec.")


async def test_the_count_comes_before_the_names_of_who_has_not_answered(fay: Somebody, town: Town) -> None:
    await town.time.move_to(TUESDAY_3PM)
    for name in ("cora", "pat"):
        await town.person(name, fay.platform).presses("Moving")
        await town.person(name, fay.platform).sees("Recorded: moving")
    await fay.types("/stem checkins answers weekly")
    await fay.sees(
        "Weekly check-in, Tue 1 Dec\n2 of 7 check-ins answered. "
        "Not asked: 1 person who has not agreed to messages yet.\n"
        "No answer yet\nFinn, Liv, Sam, Theo\n"
        "Not agreed to messages yet\nNora\n",
        "Open until Fri 4 Dec, 5:00 pm. Names are for you alone; please do not pass them on.",
    )
    await town.time.move_to(SATURDAY + WEEK)
    await fay.types("/stem checkins answers")
    await fay.sees(
        "Weekly check-in, Tue 8 Dec\n0 of 7 check-ins answered.",
        "No answer\nCora, Finn, Liv, Pat, Sam, Theo",
        "Before\nTue 1 Dec: 2 of 7 check-ins answered.",
        "Closed since Fri 11 Dec, 5:00 pm.",
    )


async def test_nobody_but_a_facilitator_is_told_and_a_wrong_name_gets_the_right_ones(
    fay: Somebody, town: Town
) -> None:
    await town.time.move_to(TUESDAY_3PM)
    pat = town.person("pat", fay.platform)
    await pat.types("/stem checkins answers")
    await pat.sees("Only a facilitator of Riverbend SLT can do this.")
    await fay.types("/stem checkins answers weakly")
    await fay.sees("There is no check-in weakly. The check-ins are weekly.", "/stem checkins answers weekly")
