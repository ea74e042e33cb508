"""Files given by mistake, and files built to do harm: each is refused with what it is and what to do."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest

from rubric.importers.options import Options
from rubric.importers.read import read
from rubric.importers.writing import as_yaml
from tests.rubric.importers.reading import KNOWN, MAP, TABLE, blocks, imported, instrument_of

pytestmark = pytest.mark.unit


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as writing:
        for name in names:
            writing.writestr(name, "x")
    return stream.getvalue()


BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{later}: &{later} [{', '.join([f'*{name}'] * 8)}]\n"
    for name, later in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("map.pdf", b"%PDF-1.7 ...", "is a PDF. Open it, copy all of its text into a plain text file"),
        ("map.txt", b"%PDF-1.7 ...", "is a PDF. Open it, copy all of its text"),
        ("map.docx", archive("word/document.xml"), "is a Word document. Open it, copy all of its text"),
        ("map.txt", archive("word/document.xml"), "is a Word document."),
        ("map.xlsx", archive("word/document.xml"), "is a Word document."),
        ("map.pptx", archive("ppt/presentation.xml"), "is a presentation."),
        ("map.ods", archive("content.xml"), "is an OpenDocument file."),
        ("map.xlsm", archive("xl/workbook.xml", "xl/vbaProject.bin"), "is an Excel workbook with macros."),
        (
            "map.csv",
            archive("xl/workbook.xml"),
            "is an Excel workbook, whatever its name says. Give it the ending",
        ),
        ("map.txt", archive("photo.jpg"), "is an archive (.zip or the like), no rubric."),
        ("map.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", "is a file of an old Office program"),
        ("map.xlsx", TABLE.encode(), "is no .xlsx workbook, whatever its name says."),
        ("map.rtf", b"{\\rtf1", "the ending “.rtf” says nothing about what is in the file. Use a .txt"),
        ("map", b"text", "a name without an ending says nothing about what is in the file."),
        ("map.txt", b"", "the file is empty."),
        ("map.txt", b" \n\n", "the file is empty."),
        ("map.csv", b"\n,,\n", "no row holds anything."),
        (
            "map.txt",
            MAP.replace("A page", "Grüße").encode("latin-1"),
            "line 12: the byte 0xFC does not belong",
        ),
        ("map.txt", MAP.encode("utf-16")[2:], "line 1: holds zero bytes, so it is no text in UTF-8."),
        ("map.txt", MAP.encode("utf-16")[:-1], "does not belong in a text in UTF-16"),
        ("map.txt", b"x" * 2_100_000, "the file is larger than 2 MB."),
        ("map.txt", b"x\n" * 30_000, "the text has more than 20,000 lines."),
        ("map.csv", b"x,y\n" * 30_000, "the table has more than 500 rows."),
        ("map.csv", b'"' + b"x" * 200_000, "the table breaks off here: field larger than field limit"),
        ("map.yaml", BOMB.encode(), "has more than 10 aliases"),
        ("map.yaml", b"[" * 5000, "is nested more than"),
        ("map.yaml", b"id: a\n", "key “title”: is missing."),
    ],
)
def test_a_wrong_file_is_refused_with_what_it_is(
    tmp_path: Path, name: str, content: bytes, fault: str
) -> None:
    begin = time.process_time()
    told = blocks(imported(tmp_path, name, content))
    assert time.process_time() - begin < 1
    assert any(fault in each for each in told), told
    assert all(each.startswith(name) for each in told)


def test_a_file_of_50_mb_is_not_read_to_its_end(tmp_path: Path) -> None:
    for name in ("map.txt", "map.csv", "map.xlsx", "map.yaml"):
        with (tmp_path / name).open("wb") as writing:
            writing.write(b"PK\x03\x04" if name == "map.xlsx" else b"x")
            writing.truncate(50_000_000)
        begin = time.process_time()
        (told,) = blocks(read(tmp_path / name, Options()))
        assert time.process_time() - begin < 1
        assert "larger than" in told


def test_a_folder_and_a_file_that_is_not_there_are_told_apart(tmp_path: Path) -> None:
    (told,) = blocks(read(tmp_path, Options()))
    assert told.endswith("is a folder. Name the file in it that holds the rubric.")
    (told,) = blocks(read(tmp_path / "no.txt", Options()))
    assert (
        told
        == "no.txt: cannot be read: No such file or directory. Check the name and that you may read the file."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "map.txt"
    file.write_text(MAP, encoding="utf-8")
    file.chmod(0)
    (told,) = blocks(read(file, Options()))
    assert "cannot be read: Permission denied" in told


@pytest.mark.parametrize("part", [".", "<p>", "x ", "• ", "(", "1. ", "= ", "| "])
def test_lines_built_to_keep_a_search_busy_do_not(tmp_path: Path, part: str) -> None:
    begin = time.process_time()
    told = blocks(imported(tmp_path, "map.txt", MAP.replace("A page", part * (60_000 // len(part)))))
    assert time.process_time() - begin < 1
    assert [each.split(". ")[0] for each in told] == [
        "map.txt, line 12: the line has more than 50,000 characters"
    ]
    begin = time.process_time()
    imported(tmp_path, "map.txt", MAP.replace("A page", part * (49_000 // len(part))) * 20)
    assert time.process_time() - begin < 3  # an idle machine takes less than one second


def test_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    assert len(instrument_of(imported(tmp_path, "map.txt", MAP.encode("utf-16"))).indicators) == 2


def test_our_own_yaml_passes_and_takes_what_is_said_beside_it(tmp_path: Path) -> None:
    first = instrument_of(imported(tmp_path, "map.txt", MAP))
    again = imported(
        tmp_path, "again.yaml", as_yaml(first), instrument_id="other", version="2", title="Other"
    )
    instrument = instrument_of(again)
    assert (instrument.id, instrument.version, instrument.title) == ("other", "2", "Other")
    assert [each.descriptors for each in instrument.indicators] == [
        each.descriptors for each in first.indicators
    ]
    assert KNOWN[1] in instrument.audiences
