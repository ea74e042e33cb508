"""Reads a YAML file as a `Section`; what is no text, too large or built to explode is refused at once."""

from __future__ import annotations

from collections.abc import Collection
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
import yaml.reader

from rubric.problems import RubricProblem
from rubric.sections import Section, section_of

__all__ = ["LARGEST_FILE", "yaml_section"]

LARGEST_FILE = 2 * 1024 * 1024  # bytes; some forty times our own instrument
MOST_PARTS = 20_000  # texts, lists and mappings; some ten times our own instrument
MOST_ALIASES = 10
DEEPEST = 20
MEND = "Mend the file, or bring it back from a copy"

BYTE_ORDER_MARKS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")

if TYPE_CHECKING:
    Loader = yaml.SafeLoader
else:
    Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # several times quicker where libyaml was built in


class _Refused(Exception):  # noqa: N818 - never leaves this file
    def __init__(self, line: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy


def yaml_section(file: Traversable, known: Collection[str], problems: list[RubricProblem]) -> Section:
    """Read a file whose document is one mapping; a file that cannot be read is one problem."""
    try:
        node = _composed(_text(_bytes(file)))
    except _Refused as refused:
        problems.append(RubricProblem(str(file), refused.line, "", refused.what, refused.remedy))
        return Section(str(file), refused.line, {}, {}, [])  # its missing keys would only repeat the fault
    return section_of(str(file), "", node, known, problems)


def _bytes(file: Traversable) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        remedy = f"Check that {Path(str(file)).name} is a file and that you may read it"
        raise _Refused(1, f"the file cannot be read: {error.strerror}", remedy) from error
    if len(content) > LARGEST_FILE:
        what = f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB"
        raise _Refused(1, what, "Check that it is a rubric; each instrument has a file of its own")
    return content


def _text(content: bytes) -> str:
    if content.startswith(BYTE_ORDER_MARKS_OF_UTF_16):
        raise _Refused(1, "the file is written in UTF-16", "Save it again as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02X}"
        what = f"the byte {byte} is not UTF-8; the file may be in Latin-1 or Windows-1252"
        raise _Refused(line, what, "Open it in an editor and save it again as UTF-8") from error
    if "\0" in text:
        what = "the file holds zero bytes, so it is no text in UTF-8"
        raise _Refused(_line(text, text.index("\0")), what, "Save it again as UTF-8")
    return text


def _composed(text: str) -> yaml.Node:
    try:
        _check_size(text)
        node: yaml.Node | None = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _Refused(line, f"YAML cannot be read here: {error.problem}", MEND) from error
    except yaml.reader.ReaderError as error:
        what = f"holds a character that YAML does not allow (number {error.character})"
        raise _Refused(_line(text, error.position), what, "Take the character out") from error
    if node is None:
        raise _Refused(1, "the file is empty", MEND)
    return node


def _check_size(text: str) -> None:
    """Go through the document once without building anything; composing it would follow every nesting."""
    depth = parts = aliases = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        parts += isinstance(event, yaml.NodeEvent)
        aliases += isinstance(event, yaml.AliasEvent)
        if depth > DEEPEST or parts > MOST_PARTS or aliases > MOST_ALIASES:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise _Refused(line, *_excess(depth, aliases))


def _excess(depth: int, aliases: int) -> tuple[str, str]:
    if depth > DEEPEST:
        return f"is nested more than {DEEPEST} deep", "Write it as flat as the files that come with stem-bot"
    if aliases > MOST_ALIASES:
        return f"has more than {MOST_ALIASES} aliases ('*name')", "Write the texts out where they belong"
    return f"has more than {MOST_PARTS:,} entries", "Put each instrument in a file of its own"


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
