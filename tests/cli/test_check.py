from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.demo import demo_files
from tests.cli.terminal import stem_bot, write_files
from tests.schedule.ics_files import ics

pytestmark = pytest.mark.unit


def test_good_files_are_fine_and_missing_tokens_are_only_mentioned(tmp_path: Path) -> None:
    config, declared = write_files(tmp_path)
    result = stem_bot("check", "--config", config, "--declared", declared)
    assert result.exit_code == 0
    assert f"{config} is fine: 2 teams (riverbend, mesa) on Slack and Discord." in result.stdout
    assert f"{declared} is fine: riverbend with 2 people, 2 schedules." in result.stdout
    assert result.stderr.count("is not set") == 3
    assert not (tmp_path / "stem-bot.db").exists()


def test_it_counts_who_is_in_neither_workspace(tmp_path: Path) -> None:
    config, _ = write_files(tmp_path)
    hook = "    webhooks: [{id: board, url: https://example.org/h, secret_env: BOARD}]\n"
    config.write_text(config.read_text(encoding="utf-8") + hook, encoding="utf-8")
    result = stem_bot("check", "--config", config)
    assert "In neither workspace: 0 by e-mail, 1 by webhook. `stem-bot doctor` asks" in result.stdout
    assert "teams.mesa.webhooks.board.secret: environment variable BOARD is not set." in result.stderr


def test_it_tells_what_the_calendar_files_hold(tmp_path: Path) -> None:
    days, one = _with_calendars(tmp_path, "[days.ics, one.ics]")
    first, last = date.today() + timedelta(days=30), date.today() + timedelta(days=60)  # noqa: DTZ011 - any day
    days.write_text(
        ics(
            f"DTSTART:{first:%Y%m%d}\nSUMMARY:King Day",
            f"DTSTART:{last:%Y%m%d}\nDURATION:P1W\nSUMMARY:Break",
            f"DTSTART:{last:%Y%m%d}T080000",
            f"DTSTART:{last:%Y%m%d}\nTRANSP:TRANSPARENT",
        ),
        encoding="utf-8",
    )
    one.write_text(ics(f"DTSTART:{first:%Y%m%d}\nSUMMARY:Good Friday"), encoding="utf-8")
    result = stem_bot("check", "--config", tmp_path / "config.yaml")
    assert result.exit_code == 0, result.stderr
    passed_over = "1 shown as free time (see calendar_events.free_time), 1 about hours of a day"
    found = f"2 closures, the first on {first} (King Day), the last on {last} (Break)"
    assert result.stdout.splitlines()[1:] == [
        f"riverbend: {days}: {found}; passed over: {passed_over}.",
        f"riverbend: {one}: 1 closure, the first on {first} (Good Friday).",
    ]


def test_a_calendar_file_without_closures_is_told_and_every_broken_one_with_its_line(tmp_path: Path) -> None:
    days, one = _with_calendars(tmp_path, "[days.ics, one.ics]")
    days.write_text(ics("DTSTART:20100101"), encoding="utf-8")
    one.write_text(ics("DTSTART:20100101\nRRULE:FREQ=SECONDLY"), encoding="utf-8")
    result = stem_bot("check", "--config", tmp_path / "config.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{one}:5: RRULE: FREQ=SECONDLY is not followed: ")
    one.write_text(ics(), encoding="utf-8")
    result = stem_bot("check", "--config", tmp_path / "config.yaml")
    assert f"riverbend: {days}: no closures in the next two years." in result.stdout


def _with_calendars(folder: Path, files: str) -> tuple[Path, Path]:
    config, _ = write_files(folder)
    zone = "    zone: America/New_York\n"
    text = config.read_text(encoding="utf-8").replace(zone, f"{zone}    calendar_files: {files}\n")
    config.write_text(text, encoding="utf-8")
    return folder / "days.ics", folder / "one.ics"


def test_the_files_of_the_demo_are_fine() -> None:
    config, declared = demo_files()
    result = stem_bot("check", "--config", config, "--declared", declared)
    assert result.exit_code == 0
    assert "riverbend with 9 people, 6 schedules, mesa-verde with 3 people" in result.stdout


def test_every_problem_of_a_broken_config_is_told_on_standard_error(tmp_path: Path) -> None:
    config, _ = write_files(tmp_path)
    broken = config.read_text(encoding="utf-8").replace("zone: America/Denver", "zon: MST")
    config.write_text(broken, encoding="utf-8")
    result = stem_bot("check", "--config", config)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [f"{config}:15", f"{config}:17"]


def test_a_broken_declared_file_is_told_with_its_line(tmp_path: Path) -> None:
    config, declared = write_files(tmp_path)
    declared.write_text(declared.read_text(encoding="utf-8").replace("on Tue", "on Tus"), encoding="utf-8")
    result = stem_bot("check", "--config", config, "--declared", declared)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        f"{declared}:14: teams.riverbend.check_ins.weekly.rule: “tus” is not a day"
    )


def test_without_a_config_it_says_which_file_it_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = stem_bot("check")
    assert (result.exit_code, result.stderr) == (
        2,
        "config.yaml: the file cannot be read (No such file or directory). Check its name.\n",
    )


def test_run_refuses_to_start_without_its_tokens(tmp_path: Path) -> None:
    config, _ = write_files(tmp_path)
    result = stem_bot("run", "--config", config)
    assert result.exit_code == 2
    assert result.stderr.count("is not set") == 3
    assert not (tmp_path / "stem-bot.db").exists()


def test_doctor_says_which_tokens_are_missing(tmp_path: Path) -> None:
    config, _ = write_files(tmp_path)
    result = stem_bot("doctor", "--config", config)
    assert result.exit_code == 2
    assert (
        "environment variable SLACK_BOT_TOKEN is not set. Set it: export SLACK_BOT_TOKEN=…" in result.stderr
    )
