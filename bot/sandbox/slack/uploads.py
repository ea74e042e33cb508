"""Files on their way in: Slack's three steps are a URL, the bytes, and the sharing."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from bot.sandbox.slack.refusals import Refused


@dataclass(slots=True)
class Upload:
    """A file: announced `length`, then its `body` (None until it came)."""

    id: str
    team: str
    name: str
    length: int
    body: bytes | None = None


class Uploads:
    """All files of all workspaces, by id."""

    def __init__(self) -> None:
        self._files: dict[str, Upload] = {}

    def announce(self, team: str, name: str, length: int) -> Upload:
        """Make room for a file of this length in bytes."""
        upload = Upload("F" + secrets.token_hex(5).upper(), team, name, length)
        self._files[upload.id] = upload
        return upload

    def receive(self, file_id: str, body: bytes) -> None:
        """Store the bytes; Refused when nobody announced them or the length is another."""
        upload = self._files.get(file_id)
        if upload is None or upload.length != len(body):
            raise Refused("file_not_found")
        upload.body = body

    def complete(self, team: str, file_id: str) -> Upload:
        """The file, if its bytes have come; else Refused."""
        upload = self._files.get(file_id)
        if upload is None or upload.team != team or upload.body is None:
            raise Refused("file_not_found")
        return upload

    def body(self, file_id: str) -> bytes | None:
        """The bytes of a file, for whoever wants to see it."""
        upload = self._files.get(file_id)
        return upload.body if upload else None
