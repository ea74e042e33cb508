"""How Discord says no: its error numbers, HTTP statuses, sentences and the tree of form errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Step = str | int


@dataclass(frozen=True, slots=True)
class Reason:
    """One of Discord's documented JSON error codes with the status it comes with."""

    code: int
    status: int
    words: str


UNAUTHORIZED = Reason(0, 401, "401: Unauthorized")
NOT_FOUND = Reason(0, 404, "404: Not Found")
UNKNOWN_CHANNEL = Reason(10003, 404, "Unknown Channel")
UNKNOWN_GUILD = Reason(10004, 404, "Unknown Guild")
UNKNOWN_MEMBER = Reason(10007, 404, "Unknown Member")
UNKNOWN_MESSAGE = Reason(10008, 404, "Unknown Message")
UNKNOWN_USER = Reason(10013, 404, "Unknown User")
UNKNOWN_WEBHOOK = Reason(10015, 404, "Unknown Webhook")
UNKNOWN_INTERACTION = Reason(10062, 404, "Unknown interaction")
UNKNOWN_COMMAND = Reason(10063, 404, "Unknown application command")
ALREADY_ACKNOWLEDGED = Reason(40060, 400, "Interaction has already been acknowledged.")
MISSING_ACCESS = Reason(50001, 403, "Missing Access")
NOT_THE_AUTHOR = Reason(50005, 403, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = Reason(50006, 400, "Cannot send an empty message")
CANNOT_DM = Reason(50007, 403, "Cannot send messages to this user")
MISSING_PERMISSIONS = Reason(50013, 403, "Missing Permissions")
INVALID_WEBHOOK_TOKEN = Reason(50027, 401, "Invalid Webhook Token")
INVALID_FORM = Reason(50035, 400, "Invalid Form Body")
INVALID_JSON = Reason(50109, 400, "The request body contains invalid JSON.")

REASONS = {
    reason.code: reason
    for reason in (
        UNKNOWN_CHANNEL,
        UNKNOWN_GUILD,
        UNKNOWN_MEMBER,
        UNKNOWN_MESSAGE,
        UNKNOWN_USER,
        UNKNOWN_WEBHOOK,
        UNKNOWN_INTERACTION,
        UNKNOWN_COMMAND,
        ALREADY_ACKNOWLEDGED,
        MISSING_ACCESS,
        NOT_THE_AUTHOR,
        EMPTY_MESSAGE,
        CANNOT_DM,
        MISSING_PERMISSIONS,
        INVALID_WEBHOOK_TOKEN,
        INVALID_FORM,
        INVALID_JSON,
    )
}


class Refused(Exception):  # noqa: N818 - it is an answer, not a defect
    """A request that Discord would refuse, with the tree of form errors when there is one."""

    def __init__(self, reason: Reason, errors: dict[str, Any] | None = None) -> None:
        super().__init__(reason.words)
        self.reason = reason
        self.errors = errors or {}

    def body(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        told: dict[str, Any] = {"message": self.reason.words, "code": self.reason.code}
        return told | ({"errors": self.errors} if self.errors else {})


class FormErrors:
    """Collects what is wrong with a body, below the key `under`, and refuses it as a whole."""

    def __init__(self, *under: Step) -> None:
        self._tree: dict[str, Any] = {}
        self._under = under

    def __bool__(self) -> bool:
        return bool(self._tree)

    def add(self, path: Sequence[Step], code: str, words: str) -> None:
        """Note one error at a path of keys and list positions."""
        branch = self._tree
        for step in (*self._under, *path):
            branch = branch.setdefault(str(step), {})
        branch.setdefault("_errors", []).append({"code": code, "message": words})

    def required(self, path: Sequence[Step]) -> None:
        """Note that a value is missing."""
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def wrong_choice(self, path: Sequence[Step], allowed: str) -> None:
        """Note that a value is none of the allowed ones."""
        self.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{allowed}}}.")

    def length(self, path: Sequence[Step], text: object, least: int, most: int) -> None:
        """Note a text or list that is too short or too long, or no text or list at all."""
        if not isinstance(text, str | list | tuple):
            self.add(path, "BASE_TYPE_BAD_TYPE", "Could not interpret value as the expected type.")
        elif not least <= len(text) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def refuse(self) -> None:
        """Raise 50035 when anything was noted."""
        if self._tree:
            raise Refused(INVALID_FORM, self._tree)
