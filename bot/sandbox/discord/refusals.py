"""How Discord says no: an error code, and the tree of form errors."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import Any

from bot.sandbox.discord.reasons import INVALID_FORM, Reason

Step = str | int


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


class TooFast(Refused):
    """A request beyond a limit of its own; `seconds` until one more fits."""

    def __init__(self, reason: Reason, seconds: float) -> None:
        super().__init__(reason)
        self.seconds = seconds


class FormErrors:
    """Collects what is wrong with a body, below the key `under`, and refuses it as a whole."""

    def __init__(self, *under: Step) -> None:
        self._tree: dict[str, Any] = {}
        self._under = under
        self.count = 0

    def add(self, path: Sequence[Step], code: str, words: str) -> None:
        """Note one error at a path of keys and list positions."""
        branch = self._tree
        for step in (*self._under, *path):
            branch = branch.setdefault(str(step), {})
        self.count += 1
        branch.setdefault("_errors", []).append({"code": code, "message": words})

    def required(self, path: Sequence[Step]) -> None:
        """Note that a value is missing."""
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def wrong_choice(self, path: Sequence[Step], allowed: str) -> None:
        """Note that a value is none of the allowed ones."""
        self.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{allowed}}}.")

    def length(self, path: Sequence[Step], value: Sized, least: int, most: int) -> None:
        """Note a text or list that is too short or too long."""
        if least <= len(value) <= most:
            return
        if least:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        else:
            self.add(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def refuse(self) -> None:
        """Raise 50035 when anything was noted."""
        if self._tree:
            raise Refused(INVALID_FORM, self._tree)
