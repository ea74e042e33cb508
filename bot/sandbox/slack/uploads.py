"""Files on their way in: Slack's three steps are a URL, the bytes, and the sharing."""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import dataclass, replace

from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused

# What Slack takes at most of any file.
LARGEST_FILE = 1024**3
KEPT = 10_000
KEPT_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of announced `length`; `body` is None until it came, and `shown`, its JSON, until it was shared.

    `words` stand for an image to who cannot see it.
    """

    id: str
    team: str
    name: str
    length: int
    words: str = ""
    body: bytes | None = None
    shown: Json | None = None

    @property
    def media_type(self) -> str:
        """What the name says that it is."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class Uploads:
    """The latest files of all workspaces, by id: 10,000 of them, or a quarter of a gigabyte."""

    def __init__(self) -> None:
        self._files: dict[str, Upload] = {}
        self._bytes = 0

    def announce(self, team: str, name: str, length: int, words: str = "") -> Upload:
        """Make room for a file of this length in bytes."""
        upload = Upload("F" + secrets.token_hex(5).upper(), team, name, length, words)
        self._files[upload.id] = upload
        if len(self._files) > KEPT:
            self._forget_oldest()
        return upload

    def receive(self, file_id: str, body: bytes) -> None:
        """Store the bytes; Refused when nobody announced them, they came already, or are more or fewer."""
        upload = self._files.get(file_id)
        if upload is None or upload.body is not None or upload.length != len(body):
            raise Refused("file_not_found")
        self._files[file_id] = replace(upload, body=body)
        self._bytes += len(body)
        while self._bytes > KEPT_BYTES and len(self._files) > 1:
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        forgotten = self._files.pop(next(iter(self._files)))
        self._bytes -= len(forgotten.body or b"")

    def ready(self, team: str, file_id: str) -> Upload:
        """The file, if its bytes have come and it was not completed before; else Refused."""
        upload = self.of(team, file_id)
        if upload.body is None or upload.shown is not None:
            raise Refused("file_not_found")
        return upload

    def complete(self, upload: Upload, shown: Json) -> Json:
        """End the steps of a file that is ready; from now on it is what its JSON says."""
        self._files[upload.id] = replace(upload, shown=shown)
        return shown

    def of(self, team: str, file_id: str) -> Upload:
        """A file of this workspace; Refused when there is none."""
        upload = self._files.get(file_id)
        if upload is None or upload.team != team:
            raise Refused("file_not_found")
        return upload

    def find(self, file_id: str) -> Upload | None:
        """A file, for whoever wants to see it."""
        return self._files.get(file_id)
