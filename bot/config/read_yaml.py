"""Reads YAML as plain data that knows its lines.

Only what the JSON data model has is read as such: `17:00` and `2026-12-21` stay texts (YAML 1.1 would make
the first a number), `on` stays a key, and ids with eighteen digits lose none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bot.config.document import Document, KeyPath, written
from bot.config.problems import Invalid, Problem

_ALIAS = "an alias (*name) is not read here"
_TAGS: Final = {
    "tag:yaml.org,2002:null": re.compile(r"~|null|Null|NULL|"),
    "tag:yaml.org,2002:bool": re.compile(r"true|True|TRUE|false|False|FALSE"),
    "tag:yaml.org,2002:int": re.compile(r"[-+]?(?:0|[1-9][0-9]*)"),
    "tag:yaml.org,2002:float": re.compile(r"[-+]?[0-9]+\.[0-9]+"),
}


def read_document(file: Path) -> Document:
    """The data of a YAML file; raises Invalid where there is no file or no YAML in it."""
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=_Loader)
    except OSError as error:
        raise _unreadable(file, 0, f"the file cannot be read ({error.strerror})", "Check its name") from error
    except UnicodeDecodeError as error:
        raise _unreadable(file, 0, "the file is not UTF-8 text", "Save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        what = f"YAML cannot be read here: {error.problem or error.context}"
        raise _unreadable(file, line, what, _remedy(error)) from error
    except yaml.YAMLError as error:
        what = f"YAML cannot be read: {error}"
        raise _unreadable(file, 0, what, "Save it as plain UTF-8 text") from error
    reading = _Reading(str(file), {}, [])
    data = reading.value(node, ()) if node else None
    return Document(str(file), data, reading.lines, tuple(reading.problems))


@dataclass(frozen=True, slots=True)
class _Reading:
    file: str
    lines: dict[KeyPath, int]
    problems: list[Problem]

    def value(self, node: yaml.Node, path: KeyPath) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._entry(each, (*path, index)) for index, each in enumerate(node.value)]
        return _scalar(node.tag, node.value)

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, Any]:
        read: dict[str, Any] = {}
        for key_node, value_node in node.value:
            here = (*path, _key(key_node))
            line = key_node.start_mark.line + 1
            if here in self.lines:
                what = f"stands here twice, first on line {self.lines[here]}"
                self.problems.append(Problem(self.file, line, written(here), what, "Keep one of the two"))
                continue
            self.lines[here] = line
            read[_key(key_node)] = self.value(value_node, here)
        return read

    def _entry(self, node: yaml.Node, path: KeyPath) -> Any:
        self.lines[path] = node.start_mark.line + 1
        return self.value(node, path)


class _Loader(yaml.SafeLoader):
    """Composes nodes; a value that is written once and meant twice is refused, so no file can swell."""

    yaml_implicit_resolvers: Any = {}  # noqa: RUF012 - PyYAML's own name

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, _ALIAS, mark)
        return super().compose_node(parent, index)


for _tag, _pattern in _TAGS.items():
    _Loader.add_implicit_resolver(_tag, re.compile(rf"(?:{_pattern.pattern})\Z"), None)


def _key(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "?"


def _scalar(tag: str, text: str) -> Any:
    match tag.removeprefix("tag:yaml.org,2002:"):
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int":
            return int(text)
        case "float":
            return float(text)
        case _:
            return text


def _unreadable(file: Path, line: int, what: str, remedy: str) -> Invalid:
    return Invalid([Problem(str(file), line, "", what, remedy)])


def _remedy(error: yaml.MarkedYAMLError) -> str:
    if error.problem == _ALIAS:
        return "Write the value out again"
    if error.problem and "\\t" in error.problem:
        return "Indent with blanks, not with tabs"
    return "Check the indentation, the colons and the quotes of this line and the one before"
