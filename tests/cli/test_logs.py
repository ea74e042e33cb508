"""What the log holds, and what it never holds."""

from __future__ import annotations

import errno
import json
import logging

import pytest
import structlog
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError

from bot.cli import check
from bot.cli.logs import logging_to_stderr, without_secrets
from tests.cli.terminal import stem_bot

pytestmark = pytest.mark.unit
log = structlog.get_logger("bot.test")


def test_every_line_is_json_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with logging_to_stderr():
        structlog.get_logger("bot.test").warning("delivery_unclear", delivery=7)
        logging.getLogger("some.library").error("it said %s", "no")
    ours, theirs = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert (ours["event"], ours["delivery"], ours["level"], ours["logger"]) == (
        "delivery_unclear",
        7,
        "warning",
        "bot.test",
    )
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("it said no", "error", "some.library")
    assert ours["timestamp"].endswith("Z")


def test_a_person_at_a_terminal_reads_plain_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with logging_to_stderr():
        structlog.get_logger("bot.test").info("ready", platforms=["slack"])
    line = capsys.readouterr().err
    assert "ready" in line
    assert not line.startswith("{")


def test_of_two_logs_the_inner_alone_holds(capsys: pytest.CaptureFixture[str]) -> None:
    with logging_to_stderr():
        with logging_to_stderr(logging.WARNING):
            structlog.get_logger("bot.test").info("drowned")
            structlog.get_logger("bot.test").warning("heard")
        structlog.get_logger("bot.test").info("outside")
    logged = [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]
    assert logged == ["heard", "outside"]


def test_a_command_leaves_logging_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    before = (root.handlers[:], root.level, logging.getLogger("discord").level)
    stem_bot("check", "--config", "nowhere.yaml")
    assert (root.handlers, root.level, logging.getLogger("discord").level) == before
    structlog.get_logger("bot.test").info("printed")
    assert "printed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("token xoxb-1234567890-abcdefABCDEF refused", "token (token) refused"),
        ("xapp-1-A0B1C2D3-999-deadbeef", "(token)"),
        (f"Bot {'M' * 24}.{'G' * 6}.{'x' * 38}", "Bot (token)"),
        ("postgresql+psycopg://bot:hunter2@db/stem", "postgresql+psycopg://bot:(password)@db/stem"),
        ("wss://wss-primary.slack.com/link/?ticket=1", "wss://wss-primary.slack.com/link/?ticket=1"),
    ],
)
def test_secrets_are_blotted_out(line: str, kept: str) -> None:
    assert without_secrets(line) == kept


def logged_error(capsys: pytest.CaptureFixture[str], error: Exception) -> str:
    def fail() -> None:
        raise error

    with logging_to_stderr():
        try:
            fail()
        except Exception:
            log.exception("failed")
    (line,) = capsys.readouterr().err.splitlines()
    return str(json.loads(line)["exception"])


def test_of_an_error_its_kind_and_place_are_logged_but_not_what_it_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logged = logged_error(capsys, ValueError("no number: 'Ana is ill'"))
    assert "Ana" not in logged
    assert logged.endswith("\n    raise error\nValueError")
    assert "test_logs.py" in logged


def test_an_error_about_code_or_the_machine_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert logged_error(capsys, AttributeError("no attribute 'x'")).endswith(
        "AttributeError: no attribute 'x'"
    )
    full = OSError(errno.ENOSPC, "Ana", "ana.txt")
    assert logged_error(capsys, full).endswith("OSError: No space left on device")


def test_an_error_of_the_database_tells_its_code_and_none_of_its_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    engine, somebody = create_engine("sqlite://"), {"name": "Ana"}
    insert = text("INSERT INTO person VALUES (:name)")
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE person (name TEXT UNIQUE)"))
        connection.execute(insert, somebody)
        with pytest.raises(IntegrityError) as caught:
            connection.execute(insert, somebody)
    engine.dispose()
    logged = logged_error(capsys, caught.value)
    assert "Ana" not in logged
    assert "sqlite3.IntegrityError: SQLITE_CONSTRAINT_UNIQUE\n\nthen:\n\n" in logged
    assert logged.endswith("sqlalchemy.exc.IntegrityError")


def test_every_error_of_a_group_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    group = ExceptionGroup("Ana and Ben", [ValueError("Ana"), TypeError("not a text")])
    logged = logged_error(capsys, group)
    assert "Ana" not in logged
    assert logged.splitlines()[-3:] == ["ExceptionGroup", "ValueError", "TypeError: not a text"]


def test_libraries_are_heard_from_warnings_up_and_not_where_they_quote(
    capsys: pytest.CaptureFixture[str],
) -> None:
    library = logging.getLogger("slack_bolt")
    before = library.level
    with logging_to_stderr(logging.DEBUG):
        library.setLevel(logging.DEBUG)
        library.debug("Ana wrote")
        library.info("Ana wrote")
        library.warning("Unhandled request ({'text': 'Ana is ill'})")
        logging.getLogger("asyncio").error("Task was never retrieved\nfuture: <Task Ana>")
        logging.getLogger("discord.http").warning("We wait. %s %s", "POST", "https://discord.com/api/1/ana")
        structlog.get_logger("bot.test").debug("heard")
    library.setLevel(before)
    logged = [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()]
    assert logged == ["Unhandled request", "Task was never retrieved", "We wait. POST https", "heard"]


def test_a_fault_of_the_program_is_a_reference_that_the_log_explains(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_config: object) -> None:
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr(check, "read_installation", broken)
    result = stem_bot("check")
    logged, told = result.stderr.splitlines()
    entry = json.loads(logged)
    assert result.exit_code == 1
    assert "nobody expected this" in entry["exception"]
    assert told.startswith(
        f"stem-bot stopped because of a fault of its own. Reference {entry['reference']}. "
    )
    assert "Traceback" not in told
