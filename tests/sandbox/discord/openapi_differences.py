"""Where the real Discord differs from its own OpenAPI description; each with a sample that shows the need.

Before a body is judged it is put as the description would have it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Json = dict[str, Any]
Side = Literal["request", "answer"]
_LEAST_ID = 2**40  # an id of today has 60 bits; no other number that Discord takes comes near
_MESSAGE, _DEFERRED = 4, 5


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `sample` is what the real Discord takes or answers, refused by the description."""

    reason: str
    side: Side
    route: str
    sample: Any
    put: Callable[[Any], Any]
    status: int = 200


def _ids_as_text(body: Any) -> Any:
    if isinstance(body, Mapping):
        return {name: _ids_as_text(inner) for name, inner in body.items()}
    if isinstance(body, list):
        return [_ids_as_text(inner) for inner in body]
    return str(body) if isinstance(body, int) and body >= _LEAST_ID else body


def _numbered(tree: Any) -> Any:
    if not isinstance(tree, Mapping):
        return tree
    if "_errors" in tree:
        return {"_errors": [error | {"code": 0} for error in tree["_errors"]]}
    return {name: _numbered(inner) for name, inner in tree.items()}


def _errors_numbered(answer: Any) -> Any:
    if not isinstance(answer, Mapping) or "errors" not in answer:
        return answer
    return {**answer, "errors": _numbered(answer["errors"])}


def _with_code(answer: Any) -> Any:
    return {"code": 0, **answer} if isinstance(answer, Mapping) and "retry_after" in answer else answer


def _with_a_plain_resource(answer: Any) -> Any:
    resource = answer.get("resource") if isinstance(answer, Mapping) else None
    if not isinstance(resource, Mapping):
        return answer
    if set(resource) == {"type"}:
        return {name: inner for name, inner in answer.items() if name != "resource"}
    kind = _MESSAGE if resource["type"] == _DEFERRED else resource["type"]
    return {**answer, "resource": {**resource, "type": kind}}


def _files_by_text(body: Any) -> Any:
    """Also where a whole callback is sent, whose message stands in `data`."""
    if not isinstance(body, Mapping):
        return body
    files = [
        {**file, "id": str(file["id"])} if isinstance(file, Mapping) and "id" in file else file
        for file in body.get("attachments") or ()
    ]
    put = {**body, "attachments": files} if files else body
    return {**put, "data": _files_by_text(body["data"])} if "data" in body else put


DIFFERENCES = (
    Difference(
        "the description has ids as text only; Discord takes integers too, and discord.py sends them",
        "request",
        "POST /channels/{channel_id}/messages",
        {"content": "hi", "message_reference": {"message_id": 700000000000000001}},
        _ids_as_text,
    ),
    Difference(
        "a field's error has a word as its code in Discord's reference of errors, not a number",
        "answer",
        "POST /channels/{channel_id}/messages",
        {
            "code": 50035,
            "message": "Invalid Form Body",
            "errors": {"content": {"_errors": [{"code": "BASE_TYPE_REQUIRED", "message": "Required"}]}},
        },
        _errors_numbered,
        400,
    ),
    Difference(
        "most rate limits come without a code, which the reference calls optional",
        "answer",
        "POST /channels/{channel_id}/messages",
        {"message": "You are being rate limited.", "retry_after": 0.5, "global": False},
        _with_code,
        429,
    ),
    Difference(
        "what was made is named by its kind alone if it is no message; a deferred message is one",
        "answer",
        "POST /interactions/{interaction_id}/{token}/callback",
        {"interaction": {"id": "1", "type": 2}, "resource": {"type": 9}},
        _with_a_plain_resource,
    ),
    Difference(
        "the reference's own example numbers the files of a message (`attachments[n].id`) by integers",
        "request",
        "POST /channels/{channel_id}/messages",
        {"attachments": [{"id": 0, "filename": "plan.txt"}]},
        _files_by_text,
    ),
)


def as_described(body: Any, side: Side) -> Any:
    """The body without the known differences of its side."""
    for difference in DIFFERENCES:
        if difference.side == side:
            body = difference.put(body)
    return body
