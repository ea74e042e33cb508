"""Follows a path through a JSON Schema, so that an explanation knows what could stand there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.config.document import KeyPath

Schema = Mapping[str, Any]


def schema_at(schema: Schema, path: KeyPath) -> Schema:
    """What the schema says about the value at `path`; empty where it says nothing."""
    here = schema
    for step in path:
        here = _inside(_plain(here, schema), step)
    return _plain(here, schema)


def known_keys(schema: Schema, path: KeyPath) -> list[str]:
    """The keys that the mapping at `path` may have, in the order in which they are declared."""
    return list(schema_at(schema, path).get("properties", {}))


def example_at(schema: Schema, path: KeyPath) -> str:
    """An example of what could stand at `path`, or nothing."""
    examples = schema_at(schema, path).get("examples", [])
    return str(examples[0]) if examples else ""


def _inside(schema: Schema, step: str | int) -> Schema:
    if isinstance(step, int):
        return _mapping(schema.get("items"))
    if step in schema.get("properties", {}):
        return _mapping(schema["properties"][step])
    named = list(schema.get("patternProperties", {}).values())
    return _mapping(named[0] if named else schema.get("additionalProperties"))


def _plain(schema: Schema, root: Schema) -> Schema:
    """The schema behind a reference or an "or nothing", its own examples kept."""
    kinds = [kind for kind in schema.get("anyOf", []) if kind.get("type") != "null"]
    if kinds:
        return {**_plain(kinds[0], root), **schema}
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return {**_plain(root["$defs"][name], root), **schema}
    return schema


def _mapping(schema: object) -> Schema:
    return schema if isinstance(schema, dict) else {}
