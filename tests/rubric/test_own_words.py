"""No sentence of the source documents stands in the repository: no run of eight words in common.

The documents are not part of it. Where they lie in a `seeds` folder beside the checkout they are compared;
elsewhere the comparison is skipped. Runs that are bare lists of names are allowed one by one in
`allowed_runs.txt`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = Path(__file__).with_name("allowed_runs.txt")
RUN = 8
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
TAG = re.compile(r"<[^<>]*>")

DOCUMENT = "Each <b>garden</b> keeps a diary in which the gardener notes what grew there."


def words_of(text: str) -> list[str]:
    """The words without tags, case and the shape of apostrophes."""
    return WORD.findall(TAG.sub(" ", text).replace("’", "'").casefold())


def windows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


def shared_runs(words: Sequence[str], known: Collection[tuple[str, ...]]) -> Iterator[str]:
    """Each longest stretch of words of which every window is known."""
    begin = end = 0  # the stretch so far is words[begin:end]
    for start, window in enumerate(windows(words)):
        if window not in known:
            continue
        if start > end - RUN + 1 and end:
            yield " ".join(words[begin:end])
            begin = start
        begin = begin if end else start
        end = start + RUN
    if end:
        yield " ".join(words[begin:end])


def copies_in(text: str) -> list[str]:
    return list(shared_runs(words_of(text), set(windows(words_of(DOCUMENT)))))


def allowed_runs() -> list[str]:
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    return [" ".join(words_of(line)) for line in lines if line and not line.startswith("#")]


def files_of_the_repository() -> Iterator[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so nobody knows which files belong to the repository")
    listed = subprocess.run(  # noqa: S603 - git itself, with words of our own
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    names = listed.stdout.decode().split("\0")
    yield from (ROOT / name for name in names if name and ROOT / name != ALLOWED)


def test_eight_words_in_a_row_are_found_whatever_case_tags_quotes_and_line_ends() -> None:
    assert copies_in('x = ["A diary", "in which"]\n# The gardener NOTES\n# what grew') == [
        "a diary in which the gardener notes what grew"
    ]
    assert copies_in("keeps a diary in which the gardener notes") == [
        "keeps a diary in which the gardener notes"
    ]


def test_seven_words_in_a_row_are_not() -> None:
    assert copies_in("a diary in which the gardener notes how it rained") == []


def test_two_runs_are_told_apart() -> None:
    first, second = "keeps a diary in which the gardener notes", "in which the gardener notes what grew there"
    assert copies_in(f"{first}. {second}") == [first, second]


def test_no_sentence_of_the_documents_stands_in_the_repository() -> None:
    documents = sorted(ROOT.parent.glob("*/seeds/*.txt"))
    if not documents:
        pytest.skip("the source documents are not at hand: no folder beside the checkout has seeds/*.txt")
    known = {window for each in documents for window in windows(words_of(each.read_text(encoding="utf-8")))}
    allowed, used, copied = allowed_runs(), set(), []
    for file in files_of_the_repository():
        for run in shared_runs(_words_in(file), known):
            fitting = [each for each in allowed if run in each]
            used.update(fitting)
            copied += [] if fitting else [f"{file.relative_to(ROOT)}: {run}"]
    assert copied == [], "say it in other words"
    assert sorted(set(allowed) - used) == [], f"nothing needs these any more: take them out of {ALLOWED.name}"


def _words_in(file: Path) -> list[str]:
    try:
        return words_of(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, FileNotFoundError):
        return []  # a picture, or a file that git still lists and somebody has just removed
