"""`stem-bot checkins preview`: a term's check-ins before they come, also as a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.terminal import stem_bot, write_files

pytestmark = pytest.mark.unit

TODAY = datetime.now(UTC).date()
DECLARED = f"""\
teams:
  riverbend:
    term: {{starts_on: {TODAY - timedelta(days=30)}, ends_on: {TODAY + timedelta(days=300)}}}
    people:
      - name: Theo Teacher
        accounts: {{slack: T0RIVER/U0THEO}}
        roles: [{{role: teacher}}]
    check_ins:
      weekly: {{rule: weekly on Tue, at: "15:00"}}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    config, declared = write_files(tmp_path)
    declared.write_text(DECLARED, encoding="utf-8")
    assert stem_bot("apply", declared, "--config", config).exit_code == 0
    return config


def test_every_run_has_a_line_and_an_event(config: Path, tmp_path: Path) -> None:
    file = tmp_path / "term.ics"
    last = TODAY + timedelta(days=34)
    told = stem_bot(
        "checkins", "preview", "--config", config, "--team", "riverbend", "--until", str(last), "--ics", file
    )
    assert told.exit_code == 0, told.output
    lines = [line for line in told.output.splitlines() if "1 asked" in line]
    assert len(lines) in {4, 5}
    assert all(line.startswith("Tue ") and "15:00  weekly: 1 asked" in line for line in lines)
    assert "Nobody is asked about EC1.Students1" in told.output
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == ["Check-in: 1 person"] * len(lines)
    assert len({str(event["uid"]) for event in events}) == len(lines)


def test_a_team_that_is_not_there_and_a_day_that_is_over_are_told(config: Path) -> None:
    told = stem_bot("checkins", "preview", "--config", config, "--team", "rivervend")
    assert (told.exit_code, "There is no team 'rivervend'" in told.output) == (2, True)
    told = stem_bot("checkins", "preview", "--config", config, "--team", "riverbend", "--until", "2020-01-01")
    assert (told.exit_code, "is not between today and a year from now" in told.output) == (2, True)
