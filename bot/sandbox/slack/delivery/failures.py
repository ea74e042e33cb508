"""Why a payload came to nothing: each failure knows how Slack names it to the app and to the person."""

from __future__ import annotations

from http import HTTPStatus


class NotDelivered(Exception):  # noqa: N818 - names what became of the payload
    """`retry_reason` stands beside an event that comes again; `command_error` in the line after a command.

    `final` means that the app asked not to be tried again.
    """

    retry_reason = "unknown_error"
    command_error = "dispatch_unknown_error"
    final = False


class NotConnected(NotDelivered):
    """No socket of the app is open, or nobody listens at its URL."""

    retry_reason = "connection_failed"
    command_error = "dispatch_failed"


class NotAnswered(NotDelivered):
    """The app did not acknowledge in time."""

    retry_reason = "timeout"
    command_error = "operation_timeout"


class AnsweredLate(NotAnswered):
    """The same over HTTP, where it has another name."""

    retry_reason = "http_timeout"


class TooManyRedirects(NotDelivered):
    """The app's URL led on and on."""

    retry_reason = "too_many_redirects"


class AnsweredWithError(NotDelivered):
    """The app's URL answered with another status than 2xx."""

    retry_reason = "http_error"

    def __init__(self, status: int, *, final: bool) -> None:
        super().__init__(f"HTTP {status}")
        is_server_error = status >= HTTPStatus.INTERNAL_SERVER_ERROR
        self.command_error = "http_service_error" if is_server_error else "http_client_error"
        self.final = final
