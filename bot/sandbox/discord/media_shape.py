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
        for key in ("media", "file"):
            if key in told:
                told[key] = self._media(told[key])
        if "accessory" in told:
            told["accessory"] = self._component(told["accessory"])
        return told

    def _media(self, item: Json) -> Json:
        url = item["url"]
        named = (file for file in self.files if _UPLOADED + file.name == url)
        file = next(named, None)
        if file is None:
            return {"id": "0", "proxy_url": url} | item
        found = self.address(file)
        told = {"id": file.id, "attachment_id": file.id, "url": found, "proxy_url": found}
        return item | told | {"content_type": file.media_type, "loading_state": 2}
