"""Opens a file and tells by its content, not only its name, what it is; refuses what is no rubric."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rubric.importers.doubts import Doubts

LARGEST_TEXT = 2 * 1024 * 1024  # bytes
LARGEST_WORKBOOK = 5 * 1024 * 1024  # bytes, packed


class FileKind(StrEnum):
    """How the content has to be taken apart."""

    YAML = "yaml"
    CSV = "csv"
    WORKBOOK = "workbook"
    TEXT = "text"


BY_SUFFIX = {
    ".yaml": FileKind.YAML, ".yml": FileKind.YAML, ".csv": FileKind.CSV, ".tsv": FileKind.CSV,
    ".xlsx": FileKind.WORKBOOK, ".txt": FileKind.TEXT, ".text": FileKind.TEXT, ".md": FileKind.TEXT,
}  # fmt: skip
_SAVE_AS_XLSX = "Open it in your spreadsheet program and save it as .xlsx or .csv"
_COPY_TEXT = "Open it, copy all of its text into a plain text file, save that as UTF-8 with the ending .txt"
_FOREIGN = {
    "word/": ("is a Word document", _COPY_TEXT),
    "ppt/": ("is a presentation", _COPY_TEXT),
    "xl/workbook.bin": ("is an Excel workbook in the binary format", _SAVE_AS_XLSX),
    "xl/vbaProject.bin": ("is an Excel workbook with macros", _SAVE_AS_XLSX),
    "content.xml": ("is an OpenDocument file", f"{_SAVE_AS_XLSX}, or copy its text into a .txt file"),
}
_KINDS = "Use a .txt (the text of a map), .csv, .xlsx or .yaml file; `stem-bot rubric template` makes a table"


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's content and how to take it apart."""

    kind: FileKind
    content: bytes


def opened(file: Path, doubts: Doubts) -> Opened | None:
    """Read a file of at most the size its kind may have; None with a doubt that blocks if it is none."""
    content = _content(file, doubts)
    if content is None:
        return None
    kind = _kind(file, content, doubts)
    if kind is None:
        return None
    most = LARGEST_WORKBOOK if kind is FileKind.WORKBOOK else LARGEST_TEXT
    if len(content) > most:
        what = f"the file is larger than {most // 1024 // 1024} MB"
        doubts.block("", what, "Check that it holds one rubric and no pictures; a rubric is far smaller")
        return None
    return Opened(kind, content)


def _content(file: Path, doubts: Doubts) -> bytes | None:
    if file.is_dir():
        doubts.block("", "is a folder", "Name the file in it that holds the rubric")
        return None
    try:
        with file.open("rb") as reading:
            content = reading.read(LARGEST_WORKBOOK + 1)
    except OSError as error:
        doubts.block("", f"cannot be read: {error.strerror}", "Check the name and that you may read the file")
        return None
    if not content.strip():
        doubts.block("", "the file is empty", "Check that it was saved, and that it is the right file")
        return None
    return content


def _kind(file: Path, content: bytes, doubts: Doubts) -> FileKind | None:
    by_name = BY_SUFFIX.get(file.suffix.lower())
    foreign = _foreign(content, by_name)
    if foreign is None and by_name is None:
        said = f"the ending “{file.suffix}” says" if file.suffix else "a name without an ending says"
        foreign = f"{said} nothing about what is in the file", _KINDS
    if foreign is None:
        return by_name
    doubts.block("", *foreign)
    return None


def _foreign(content: bytes, by_name: FileKind | None) -> tuple[str, str] | None:
    """What a file really is and what to do, or None if its content may be what its name says."""
    if content.startswith(b"%PDF"):
        return "is a PDF", _COPY_TEXT
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return "is a file of an old Office program (.doc, .xls, .ppt), or one with a password", _SAVE_AS_XLSX
    if content.startswith(b"PK"):
        return _foreign_archive(content, by_name)
    if by_name is FileKind.WORKBOOK:
        return "is no .xlsx workbook, whatever its name says", _SAVE_AS_XLSX
    return None


def _foreign_archive(content: bytes, by_name: FileKind | None) -> tuple[str, str] | None:
    if len(content) > LARGEST_WORKBOOK:
        return None if by_name is FileKind.WORKBOOK else ("is an archive, no text", _KINDS)
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return "is damaged: it begins like a workbook and does not end like one", "Save or download it again"
    for begin, told in _FOREIGN.items():
        if any(name.startswith(begin) for name in names):
            return told
    if "xl/workbook.xml" not in names:
        return "is an archive (.zip or the like), no rubric", _KINDS
    if by_name is not FileKind.WORKBOOK:
        return "is an Excel workbook, whatever its name says", "Give it the ending .xlsx"
    return None
