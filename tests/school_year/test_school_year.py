"""Weeks of check-ins of a whole team through both local workspaces, every message to anybody checked.

Five weeks around each change of the clocks; with STEM_BOT_SOAK=1 the whole school year (some minutes).
STEM_BOT_MESSAGES names a file to which all messages are written, as CSV.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.school_year.checks import findings
from tests.school_year.mail import write
from tests.school_year.members import ACCOUNTS, MEMBERS
from tests.school_year.report import report_of
from tests.school_year.school import QUARTER, YEAR
from tests.school_year.year import open_year

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(1800)]
TERM = YEAR if os.environ.get("STEM_BOT_SOAK") else QUARTER


async def test_nobody_gets_a_message_too_many_at_a_wrong_time_or_about_the_wrong_thing(
    migrated_sqlite_url: str,
) -> None:
    async with open_year(migrated_sqlite_url, TERM) as year:
        await year.live()
        report = await report_of(year)
        troubles = [
            trouble
            for member in MEMBERS
            for trouble in year.hands_of(member.name).troubles(ACCOUNTS[member.name])
        ]
    if wanted := os.environ.get("STEM_BOT_MESSAGES"):
        write(report.mail, Path(wanted))
    found = findings(report)
    assert not found, json.dumps(found, indent=1)
    assert troubles == []
    assert {one.who for one in report.mail} == {one.name for one in MEMBERS}
