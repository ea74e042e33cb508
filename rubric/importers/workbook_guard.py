"""Looks into an XLSX file before anything is unpacked: how many parts, how large, how tightly packed."""

from __future__ import annotations

import io
import zipfile

from rubric.importers.doubts import Doubts

MOST_PARTS = 500
LARGEST_UNPACKED = 50 * 1024 * 1024  # bytes, pictures included
LARGEST_XML = 8 * 1024 * 1024  # bytes of what has to be read; a full rubric has a tenth of one megabyte
TIGHTEST = 200  # times; a workbook of text shrinks to a tenth, a bomb to a thousandth
SMALL = 100 * 1024  # bytes that may be packed as tightly as they are
_REMEDY = "Copy the one sheet with the rubric into a new workbook, save it as .xlsx and import that"


def may_be_opened(content: bytes, doubts: Doubts) -> bool:
    """Whether a workbook is small enough to be read within a second; noted if not."""
    parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    unpacked = sum(each.file_size for each in parts)
    to_read = sum(each.file_size for each in parts if each.filename.endswith((".xml", ".rels")))
    fault = ""
    if any(each.flag_bits & 1 for each in parts):
        doubts.block("", "the workbook has a password", "Take the password off and save it again")
        return False
    if len(parts) > MOST_PARTS:
        fault = f"the workbook has {len(parts):,} parts inside, at most {MOST_PARTS} are read"
    elif unpacked > LARGEST_UNPACKED:
        fault = f"the workbook unpacks to more than {LARGEST_UNPACKED // 1024 // 1024} MB"
    elif any(_is_bomb(each) for each in parts):
        fault = "the workbook is packed so tightly that it may be built to fill the memory"
    elif to_read > LARGEST_XML:
        fault = f"the workbook holds more than {LARGEST_XML // 1024 // 1024} MB of cells"
    if fault:
        doubts.block("", fault, _REMEDY)
    return not fault


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > SMALL and part.file_size > TIGHTEST * max(1, part.compress_size)
