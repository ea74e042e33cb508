"""Pictures and files of a message, with the addresses at which a browser can fetch them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.sandbox.discord.message_shape import attachment_path
from bot.sandbox.discord.records import Attachment, Message
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import SeenFile, SeenPicture

_UPLOADED = "attachment://"


@dataclass(frozen=True, slots=True)
class Media:
    """What came with one message, for one viewer."""

    message: Message
    viewer: Viewer

    def picture(self, url: str, words: str) -> SeenPicture:
        """Return an image; `attachment://` names a file of the message."""
        file = self._named(url)
        return SeenPicture(self._address(file) if file else url, words)

    def file(self, url: str) -> SeenFile:
        """Return a file that a component shows; its size is 0 where it did not come with the message."""
        file = self._named(url)
        if file is None:
            return SeenFile(url.rpartition("/")[2], "" if url.startswith(_UPLOADED) else url, 0)
        return self._seen(file)

    def unmentioned(self, shown: str) -> Iterator[SeenPicture | SeenFile]:
        """Yield the files that nothing in `shown` refers to."""
        for file in self.message.draft.attachments:
            if _UPLOADED + file.name in shown:
                continue
            if file.media_type.startswith("image/"):
                yield SeenPicture(self._address(file), file.description or file.name)
            else:
                yield self._seen(file)

    def _named(self, url: str) -> Attachment | None:
        files = (file for file in self.message.draft.attachments if _UPLOADED + file.name == url)
        return next(files, None)

    def _address(self, file: Attachment) -> str:
        return self.viewer.address + attachment_path(self.message.channel, file)

    def _seen(self, file: Attachment) -> SeenFile:
        return SeenFile(file.name, self._address(file), file.size)
