"""Reads YAML with line numbers: a `Section` is one mapping that notes its faults and goes on reading.

A key that is missing or of the wrong kind yields an empty value and a noted problem, so that one run finds
every fault of a file. Nothing read from a document with problems may be used.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import yaml

from rubric.nearest import closest
from rubric.problems import RubricProblem

TEXT, WHOLE_NUMBER, YES_OR_NO = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "bool"))

LONGEST_ID = 40
LONGEST_TITLE = 60
LOW_NUMBER = re.compile("[1-9][0-9]{0,3}")  # of levels or minutes
IDENTIFIER = re.compile(r"[^\W_][\w.-]*")


@dataclass(frozen=True, slots=True)
class Section:
    """One mapping of a rubric file; its problems go to the list that the whole reading shares."""

    file: str
    line: int
    entries: Mapping[str, yaml.Node]
    lines: Mapping[str, int]  # where each key stands
    problems: list[RubricProblem]
    inherited_source: str = ""  # of the file or the mapping around it

    def note(self, key: str, what: str, remedy: str) -> None:
        """Note a problem at a key, or at the section's first line if the key is not there."""
        self.problems.append(RubricProblem(self.file, self.lines.get(key, self.line), key, what, remedy))

    def text(self, key: str, longest: int | None = None) -> str:
        """Return a required text; noted if missing, empty, not a text or longer than allowed."""
        node = self.entries.get(key)
        if node is None:
            self.note(key, "is missing", f"Add '{key}: …' here")
            return ""
        return self._text_of(key, node, longest)

    def optional_text(self, key: str) -> str:
        """Return a text, or an empty one where the key is not given."""
        return self.text(key) if key in self.entries else ""

    def identifier(self) -> str:
        """Return the required `id`; it is short and of few signs, so that a button can carry it."""
        given = self.text("id", LONGEST_ID)
        if given and not IDENTIFIER.fullmatch(given):
            remedy = "Use letters, digits, '.', '-' and '_', and give another spelling as an alias"
            self.note("id", f"'{given}' holds blanks or signs that an id cannot have", remedy)
        return given

    def title(self) -> str:
        """Return the required `title`, short enough for a line of chat."""
        return self.text("title", LONGEST_TITLE)

    def source(self) -> str:
        """Return where this comes from: its own `source`, else that of what is around it."""
        if "source" not in self.entries and self.inherited_source:
            return self.inherited_source
        return self.text("source")

    def one_of(self, key: str, known: Collection[str]) -> str:
        """Return a required text that is one of those known; noted with the nearest if not."""
        return self._known(key, self.text(key), known)

    def some_of(self, key: str, known: Collection[str], least: int = 0) -> tuple[str, ...]:
        """Return a list of texts of which each is one of those known."""
        return tuple(self._known(key, each, known) for each in self.texts(key, least))

    def texts(self, key: str, least: int = 1, most: int | None = None) -> tuple[str, ...]:
        """Return a list of texts; noted if it holds fewer or more than allowed."""
        nodes = self._items(key, required=least > 0)
        if nodes is None:
            return ()
        if len(nodes) < least:
            self.note(key, f"has {len(nodes)} entries, at least {least} needed", "Add what is missing")
        if most is not None and len(nodes) > most:
            self.note(key, f"has {len(nodes)} entries, at most {most} allowed", "Take some away")
        return tuple(self._text_of(key, each, None) for each in nodes)

    def number(self, key: str) -> int:
        """Return a required whole number above zero, 0 where there is none."""
        node = self.entries.get(key)
        if (
            isinstance(node, yaml.ScalarNode)
            and node.tag == WHOLE_NUMBER
            and LOW_NUMBER.fullmatch(node.value)
        ):
            return int(node.value)
        self.note(
            key,
            "is missing" if node is None else "is no whole number above 0",
            f"Write '{key}: 1' or the like",
        )
        return 0

    def flag(self, key: str) -> bool:
        """Return a yes or no, no where the key is not given."""
        node = self.entries.get(key)
        if node is None:
            return False
        if not isinstance(node, yaml.ScalarNode) or node.tag != YES_OR_NO:
            self.note(key, "is neither true nor false", f"Write '{key}: true' or drop it")
            return False
        return node.value.casefold() in {"true", "yes", "on"}

    def sections(self, key: str, known: Collection[str], *, required: bool = True) -> tuple[Section, ...]:
        """Return a list of mappings; keys outside `known` are noted, and so is a list without entries."""
        nodes = self._items(key, required=required)
        if nodes is not None and not nodes:
            self.note(key, "is empty", "Add at least one entry")
        return tuple(self._below(key, each, known) for each in nodes or ())

    def section(self, key: str, known: Collection[str]) -> Section:
        """Return a required mapping; keys outside `known` are noted."""
        node = self.entries.get(key)
        if node is None:
            self.note(key, "is missing", f"Add '{key}:' with {', '.join(sorted(known))} below it")
            return Section(self.file, self.line, {}, {}, [])
        return self._below(key, node, known)

    def _below(self, key: str, node: yaml.Node, known: Collection[str]) -> Section:
        given = self.entries.get("source")
        source = given.value.strip() if isinstance(given, yaml.ScalarNode) else self.inherited_source
        return section_of(self.file, key, node, known, self.problems, source)

    def _known(self, key: str, given: str, known: Collection[str]) -> str:
        if given and given not in known:
            meant = closest(given, {each: each for each in known})
            remedy = f"Did you mean '{meant}'?" if meant else f"Use one of: {', '.join(known) or 'none yet'}"
            self.note(key, f"'{given}' is not known here", remedy)
        return given

    def _items(self, key: str, *, required: bool) -> Sequence[yaml.Node] | None:
        node = self.entries.get(key)
        if node is None:
            if required:
                self.note(key, "is missing", f"Add '{key}:' with a list below it")
            return None
        if not isinstance(node, yaml.SequenceNode):
            self.note(key, "is not a list", "Write each entry on its own line after '- '")
            return None
        items: list[yaml.Node] = node.value
        return items

    def _text_of(self, key: str, node: yaml.Node, longest: int | None) -> str:
        fault = _fault_of_text(node, longest)
        if fault is None:
            return str(node.value).strip()
        self.problems.append(RubricProblem(self.file, _line(node), key, *fault))
        return ""


