"""Calendar files and folders of them, read in another process within limits."""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from bot.schedule import calendar_files
from bot.schedule.calendar_files import CalendarSource, FilesRead, read_files
from bot.schedule.calendar_reader import answer
from tests.schedule.ics_files import FIRST, LAST, ics

SNOW = ics("DTSTART;VALUE=DATE:20261201\nSUMMARY:Snow day")
BREAK = ics("DTSTART;VALUE=DATE:20261221\nDTEND;VALUE=DATE:20270102\nSUMMARY:Winter break")


def read(*paths: Path, free_time: bool = False, only: tuple[str, ...] = ()) -> FilesRead:
    return read_files([CalendarSource(str(path), free_time, only) for path in paths], FIRST, LAST)


def problems(*paths: Path) -> list[str]:
    return [str(problem) for problem in read(*paths).problems]


def test_a_folder_is_read_file_by_file_and_a_closure_in_two_files_stands_once(tmp_path: Path) -> None:
    for name, text in (("b.ics", BREAK), ("A.ICS", SNOW), ("c.ics", BREAK), ("notes.txt", "not a calendar")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = read(tmp_path)
    assert [Path(one.file).name for one in found.files] == ["A.ICS", "b.ics", "c.ics"]
    assert [(one.first, one.last, one.name) for one in found.closed] == [
        (date(2026, 12, 1), date(2026, 12, 1), "Snow day"),
        (date(2026, 12, 21), date(2027, 1, 1), "Winter break"),
    ]
    assert found.problems == ()


def test_what_counts_in_the_files_is_as_the_settings_say(tmp_path: Path) -> None:
    file = tmp_path / "days.ics"
    file.write_text(
        ics("DTSTART:20261201\nTRANSP:TRANSPARENT\nSUMMARY:Snow", "DTSTART:20261202\nSUMMARY:Tea")
    )
    (found,) = read(file, free_time=True, only=("snow",)).files
    assert ([one.name for one in found.closed], found.passed_over) == (["Snow"], {"others": 1})


def test_every_problem_of_every_file_is_told(tmp_path: Path) -> None:
    broken, missing, empty = tmp_path / "broken.ics", tmp_path / "none.ics", tmp_path / "empty"
    broken.write_text(ics("DTSTART:soon"))
    empty.mkdir()
    remedy = "Check the path in calendar_files; a relative one starts at the folder of config.yaml."
    assert problems(broken, missing, empty) == [
        f"{broken}:4: DTSTART: “soon” is no day. Write it as year, month and day: 20261221.",
        f"{missing}: there is no such file or folder. {remedy}",
        f"{empty}: there is no .ics file in this folder. {remedy}",
    ]


def test_a_folder_with_more_files_than_a_school_has_is_refused(tmp_path: Path) -> None:
    for number in range(51):
        (tmp_path / f"{number}.ics").touch()
    (told,) = problems(tmp_path)
    assert told.startswith(f"{tmp_path}: there are 51 .ics files in this folder, more than 50. ")


def test_what_is_no_file_and_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ics")
    assert problems(tmp_path / "pipe.ics") == [f"{tmp_path}/pipe.ics: this is no file. Name an .ics file."]
    (tmp_path / "loop.ics").symlink_to(tmp_path / "loop.ics")
    (told,) = problems(tmp_path)[:1]
    assert told.startswith(
        f"{tmp_path}/loop.ics: the file cannot be read (Too many levels of symbolic links)"
    )


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.ics").open("wb") as file:
        file.truncate(50_000_000)
    assert problems(tmp_path / "huge.ics") == [
        f"{tmp_path}/huge.ics: the file has more than 1,000,000 bytes. Export only the days without school."
    ]


def test_a_file_that_would_take_for_ever_is_given_up(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.ics"
    bomb.write_text(ics(*[f"UID:{one}\nDTSTART:16010101\nRRULE:FREQ=DAILY" for one in range(4_000)]))
    began = time.monotonic()
    found = read_files([CalendarSource(str(bomb))], FIRST, LAST, seconds=1.5)
    assert time.monotonic() - began < 10
    assert [str(one) for one in found.problems] == [
        f"{bomb}: not read within 1.5 seconds. Export only the days without school."
    ]


def test_a_reader_that_dies_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_files, "_READER", "bot.schedule.no_such_reader")
    (told,) = problems(tmp_path)
    assert told.startswith(f"{tmp_path}: too much to be read. ")


def test_the_reader_knows_no_secret_of_this_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    spy = tmp_path / "spy.py"
    spy.write_text("import os, sys\nsys.exit('SLACK_BOT_TOKEN' in os.environ)\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(calendar_files, "_READER", "spy")
    with pytest.raises(json.JSONDecodeError):
        read(tmp_path)


def test_the_reader_answers_as_a_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "days.ics").write_text(SNOW)
    asked = {"sources": [[str(tmp_path), False, []]], "days": [str(FIRST), str(LAST)]}
    resource = pytest.importorskip("resource")
    limits: list[object] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(asked).encode())))
    monkeypatch.delitem(sys.modules, "bot.schedule.calendar_reader")
    runpy.run_module("bot.schedule.calendar_reader", run_name="__main__")
    assert json.loads(capsys.readouterr().out) == answer(asked)
    assert len(limits) == 1


def test_the_program_tells_of_everything_that_it_could_not_read_beside_what_it_could(tmp_path: Path) -> None:
    wanted = [
        tmp_path / name for name in ("school", "none.ics", "empty", "many", "pipe.ics", "loops", "bad.ics")
    ]
    school, _, empty, many, pipe, loops, bad = wanted
    for folder in (school, empty, many, loops):
        folder.mkdir()
    (school / "days.ics").write_text(SNOW)
    for number in range(51):
        (many / f"{number}.ics").touch()
    os.mkfifo(pipe)
    asked = {"sources": [[str(path), False, []] for path in wanted], "days": [str(FIRST), str(LAST)]}
    (loops / "loop.ics").symlink_to(loops / "loop.ics")
    bad.write_text(ics("DTSTART:soon"))
    program = subprocess.run(
        [sys.executable, "-m", "bot.schedule.calendar_reader"],
        input=json.dumps(asked).encode(),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    told = json.loads(program.stdout)
    assert [one["closed"] for one in told["files"]] == [[["2026-12-01", "2026-12-01", "Snow day"]]]
    assert [(Path(file).name, what) for file, _, _, what, _ in told["problems"]] == [
        ("none.ics", "there is no such file or folder"),
        ("empty", "there is no .ics file in this folder"),
        ("many", "there are 51 .ics files in this folder, more than 50"),
        ("pipe.ics", "this is no file"),
        ("loop.ics", "the file cannot be read (Too many levels of symbolic links)"),
        ("bad.ics", "“soon” is no day"),
    ]
