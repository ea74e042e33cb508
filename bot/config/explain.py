"""Says in plain words what pydantic found: where it stands, what is wrong, what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.config.document import Document, KeyPath
from bot.config.nearest import did_you_mean
from bot.config.problems import Problem, Wrong
from bot.config.schema_walk import Schema, example_at, known_keys, schema_at

Said = tuple[str, str]


def explain(error: ValidationError, document: Document, schema: Schema) -> Iterable[Problem]:
    """A problem for each of the error's findings."""
    for path, what, remedy in findings_of(error, schema):
        yield document.problem(path, what, remedy)


def findings_of(error: ValidationError, schema: Schema) -> Iterable[tuple[KeyPath, str, str]]:
    """Where something is wrong, what, and the remedy."""
    for finding in error.errors(include_url=False):
        path = tuple(step for step in finding["loc"] if step != "[key]")
        yield (path, *said_of(finding, path, schema))


def said_of(finding: ErrorDetails, path: KeyPath, schema: Schema) -> Said:
    """What is wrong, and the remedy."""
    wrong = finding.get("ctx", {}).get("error")
    if isinstance(wrong, Wrong):
        return wrong.what, wrong.remedy
    if finding["input"] is None:
        needed = path and path[-1] in schema_at(schema, path[:-1]).get("required", [])
        return "is empty", _write(
            path, schema, "Write a value" if needed else "Write a value or take the key out"
        )
    say = _SAYINGS.get(finding["type"])
    if say is not None:
        return say(path, schema, {**finding.get("ctx", {}), "given": finding["input"]})
    return finding["msg"][:1].lower() + finding["msg"][1:], _write(path, schema, "Write another value")


def _unknown_key(path: KeyPath, schema: Schema, _context: dict[str, Any]) -> Said:
    known = known_keys(schema, path[:-1])
    return f"there is no key '{path[-1]}' here", did_you_mean(str(path[-1]), known)


def _missing(path: KeyPath, schema: Schema, _context: dict[str, Any]) -> Said:
    return "is missing", f"Add '{path[-1]}: {example_at(schema, path) or '…'}'"


def _no_choice(path: KeyPath, schema: Schema, context: dict[str, Any]) -> Said:
    known = [str(each) for each in schema_at(schema, path).get("enum", [])]
    given = str(context["given"])
    return f"'{given}' is not known here", did_you_mean(given, known)


def _no_text(path: KeyPath, schema: Schema, _context: dict[str, Any]) -> Said:
    return "is not read as a text", _write(path, schema, "Put it in quotes")


def _no_number(path: KeyPath, schema: Schema, _context: dict[str, Any]) -> Said:
    return "is not a whole number", _write(path, schema, "Write a number without quotes")


def _no_mapping(path: KeyPath, schema: Schema, _context: dict[str, Any]) -> Said:
    known = known_keys(schema, path)
    below = f" with {', '.join(known)}" if known else ""
    return "is not a group of keys", f"Write 'key: value' lines below it{below}"


def _no_list(_path: KeyPath, _schema: Schema, _context: dict[str, Any]) -> Said:
    return "is not a list", "Write each entry on its own line after '- '"


def _too_small(_path: KeyPath, _schema: Schema, context: dict[str, Any]) -> Said:
    return f"is less than {context['ge']}", f"Write {context['ge']} or more"


def _too_great(_path: KeyPath, _schema: Schema, context: dict[str, Any]) -> Said:
    return f"is more than {context['le']}", f"Write {context['le']} or less"


def _too_long(_path: KeyPath, _schema: Schema, context: dict[str, Any]) -> Said:
    return f"is longer than {context['max_length']} characters", "Say it shorter"


def _too_few(path: KeyPath, schema: Schema, _context: dict[str, Any]) -> Said:
    return "is empty", _write(path, schema, "Add at least one")


_SAYINGS: dict[str, Callable[[KeyPath, Schema, dict[str, Any]], Said]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "literal_error": _no_choice,
    "string_type": _no_text,
    "int_type": _no_number,
    "bool_type": lambda _path, _schema, _context: ("is neither true nor false", "Write true or false"),
    "model_type": _no_mapping,
    "model_attributes_type": _no_mapping,
    "dict_type": _no_mapping,
    "tuple_type": _no_list,
    "list_type": _no_list,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_great,
    "string_too_long": _too_long,
    "string_too_short": _too_few,
    "too_short": _too_few,
}


def _write(path: KeyPath, schema: Schema, otherwise: str) -> str:
    example = example_at(schema, path)
    return f"{otherwise}, for example: {example}" if example else otherwise