def section_of(
    file: str,
    key: str,
    node: yaml.Node,
    known: Collection[str],
    problems: list[RubricProblem],
    source: str = "",
) -> Section:
    """Make a section of a node that should be a mapping, noting double and unknown keys."""
    if not isinstance(node, yaml.MappingNode):
        what, remedy = "is not a mapping", f"Write it as 'key: value' lines with {', '.join(sorted(known))}"
        problems.append(RubricProblem(file, _line(node), key, what, remedy))
        return Section(file, _line(node), {}, {}, [])  # its missing keys would only repeat the fault
    entries: dict[str, yaml.Node] = {}
    lines: dict[str, int] = {}
    for name_node, value in node.value:
        name = str(name_node.value)
        line = _line(name_node)
        if name in entries:
            problems.append(RubricProblem(file, line, name, "stands here twice", "Keep one of the two"))
        elif name not in known:
            problems.append(RubricProblem(file, line, name, "is not a known key", _instead(name, known)))
        entries[name], lines[name] = value, line
    return Section(file, _line(node), entries, lines, problems, source)


def _instead(name: str, known: Collection[str]) -> str:
    meant = closest(name, {each: each for each in known})
    return f"Did you mean '{meant}'?" if meant else f"Known here: {', '.join(sorted(known))}"


def _fault_of_text(node: yaml.Node, longest: int | None) -> tuple[str, str] | None:
    if not isinstance(node, yaml.ScalarNode):
        return "is not a text", "Write one text here"
    if node.tag != TEXT:
        return f"{node.value!r} is not read as a text", f'Put it in quotes: "{node.value}"'
    length = len(node.value.strip())
    if not length:
        return "is empty", "Write a text or take the key out"
    if longest is not None and length > longest:
        return f"has {length} characters, {longest} are allowed", "Say it shorter"
    return None


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
