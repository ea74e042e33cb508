"""A few weeks of three teams in which much goes wrong: nothing is lost, nothing comes twice.

`make soak` does the same with a school year of 50 teams.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.soak.judge import Verdict
from tests.soak.long import LARGEST_LOG, MAY_OPEN, growth
from tests.soak.year import open_year

# Every bot is a process that has to start.
pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(300)]

WEEKS, TEAMS = 2, 3


async def test_some_weeks_of_faults_lose_nothing_and_send_nothing_twice(
    migrated_file: Path, tmp_path: Path
) -> None:
    database = Path(shutil.copyfile(migrated_file, tmp_path / "stem-bot.db"))
    async with open_year(database, TEAMS, "a few weeks") as year:
        await year.weather.lose_an_answer()
        for week in range(WEEKS):
            await year.week(week)
        await year.weather.kill()
        verdict: Verdict = await year.verdict(WEEKS)
    assert (verdict.lost, verdict.twice) == ([], [])
    assert verdict.check_ins == WEEKS * sum(len(team.people) for team in year.teams)
    grown = growth(year.vitals)
    assert grown["files"] <= MAY_OPEN
    assert grown["log"] <= LARGEST_LOG
