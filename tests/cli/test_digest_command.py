"""`stem-bot digest`: what a team's channel would be told now, as text, page or PDF, without a chat."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from tests.cli.terminal import stem_bot, write_files
from tests.documents.pdf_words import pages_of

pytestmark = pytest.mark.unit


@pytest.fixture
def config(tmp_path: Path) -> Path:
    config, declared = write_files(tmp_path)
    assert stem_bot("apply", declared, "--config", config).exit_code == 0
    return config


def digest(config: Path, *words: str | Path) -> str:
    """What is told when it went well."""
    told = stem_bot("digest", "riverbend", "--config", config, *words)
    assert told.exit_code == 0, told.output
    return told.stdout


def test_it_is_read_at_the_terminal(config: Path) -> None:
    told = digest(config)
    assert told.startswith("Riverbend SLT: the digest\n")
    assert "To act on this, open it in the chat, where the buttons are: /stem digest." in told


def test_it_becomes_a_page_and_a_pdf_that_say_the_same(config: Path, tmp_path: Path) -> None:
    lines = [line.strip("- ") for line in digest(config).splitlines() if line.strip("=- ")]
    page, printed = tmp_path / "week.html", tmp_path / "week.pdf"
    assert digest(config, "--format", "html", "--to", page) == f"Written: {page}\n"
    digest(config, "--format", "pdf", "--to", printed)
    shown = unescape(re.sub(r"<[^>]*>", "", page.read_text(encoding="utf-8")))
    for words in (shown, "".join(pages_of(printed.read_bytes()))):
        squeezed = "".join(words.split())
        # The picture's finding stands with the picture, for programs that read aloud.
        assert ["".join(line.split()) in squeezed for line in lines].count(False) == 1


def test_other_reports_are_printed_too(config: Path) -> None:
    assert digest(config, "--report", "stepback").startswith("Riverbend SLT: the stepback brief\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("digest", "rivervend"),
            "There is no team 'rivervend' in the database. There are: mesa, riverbend.",
        ),
        (("digest", "riverbend", "--format", "pdf"), "Name the file: --to riverbend.pdf."),
        (("digest", "riverbend", "--report", "district"), "riverbend has no district report. Declare one"),
        (("digest", "riverbend", "--report", "month"), "'month' is not one of"),
    ],
)
def test_what_cannot_be_is_said_with_a_way_out(config: Path, words: tuple[str, ...], told: str) -> None:
    done = stem_bot(*words, "--config", config)
    assert (done.exit_code, told in done.output) == (2, True), done.output


def test_no_file_is_written_over_unasked(config: Path, tmp_path: Path) -> None:
    there = tmp_path / "week.txt"
    there.write_text("mine", encoding="utf-8")
    assert stem_bot("digest", "riverbend", "--config", config, "--to", there).exit_code == 2
    assert there.read_text(encoding="utf-8") == "mine"
    digest(config, "--to", there, "--overwrite")
    assert there.read_text(encoding="utf-8") == digest(config)
