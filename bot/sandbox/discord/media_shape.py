"""Components with the addresses of the files that came with their message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.sandbox.discord.records import Attachment, Json

_UPLOADED = "attachment://"


@dataclass(frozen=True, slots=True)
class MediaAddresses:
    """Puts a file's own address wherever a component says `attachment://`, as Discord returns it."""

    files: Sequence[Attachment]
    address: Callable[[Attachment], str]

    def put(self, components: Sequence[Json]) -> list[Json]:
        """Return the components with addresses in them."""
        return [self._component(each) for each in components]

    def _component(self, component: Json) -> Json:
        told = dict(component)
        for key in ("components", "items"):
            if key in told:
                told[key] = self.put(told[key])
        if "media" in told:
            told["media"] = self._media(told["media"])
        if "file" in told:
            told |= self._named(told["file"]["url"]) | {"file": self._media(told["file"])}
        if "accessory" in told:
            told["accessory"] = self._component(told["accessory"])
        return told

    def _named(self, url: str) -> Json:
        """Return what a file component tells of its file."""
        file = self._file(url)
        return {"name": file.name if file else url.rpartition("/")[2], "size": file.size if file else 0}

    def _file(self, url: str) -> Attachment | None:
        return next((file for file in self.files if _UPLOADED + file.name == url), None)

    def _media(self, item: Json) -> Json:
        url = item["url"]
        file = self._file(url)
        if file is None:
            return {"id": "0", "proxy_url": url} | item
        found = self.address(file)
        told = {"id": file.id, "attachment_id": file.id, "url": found, "proxy_url": found}
        return item | told | {"content_type": file.media_type, "loading_state": 2}
