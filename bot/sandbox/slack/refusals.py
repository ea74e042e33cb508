"""How the local Slack says no: one exception that carries Slack's own error word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a failure of the server
    """The request is answered with `ok: false`, this error word and, where Slack gives them, messages.

    `asked` is the method that does not exist, if that is the reason.
    """

    def __init__(self, error: str, messages: Sequence[str] = (), asked: str = "") -> None:
        super().__init__(error)
        self.error = error
        self.asked = asked
        self.messages = tuple(messages)


def refusal_json(refused: Refused) -> dict[str, Any]:
    """A refusal as Slack words it."""
    answer: dict[str, Any] = {"ok": False, "error": refused.error}
    if refused.asked:
        answer["req_method"] = refused.asked
    if refused.messages:
        answer["errors"] = list(refused.messages)
        answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in refused.messages]}
    return answer


class NotConnected(Exception):  # noqa: N818 - names the state of the app
    """No socket of the app is open."""


class NotAnswered(Exception):  # noqa: N818 - names what the app did
    """The app did not acknowledge in time."""
