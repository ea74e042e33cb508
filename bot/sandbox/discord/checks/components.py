"""Checks a message's components: plain rows, or the layout parts of Components V2."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.controls import check_button, check_select
from bot.sandbox.discord.checks.walk import Path, Walk
from bot.sandbox.discord.records import Json

_Check = Callable[[Walk, Path, Json], None]
_ROW_BUTTONS = 5
_IN_CONTAINER = (
    numbers.ROW,
    numbers.SECTION,
    numbers.TEXT,
    numbers.GALLERY,
    numbers.FILE,
    numbers.SEPARATOR,
)
_TOP = (*_IN_CONTAINER, numbers.CONTAINER)


def check_message_components(walk: Walk, components: object, *, layout: bool) -> None:
    """Check a message's components; `layout` says whether the Components V2 flag is set."""
    path: Path = ("components",)
    walk.errors.length(path, components, 0, numbers.COMPONENTS_IN_ALL if layout else numbers.ROWS)
    allowed = _TOP if layout else (numbers.ROW,)
    for place, component in walk.objects(path, components):
        _check(walk, place, component, allowed)
    if walk.count > numbers.COMPONENTS_IN_ALL:
        words = f"The maximum number of components is {numbers.COMPONENTS_IN_ALL}"
        walk.errors.add(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", words)
    if walk.letters > numbers.TEXT_IN_ALL:
        words = f"Cannot exceed {numbers.TEXT_IN_ALL} characters of displayable text"
        walk.errors.add(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", words)


def _check(walk: Walk, path: Path, component: Json, allowed: tuple[int, ...]) -> None:
    kind = component.get("type")
    if kind not in allowed:
        walk.errors.wrong_choice((*path, "type"), ", ".join(map(str, allowed)))
        return
    walk.enter(path, component)
    _CHECKS[kind](walk, path, component)


def _row(walk: Walk, path: Path, row: Json) -> None:
    children = walk.children(path, row, 1, _ROW_BUTTONS)
    for place, child in children:
        _check(walk, place, child, (numbers.BUTTON, *numbers.SELECTS))
    if len(children) > 1 and any(child.get("type") in numbers.SELECTS for _, child in children):
        words = "A select takes a whole row"
        walk.errors.add((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words)


def _section(walk: Walk, path: Path, section: Json) -> None:
    for place, child in walk.children(path, section, 1, 3):
        _check(walk, place, child, (numbers.TEXT,))
    accessory = section.get("accessory")
    if not isinstance(accessory, dict):
        walk.errors.required((*path, "accessory"))
        return
    _check(walk, (*path, "accessory"), accessory, (numbers.BUTTON, numbers.THUMBNAIL))


def _text(walk: Walk, path: Path, text: Json) -> None:
    content = text.get("content")
    walk.errors.length((*path, "content"), content, 1, numbers.TEXT_IN_ALL)
    walk.letters += len(content) if isinstance(content, str) else 0


def _gallery(walk: Walk, path: Path, gallery: Json) -> None:
    items = gallery.get("items")
    walk.errors.length((*path, "items"), items, 1, 10)
    for place, item in walk.objects((*path, "items"), items):
        _media(walk, (*place, "media"), item.get("media"))
        walk.optional(place, item, "description", 1024)


def _thumbnail(walk: Walk, path: Path, thumbnail: Json) -> None:
    _media(walk, (*path, "media"), thumbnail.get("media"))
    walk.optional(path, thumbnail, "description", 1024)


def _file(walk: Walk, path: Path, file: Json) -> None:
    _media(walk, (*path, "file"), file.get("file"))


def _media(walk: Walk, path: Path, media: object) -> None:
    url = media.get("url") if isinstance(media, dict) else None
    if not isinstance(url, str):
        walk.errors.required((*path, "url"))
    elif url.startswith("attachment://"):
        if url.removeprefix("attachment://") not in walk.files:
            words = "The referenced attachment was not found"
            walk.errors.add((*path, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", words)
    elif not url.startswith(("http://", "https://")):
        words = "Scheme must be one of ('http', 'https', 'attachment')."
        walk.errors.add((*path, "url"), "URL_TYPE_INVALID_SCHEME", words)


def _separator(walk: Walk, path: Path, separator: Json) -> None:
    if separator.get("spacing") not in (None, 1, 2):
        walk.errors.wrong_choice((*path, "spacing"), "1, 2")


def _container(walk: Walk, path: Path, container: Json) -> None:
    walk.within(path, container, "accent_color", 0, 0xFFFFFF)
    for place, child in walk.children(path, container, 1, numbers.COMPONENTS_IN_ALL):
        _check(walk, place, child, _IN_CONTAINER)


_CHECKS: dict[int, _Check] = {
    numbers.ROW: _row,
    numbers.BUTTON: check_button,
    **dict.fromkeys(numbers.SELECTS, check_select),
    numbers.SECTION: _section,
    numbers.TEXT: _text,
    numbers.GALLERY: _gallery,
    numbers.THUMBNAIL: _thumbnail,
    numbers.FILE: _file,
    numbers.SEPARATOR: _separator,
    numbers.CONTAINER: _container,
}
