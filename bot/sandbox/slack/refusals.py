"""How the local Slack says no: one exception that carries Slack's own error word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a failure of the server
    """The request is answered with `ok: false`, this error word and, where Slack gives them, messages.

    `details` are further fields of the answer, such as the scopes that were needed.
    """

    def __init__(
        self, error: str, messages: Sequence[str] = (), details: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(error)
        self.error = error
        self.messages = tuple(messages)
        self.details = dict(details or {})


class TooFast(Refused):
    """Answered with 429; the next try will be taken after this many whole seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__("ratelimited")
        self.seconds = seconds


def refusal_json(refused: Refused) -> dict[str, Any]:
    """A refusal as Slack words it."""
    answer: dict[str, Any] = {"ok": False, "error": refused.error, **refused.details}
    if refused.messages:
        answer["errors"] = list(refused.messages)
        answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in refused.messages]}
    return answer
