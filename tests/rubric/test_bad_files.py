"""Files that are no text, too large or built to explode are refused within a second, each as one problem."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rubric.load import RubricInvalid, load_instrument, load_library
from rubric.yaml_file import LARGEST_FILE, MOST_ALIASES, MOST_PARTS

pytestmark = pytest.mark.unit

AT_ONCE = 1.0  # seconds of this process, whatever else the machine does
BILLION = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BAD_FILES = {
    "50 MB": (
        b"x" * 50_000_000,
        ":1: the file is larger than 2 MB. Check that it is a rubric; each instrument has a file of its own",
    ),
    "aliases built to explode": (
        BILLION.encode(),
        ":3: has more than 10 aliases ('*name'). Write the texts out where they belong",
    ),
    "many aliases": (
        b"id: &a x\nlist: [" + b"*a, " * 400_000 + b"]",
        ":2: has more than 10 aliases ('*name'). Write the texts out where they belong",
    ),
    "deep in brackets": (
        b"id: " + b"[" * 1_000_000,
        ":1: is nested more than 20 deep. Write it as flat as the files that come with stem-bot",
    ),
    "deep in dashes": (
        b"- " * 1_000_000,
        ":1: is nested more than 20 deep. Write it as flat as the files that come with stem-bot",
    ),
    "very many entries": (
        b"- a\n" * 500_000,
        f":{MOST_PARTS}: has more than 20,000 entries. Put each instrument in a file of its own",
    ),
    "UTF-16 as editors write it": (
        "id: x\n".encode("utf-16"),
        ":1: the file is written in UTF-16. Save it again as UTF-8",
    ),
    "UTF-16 without a mark": (
        "# own\nid: x\n".encode("utf-16-le"),
        ":1: the file holds zero bytes, so it is no text in UTF-8. Save it again as UTF-8",
    ),
    "Latin-1": (
        "id: own\ntitle: Café\n".encode("latin-1"),
        (
            ":2: the byte 0xE9 is not UTF-8; the file may be in Latin-1 or Windows-1252. "
            "Open it in an editor and save it again as UTF-8"
        ),
    ),
    "a bell": (
        b"id: own\ntitle: a\x07\n",
        ":2: holds a character that YAML does not allow (number 7). Take the character out",
    ),
    "an unknown alias": (
        b"id: own\ntitle: *nobody\n",
        ":2: YAML cannot be read here: found undefined alias. Mend the file, or bring it back from a copy",
    ),
    "two documents": (
        b"id: own\n---\nid: other\n",
        (
            ":2: YAML cannot be read here: but found another document. "
            "Mend the file, or bring it back from a copy"
        ),
    ),
    "a picture": (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        (
            ":1: the byte 0x89 is not UTF-8; the file may be in Latin-1 or Windows-1252. "
            "Open it in an editor and save it again as UTF-8"
        ),
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_problem_told_at_once(tmp_path: Path, name: str) -> None:
    content, told = BAD_FILES[name]
    file = tmp_path / "own.yaml"
    file.write_bytes(content)
    began = time.process_time()
    with pytest.raises(RubricInvalid) as caught:
        load_instrument(file)
    assert str(caught.value) == f"{file}{told}"
    assert time.process_time() - began < AT_ONCE


def test_a_file_that_contains_itself_is_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("&all\nid: own\nindicators: [*all]\n", encoding="utf-8")
    with pytest.raises(RubricInvalid, match="key 'version': is missing"):
        load_instrument(file)


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    begun = b"id: own\ntitle: "
    file.write_bytes(begun + b"x" * (LARGEST_FILE - len(begun)))
    with pytest.raises(RubricInvalid) as caught:
        load_instrument(file)
    assert "has 2097137 characters, 300 are allowed" in str(caught.value)


def test_a_few_aliases_are_fine(tmp_path: Path) -> None:
    aliases = "".join(
        f"  - {{id: r{number}, title: *a, audience: Teachers}}\n" for number in range(MOST_ALIASES)
    )
    text = f"source: &a Handbook\nroles:\n{aliases}"
    (tmp_path / "roles.yaml").write_text(text, encoding="utf-8")
    assert load_library(tmp_path).role("r9").title == "Handbook"


def test_a_byte_order_mark_of_utf_8_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    text = "source: Handbook\r\nroles:\r\n  - {id: café, title: Café, audience: Teachers}\r\n"
    (tmp_path / "roles.yaml").write_bytes(text.encode("utf-8-sig"))
    assert load_library(tmp_path).role("café").title == "Café"


def test_a_folder_called_like_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").mkdir()
    with pytest.raises(RubricInvalid) as caught:
        load_library(tmp_path)
    assert str(caught.value) == (
        f"{tmp_path}/own.yaml:1: the file cannot be read: Is a directory. "
        "Check that own.yaml is a file and that you may read it"
    )
