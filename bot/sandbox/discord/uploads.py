"""Files that people put into forms: they can be fetched for a while, and the oldest make way for new ones."""

from __future__ import annotations

from urllib.parse import quote

from bot.sandbox.discord.records import Attachment, Json

MOST_BYTES = 100 * 1024 * 1024


class Uploads:
    """Holds at most 100 MiB (or one file that is larger)."""

    def __init__(self) -> None:
        self._kept: dict[str, Attachment] = {}
        self._bytes = 0

    def keep(self, file: Attachment) -> None:
        """Hold a file."""
        self._kept[file.id] = file
        self._bytes += file.size
        while self._bytes > MOST_BYTES and len(self._kept) > 1:
            self._bytes -= self._kept.pop(next(iter(self._kept))).size

    def find(self, snowflake: str) -> Attachment | None:
        """Return a file by its id, None when it is not held any more."""
        return self._kept.get(snowflake)


def upload_path(app: str, file: Attachment) -> str:
    """Return the path below the server's address under which the file can be fetched."""
    return f"/ephemeral-attachments/{app}/{file.id}/{quote(file.name)}"


def upload_json(address: str, app: str, file: Attachment) -> Json:
    """Return the attachment object of an interaction's `resolved`."""
    url = address + upload_path(app, file)
    return {
        "id": file.id,
        "filename": file.name,
        "size": file.size,
        "url": url,
        "proxy_url": url,
        "content_type": file.media_type,
        "ephemeral": True,
        "flags": 0,
    }
