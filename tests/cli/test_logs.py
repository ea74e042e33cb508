"""What the log holds, and what it never holds."""

from __future__ import annotations

import json
import logging

import pytest
import structlog

from bot.cli import check
from bot.cli.logs import logging_to_stderr, without_secrets
from tests.cli.terminal import stem_bot

pytestmark = pytest.mark.unit


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


def test_secrets_are_blotted_out_of_tracebacks_too(capsys: pytest.CaptureFixture[str]) -> None:
    with logging_to_stderr():
        try:
            int("xoxb-1234567890-abcdef")
        except ValueError:
            structlog.get_logger("bot.test").exception("failed")
    (line,) = capsys.readouterr().err.splitlines()
    assert "with base 10: '(token)'" in line
    assert "1234567890" not in line


def test_a_fault_of_the_program_is_a_reference_that_the_log_explains(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_config: object) -> None:
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr(check, "read_settings", broken)
    result = stem_bot("check")
    logged, told = result.stderr.splitlines()
    entry = json.loads(logged)
    assert result.exit_code == 1
    assert "nobody expected this" in entry["exception"]
    assert told.startswith(
        f"stem-bot stopped because of a fault of its own. Reference {entry['reference']}. "
    )
    assert "Traceback" not in told
