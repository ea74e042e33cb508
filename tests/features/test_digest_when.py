"""The weekly digest: when it comes, late or not at all, and what the next one tells."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.builders import Someone, add_schedule, add_team
from tests.features.digest_week import FRIDAY_4PM, WEEK, a_full_week, settle_in
from tests.town import Somebody, Town

pytestmark = pytest.mark.wire


@pytest.fixture
async def fay(town: Town, platform: str) -> Somebody:
    await settle_in(town, platform)
    return town.person("fay", platform)


async def test_an_answer_after_the_digest_is_told_in_the_next(fay: Somebody, town: Town) -> None:
    await town.time.move_to(FRIDAY_4PM)
    await fay.sees("A quiet week", "0 of 3 check-ins answered.", channel=True)
    await town.person("pat", fay.platform).presses("Moving")
    await town.person("pat", fay.platform).sees("Recorded: moving")
    await town.time.move_to(FRIDAY_4PM + WEEK)
    await fay.sees("1 indicator moved. 0 of 3 check-ins answered.", "Fri 4 Dec to Fri 11 Dec", channel=True)


async def test_a_missed_digest_leaves_its_news_to_the_next(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await town.app.ticker.stop()
    town.clock.move_to(FRIDAY_4PM + timedelta(hours=25))
    await town.app.settle()
    assert not any("1 indicator moved" in one for one in fay.messages(channel=True))
    await fay.sees("I was away when the digest")
    await town.time.move_to(FRIDAY_4PM + WEEK)
    await fay.sees("1 indicator moved. 1 is stuck.", "Fri 27 Nov to Fri 11 Dec", channel=True)


async def test_within_a_day_it_is_sent_late_and_once(fay: Somebody, town: Town) -> None:
    await a_full_week(town, fay.platform)
    await town.app.ticker.stop()
    town.clock.move_to(FRIDAY_4PM + timedelta(hours=5))
    await town.app.settle()
    await town.app.settle()
    await fay.sees("1 indicator moved.", channel=True)
    assert len([one for one in fay.messages(channel=True) if "indicator moved" in one]) == 1
    assert not any("1 indicator moved" in one for one in fay.messages())  # it is past 20:00 for them
    await town.time.move_to(FRIDAY_4PM + timedelta(hours=15))
    await fay.sees("1 indicator moved.")


async def test_a_team_may_want_it_in_its_channels_only(town: Town, platform: str) -> None:
    def add(session: Session) -> None:
        add_team(session, (Someone("fay", (platform,), permission="facilitator"),))
        add_schedule(session, "digest", "weekly on Fri", time(16), {"to": ["channels"]})

    await town.tell(add)
    await town.time.move_to(FRIDAY_4PM)
    fay = town.person("fay", platform)
    await fay.sees("A quiet week for Riverbend SLT", "No check-in was due.", channel=True)
    assert fay.messages() == []


async def test_nothing_comes_on_a_closed_day(town: Town, platform: str) -> None:
    def add(session: Session) -> None:
        closed = {"calendar": [{"on": "2026-12-04", "name": "Storm"}]}
        add_team(session, (Someone("fay", (platform,), permission="facilitator"),), settings=closed)
        add_schedule(session, "digest", "weekly on Fri", time(16))

    await town.tell(add)
    await town.time.move_to(FRIDAY_4PM + timedelta(days=3))
    assert town.person("fay", platform).messages(channel=True) == []
