"""Components V2 as a person sees them: texts, rules, pictures and rows of controls, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.records import Json, Message
from bot.sandbox.discord.sight.controls import seen_row
from bot.sandbox.discord.sight.markdown import paragraphs
from bot.sandbox.discord.sight.media import Media
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import SeenPart, SeenRule


@dataclass(frozen=True, slots=True)
class Layout:
    """Draws the components of one message for one viewer."""

    message: Message
    viewer: Viewer
    media: Media

    def parts(self, components: Iterable[Json]) -> tuple[SeenPart, ...]:
        """Return what the components show; unknown ones show nothing."""
        found: list[SeenPart] = []
        for component in components:
            draw = _DRAWN.get(component["type"])
            found.extend(draw(self, component) if draw else ())
        return tuple(found)

    def row(self, components: Sequence[Json]) -> SeenPart:
        """Return controls side by side."""
        channel = self.viewer.directory.channels.get(self.message.channel)
        return seen_row(components, self.viewer, channel.guild if channel else "")


def _texts(layout: Layout, component: Json) -> tuple[SeenPart, ...]:
    return paragraphs(component["content"], layout.viewer)


def _row(layout: Layout, component: Json) -> tuple[SeenPart, ...]:
    return (layout.row(component["components"]),)


def _section(layout: Layout, component: Json) -> tuple[SeenPart, ...]:
    texts = layout.parts(component["components"])
    accessory = component["accessory"]
    if accessory["type"] == numbers.BUTTON:
        return (*texts, layout.row([accessory]))
    return (*texts, *layout.parts([accessory]))


def _thumbnail(layout: Layout, component: Json) -> tuple[SeenPart, ...]:
    return (layout.media.picture(component["media"]["url"], component.get("description") or ""),)


def _gallery(layout: Layout, component: Json) -> tuple[SeenPart, ...]:
    return tuple(part for item in component["items"] for part in _thumbnail(layout, item))


def _file(layout: Layout, component: Json) -> tuple[SeenPart, ...]:
    return (layout.media.file(component["file"]["url"]),)


def _rule(layout: Layout, component: Json) -> tuple[SeenPart, ...]:
    del layout
    return (SeenRule(),) if component.get("divider", True) else ()


def _nested(layout: Layout, component: Json) -> tuple[SeenPart, ...]:
    return layout.parts(component["components"])


_DRAWN: dict[int, Callable[[Layout, Json], tuple[SeenPart, ...]]] = {
    numbers.TEXT: _texts,
    numbers.ROW: _row,
    numbers.SECTION: _section,
    numbers.THUMBNAIL: _thumbnail,
    numbers.GALLERY: _gallery,
    numbers.FILE: _file,
    numbers.SEPARATOR: _rule,
    numbers.CONTAINER: _nested,
}
