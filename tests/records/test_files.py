"""A record becomes a workbook, CSV, JSON and printed pages; nothing in them runs as a formula."""

from __future__ import annotations

import csv
import io
import json
import zlib
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.phrases import Phrases
from bot.language.catalogue import phrases_in
from bot.records.cells import harmless, is_dangerous
from bot.records.formats import FORMATS
from bot.records.glance import (
    Confirmation,
    Glance,
    Record,
    differences,
    from_data,
    hash_of,
    school_year,
    to_data,
)
from tests.documents.pdf_words import pages_of
from tests.records.sample import FULL, READER, glance, line, state

pytestmark = pytest.mark.unit
T = phrases_in("en")
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1")


def made(name: str, *records: Glance, words: Phrases = T) -> bytes:
    """The file of a format."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "record"
        assert FORMATS[name].write(file, map(Record, records), words, READER) == len(records)
        return file.read_bytes()


def rows_of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_school_year_begins_in_july() -> None:
    assert school_year(date(2026, 6, 30)) == "2025-26"
    assert school_year(date(2026, 7, 1)) == "2026-27"
    assert school_year(date(2099, 12, 1)) == "2099-00"


def test_a_record_comes_back_from_its_data_and_hashes_the_same_after_json() -> None:
    data = to_data(FULL)
    stored = json.loads(json.dumps(data))
    assert from_data(stored) == FULL
    assert hash_of(stored) == hash_of(data)


def test_the_hash_tells_the_smallest_change() -> None:
    data = to_data(FULL)
    other = {**data, "lines": [{**data["lines"][0], "evidence": 3}, *data["lines"][1:]]}
    assert hash_of(other) != hash_of(data)


def test_what_differs_between_two_records_is_named() -> None:
    after = glance(line(1, state(4)), *FULL.lines[1:])
    assert differences(FULL, after) == ["EC1.Leaders1"]
    assert differences(FULL, FULL) == []


def test_csv_has_a_line_an_indicator_and_marks_its_encoding() -> None:
    content = made("csv", FULL)
    heading, *rows = rows_of_csv(content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert heading[:4] == ["Team", "Year", "Outcome", "Indicator"]
    first = dict(zip(heading, rows[0], strict=True))
    assert len(rows) == len(FULL.lines)
    assert (first["Previous"], first["Now"], first["Goal"], first["Agreement"]) == ("2", "3", "4", "0.81")
    assert dict(zip(heading, rows[2], strict=True))["Now"] == ""


def test_a_workbook_holds_the_same_with_numbers_as_numbers() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made("xlsx", FULL))).worksheets[0]
    heading, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    first = dict(zip(heading, rows[0], strict=True))
    assert (first["Now"], first["Agreement"], first["Level"]) == (3, 0.81, "Refining and Expanding")
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("words", FORMULAS)
def test_words_that_look_like_a_formula_stay_words(words: str) -> None:
    record = glance(line(1, state(3, dissent=words)), team_name=words)
    _, row = rows_of_csv(made("csv", record))
    assert row[0] == f"'{words}"
    sheet = openpyxl.load_workbook(io.BytesIO(made("xlsx", record))).worksheets[0]
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert cell.value.lstrip() == words.lstrip()


@given(st.text(max_size=20))
def test_no_text_in_a_cell_begins_as_a_formula(words: str) -> None:
    assert not is_dangerous(harmless(words))


def test_json_is_what_the_hash_is_of() -> None:
    [record] = json.loads(made("json", FULL))
    assert hash_of(record["content"]) == record["hash"]


def test_every_outcome_is_a_page_and_the_same_record_gives_the_same_bytes() -> None:
    content = made("pdf", FULL)
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") == len(FULL.sections)
    assert content == made("pdf", FULL)


def test_names_beyond_latin_and_long_words_are_printed() -> None:
    record = glance(
        line(1, state(3, dissent="x" * 600)), team_name="Škola Ελλάδα школа " + "very long name " * 12
    )
    assert zlib.crc32(made("pdf", record)) != zlib.crc32(made("pdf", FULL))


def test_every_format_makes_a_file_in_spanish_too() -> None:
    for name in FORMATS:
        assert made(name, FULL, words=phrases_in("es"))


def test_several_records_stand_in_one_file() -> None:
    other = glance(line(1, state(1)), team_name="Cedar")
    assert [each["content"]["team_name"] for each in json.loads(made("json", FULL, other))] == [
        "Riverbend SLT",
        "Cedar",
    ]
    assert json.loads(made("json")) == []
    assert {row[0] for row in rows_of_csv(made("csv", FULL, other))} == {"Team", "Riverbend SLT", "Cedar"}


def words_of_pdf(record: Record) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "record"
        FORMATS["pdf"].write(file, [record], T, READER)
        return " ".join("\n".join(pages_of(file.read_bytes())).split())


def test_a_record_of_a_year_says_on_paper_who_confirmed_it_and_why_states_are_missing() -> None:
    how = Confirmation("2026-11-22", "Fay Facilitator", "Dina District", "We began in September")
    words = words_of_pdf(Record(FULL, how))
    assert "Confirmed on 22 Nov 2026; prepared by Fay Facilitator, confirmed by Dina District." in words
    assert "Why some are missing: We began in September" in words
    assert "Confirmed on" not in words_of_pdf(Record(FULL))


def test_names_that_are_read_from_the_right_are_set_from_the_right_and_an_emoji_is_named() -> None:
    record = glance(line(1, state(3, dissent="שלום (עולם) 🎉")), team_name="قال لا")
    words = words_of_pdf(Record(record))
    assert all(each in words for each in ("םולש", "(םלוע)", "[party", "popper]"))
    assert "ﻻ ﻝﺎﻗ" in words
