"""Finds the sentences for people in source text, and how long those may be that a platform cuts off."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.chat import limits

# `t("…")`, `desk.t("…")`, `N_("…")`, `t.plural("…", "…", n)`, with how many sentences they take.
MARKS = {"t": 1, "N_": 1, "plural": 2, "N_plural": 2}
# What is shown in a room of its own: its argument, by place or name, and the most characters it takes.
ROOM: Mapping[str, Mapping[int | str, int]] = {
    "Form": {1: limits.FORM_TITLE, 4: limits.FORM_TITLE, "submit": limits.FORM_TITLE},
    "Button": {0: limits.BUTTON_LABEL},
    "Link": {0: limits.BUTTON_LABEL},
    "Option": {1: limits.OPTION_LABEL, 2: limits.OPTION_LABEL, "description": limits.OPTION_LABEL},
    "Menu": {1: limits.PLACEHOLDER},
    "Heading": {0: limits.HEADING},
    "TextField": {1: limits.FIELD_LABEL, 3: limits.FIELD_HINT, "hint": limits.FIELD_HINT},
    "ChoiceField": {1: limits.FIELD_LABEL, 3: limits.FIELD_HINT, "hint": limits.FIELD_HINT},
    "TicksField": {1: limits.FIELD_LABEL, 3: limits.FIELD_HINT, "hint": limits.FIELD_HINT},
    "PersonField": {1: limits.FIELD_LABEL, 2: limits.FIELD_HINT, "hint": limits.FIELD_HINT},
    "DateField": {1: limits.FIELD_LABEL, 2: limits.FIELD_HINT, "hint": limits.FIELD_HINT},
    "Command": {2: limits.COMMAND_SUMMARY},
    "Parameter": {2: limits.COMMAND_SUMMARY},
    "described": {0: limits.COMMAND_SUMMARY},
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or two when it counts things; `longest` is None where there is room enough."""

    words: tuple[str, ...]
    longest: int | None = None


def sentences(source: str) -> Iterator[Sentence]:
    """Every marked sentence of a module."""
    tree = ast.parse(source)
    room = dict(_rooms(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (mark := _name(node.func)) in MARKS:
            found = _words(node, MARKS[mark])
            if found:
                yield Sentence(found, room.get(node))


def _rooms(tree: ast.AST) -> Iterator[tuple[ast.expr, int]]:
    """The arguments that are shown in a room of their own, whichever way they are chosen."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (shown := ROOM.get(_name(node.func))):
            given: dict[int | str, ast.expr] = dict(enumerate(node.args))
            given |= {one.arg: one.value for one in node.keywords if one.arg}
            for place, longest in shown.items():
                if place in given:
                    yield from ((choice, longest) for choice in _choices(given[place]))


def _choices(argument: ast.expr) -> Iterator[ast.expr]:
    if isinstance(argument, ast.IfExp):
        yield from _choices(argument.body)
        yield from _choices(argument.orelse)
    else:
        yield argument


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _words(call: ast.Call, count: int) -> tuple[str, ...]:
    """The literal words of a mark; none when they are looked up from a variable that was marked elsewhere."""
    given = call.args[:count]
    words = tuple(one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str))
    return words if len(words) == count else ()
