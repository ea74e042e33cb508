"""How the local Slack says no: one exception that carries Slack's own error word."""

from __future__ import annotations

from collections.abc import Sequence


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a failure of the server
    """The request is answered with `ok: false`, this error word and, where Slack gives them, messages."""

    def __init__(self, error: str, messages: Sequence[str] = ()) -> None:
        super().__init__(error)
        self.error = error
        self.messages = tuple(messages)


class NotConnected(Exception):  # noqa: N818 - names the state of the app
    """No socket of the app is open."""


class NotAnswered(Exception):  # noqa: N818 - names what the app did
    """The app did not acknowledge in time."""
