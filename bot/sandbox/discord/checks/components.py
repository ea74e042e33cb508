"""Checks a message's components: plain rows, or the layout parts of Components V2."""

from __future__ import annotations

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.controls import check_button, check_select
from bot.sandbox.discord.checks.kinds import Listed, Path, Shape
from bot.sandbox.discord.checks.walk import Check, Walk, listed, nothing_more
from bot.sandbox.discord.records import Json

_PLACE: Path = ("components",)
_UPLOADED = "attachment://"


def check_message_components(walk: Walk, components: object, *, layout: bool) -> None:
    """Check a message's components; `layout` says whether the Components V2 flag is set."""
    most = numbers.COMPONENTS_IN_ALL if layout else numbers.ROWS
    Listed(Shape(), most).check(walk.errors, _PLACE, components)
    for place, component in listed(_PLACE, components):
        walk.visit(place, component, _TOP if layout else _ROWS)
    if walk.count > numbers.COMPONENTS_IN_ALL:
        words = f"The maximum number of components is {numbers.COMPONENTS_IN_ALL}"
        walk.errors.add(_PLACE, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", words)
    if walk.letters > numbers.TEXT_IN_ALL:
        words = f"Cannot exceed {numbers.TEXT_IN_ALL} characters of displayable text"
        walk.errors.add(_PLACE, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", words)


def _row(walk: Walk, path: Path, row: Json) -> None:
    children = _children(walk, path, row, _CONTROLS)
    if len(children) > 1 and any(child.get("type") in numbers.SELECTS for child in children):
        words = "A select takes a whole row"
        walk.errors.add((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words)


def _section(walk: Walk, path: Path, section: Json) -> None:
    _children(walk, path, section, _TEXTS)
    walk.visit((*path, "accessory"), section["accessory"], _ACCESSORIES)


def _container(walk: Walk, path: Path, container: Json) -> None:
    _children(walk, path, container, _IN_CONTAINER)


def _children(walk: Walk, path: Path, holder: Json, allowed: dict[int, Check]) -> list[Json]:
    children = listed((*path, "components"), holder["components"])
    for place, child in children:
        walk.visit(place, child, allowed)
    return [child for _, child in children]


def _text(walk: Walk, path: Path, text: Json) -> None:
    del path
    walk.letters += len(text["content"])


def _gallery(walk: Walk, path: Path, gallery: Json) -> None:
    for place, item in listed((*path, "items"), gallery["items"]):
        _media(walk, (*place, "media"), item["media"])


def _thumbnail(walk: Walk, path: Path, thumbnail: Json) -> None:
    _media(walk, (*path, "media"), thumbnail["media"])


def _file(walk: Walk, path: Path, file: Json) -> None:
    if not file["file"]["url"].startswith(_UPLOADED):
        words = "Scheme must be one of ('attachment')."
        walk.errors.add((*path, "file", "url"), "URL_TYPE_INVALID_SCHEME", words)
    else:
        _media(walk, (*path, "file"), file["file"])


def _media(walk: Walk, path: Path, media: Json) -> None:
    url = media["url"]
    if url.startswith(_UPLOADED):
        if url.removeprefix(_UPLOADED) not in walk.files:
            words = "The referenced attachment was not found"
            walk.errors.add((*path, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", words)
    elif not url.startswith(("http://", "https://")):
        words = "Scheme must be one of ('http', 'https', 'attachment')."
        walk.errors.add((*path, "url"), "URL_TYPE_INVALID_SCHEME", words)


_CONTROLS: dict[int, Check] = {
    numbers.BUTTON: check_button,
    **dict.fromkeys(numbers.SELECTS, check_select),
}
_TEXTS: dict[int, Check] = {numbers.TEXT: _text}
_ACCESSORIES: dict[int, Check] = {numbers.BUTTON: check_button, numbers.THUMBNAIL: _thumbnail}
_ROWS: dict[int, Check] = {numbers.ROW: _row}
_IN_CONTAINER: dict[int, Check] = {
    numbers.ROW: _row,
    numbers.SECTION: _section,
    numbers.TEXT: _text,
    numbers.GALLERY: _gallery,
    numbers.FILE: _file,
    numbers.SEPARATOR: nothing_more,
}
_TOP: dict[int, Check] = _IN_CONTAINER | {numbers.CONTAINER: _container}
