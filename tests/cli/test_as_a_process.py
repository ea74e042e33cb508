"""The command as the operating system runs it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import write_files

pytestmark = pytest.mark.acceptance
ROOT = Path(__file__).parents[2]


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)  # noqa: S603


def test_check_ends_with_0_for_good_files_and_2_for_others(tmp_path: Path) -> None:
    config, declared = write_files(tmp_path)
    good = run("check", "--config", config, "--declared", declared)
    assert (good.returncode, "is fine" in good.stdout) == (0, True)
    config.write_text("teams: {}\n", encoding="utf-8")
    bad = run("check", "--config", config)
    assert (bad.returncode, bad.stdout) == (2, "")
    assert bad.stderr.splitlines() == [
        f"{config}:1: platforms: is missing. Add 'platforms: {{slack: …}}'.",
        f"{config}:1: teams: is empty. Add at least one, for example: {{riverbend: …}}.",
    ]


def test_a_subcommand_collects_its_garbage_though_the_program_is_loaded_without() -> None:
    look = "import click, gc; click.echo = lambda *_, **_more: print(gc.isenabled())"
    started = "import sys; sys.argv[1:] = ['rubric', 'list']; from bot.cli import main; main()"
    told = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", f"{look}\n{started}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=ROOT,
    )
    assert set(told.stdout.split()) == {"True"}


def test_a_rubric_is_printed_as_json() -> None:
    shown = run("rubric", "show", "engaged-stem-community", "--json")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert len(json.loads(shown.stdout)["indicators"]) == 16


def test_a_port_that_is_taken_is_told_with_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = run("demo", "--no-browser", "--port", str(port))
    assert refused.returncode == 2
    assert (
        f"Port {port} is taken, perhaps by another demo. Choose another: stem-bot demo --port "
        in refused.stderr
    )
    assert "Traceback" not in refused.stderr
