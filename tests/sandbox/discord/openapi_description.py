"""Discord's own OpenAPI description, where that file is at hand, as a judge of requests and answers.

It is looked for at `STEM_BOT_DISCORD_OPENAPI`, else in a folder beside the checkout. It knows REST only: no
gateway payloads, and no `additionalProperties: false`, so that a misspelt key passes.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from bot.sandbox.traffic import Exchange
from tests.sandbox.discord.openapi_differences import Side, as_described

ROOT = Path(__file__).parents[3]
VARIABLE = "STEM_BOT_DISCORD_OPENAPI"
ABSENT = (
    f"Discord's OpenAPI description is not at hand: set {VARIABLE} to its openapi.json to check against it"
)
_NAME = "urn:discord"
_REFUSED, _BROKEN = 400, 500
_SMALL = (
    1000  # numbers below are kinds, flags and counts: they choose the schema, so they are part of a shape
)
Json = dict[str, Any]


def path_of_description() -> Path | None:
    """Where the file is; None where it is not."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    return next(iter(sorted(ROOT.parent.glob("*/specs/discord/openapi.json"))), None)


@cache
def official_description() -> Description | None:
    """The description, read once; None where the file is not at hand."""
    path = path_of_description()
    return None if path is None else Description(json.loads(path.read_text(encoding="utf-8")))


class Description:
    """Judges exchanges; what has the same shape as something judged before is not judged again."""

    def __init__(self, document: Json, put: Callable[[Any, Side], Any] = as_described) -> None:
        resource = DRAFT202012.create_resource(document)
        self.document = document
        self._put = put
        self._registry: Registry[Any] = Registry().with_resource(_NAME, resource)
        self._validators: dict[str, Draft202012Validator] = {}
        self._paths = {_nameless(path): path for path in document["paths"]}
        self._known: set[Any] = set()

    def knows(self, route: str) -> bool:
        """Whether there is such an operation; `route` is like `GET /users/@me`."""
        return self._operation(route) is not None

    def complaints(self, exchange: Exchange, *, requests: bool = True) -> Iterator[str]:
        """What is wrong with an exchange of the app's; a request that was refused is not judged."""
        operation = self._operation(exchange.what)
        if operation is None:
            yield f"{exchange.what}: not in the description"
            return
        pointer, described = operation
        if requests and exchange.status < _REFUSED:
            yield from self._of_request(exchange, pointer, described)
        if exchange.status < _BROKEN:
            yield from self._of_answer(exchange, pointer, described)

    def _operation(self, route: str) -> tuple[str, Json] | None:
        method, _, path = route.partition(" ")
        known = self._paths.get(_nameless(path))
        described = self.document["paths"].get(known, {}).get(method.lower())
        if described is None:
            return None
        return f"/paths/{_escaped(str(known))}/{method.lower()}", described

    def _of_request(self, exchange: Exchange, pointer: str, described: Json) -> Iterator[str]:
        parameters = {one["name"] for one in described.get("parameters", ()) if one.get("in") == "query"}
        for name in sorted(set(exchange.sent.get("query", {})) - parameters):
            yield f"{exchange.what}: the query has {name}, which is not in the description"
        content = described.get("requestBody", {}).get("content", {})
        if "body" in exchange.sent and "application/json" in content:
            schema = f"{pointer}/requestBody/content/application~1json/schema"
            body = self._put(exchange.sent["body"], "request")
            yield from self._judged(f"{exchange.what}: the request", schema, body)

    def _of_answer(self, exchange: Exchange, pointer: str, described: Json) -> Iterator[str]:
        responses = described["responses"]
        status = str(exchange.status)
        found = status if status in responses else f"{status[0]}XX"
        if found not in responses:
            yield f"{exchange.what}: answers {status}, which is not in the description"
            return
        where = responses[found].get("$ref", f"#{pointer}/responses/{found}").removeprefix("#")
        schemas = self._at(where).get("content", {})
        if "application/json" in schemas:
            schema = f"{where}/content/application~1json/schema"
            answer = self._put(exchange.answer, "answer")
            yield from self._judged(f"{exchange.what}: the answer {status}", schema, answer)

    def _at(self, pointer: str) -> Json:
        found: Json = self._registry.resolver(_NAME).lookup(f"#{pointer}").contents
        return found

    def _judged(self, what: str, schema: str, instance: Any) -> Iterator[str]:
        key = (schema, _shape(instance))
        if key in self._known:
            return
        if schema not in self._validators:
            self._validators[schema] = Draft202012Validator(
                {"$ref": f"{_NAME}#{schema}"}, registry=self._registry
            )
        errors = [_meant(error) for error in self._validators[schema].iter_errors(instance)]
        if not errors:
            self._known.add(key)
        for error in errors:
            yield f"{what}: {error.json_path}: {_words(error)}"


def _meant(error: ValidationError) -> ValidationError:
    """Of the errors in a union, the one in the branch whose `type` fits; else the union's own."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.schema_path[0], []).append(inner)
    fitting = [errors for errors in branches.values() if not any(map(_of_another_kind, errors))]
    return _meant(fitting[0][0]) if len(fitting) == 1 else error


def _words(error: ValidationError) -> str:
    """A union's own message would show the whole instance."""
    return "fits none of the kinds that may stand here" if error.context else str(error.message)


def _of_another_kind(error: ValidationError) -> bool:
    return error.validator in {"enum", "const"} and len(error.relative_path) > 0 and error.path[-1] == "type"


def is_request(exchange: Exchange) -> bool:
    """Whether it is a REST request of an app: the gateway's frames have no status."""
    return exchange.direction == "from the app" and exchange.status != 0


def _nameless(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path)


def _escaped(name: str) -> str:
    """A name in a JSON pointer that stands in a URI fragment."""
    return name.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")


def _shape(instance: Any) -> Any:
    """What decides whether a schema fits: names, kinds and small numbers, without the words."""
    if isinstance(instance, Mapping):
        return frozenset((name, _shape(inner)) for name, inner in instance.items())
    if isinstance(instance, list):
        return ("list", frozenset(map(_shape, instance)))
    if isinstance(instance, str):
        return ("text", instance.isdigit(), instance[:4].isdigit(), instance == "")
    small = isinstance(instance, bool) or instance is None or abs(instance) < _SMALL
    return (type(instance).__name__, instance if small else "…")
