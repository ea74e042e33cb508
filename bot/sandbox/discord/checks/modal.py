"""Checks a modal: its title, its one to five parts and the field in each label."""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.controls import check_options, check_select
from bot.sandbox.discord.checks.storing import stored_components
from bot.sandbox.discord.checks.walk import Path, Walk
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_PARTS = 5
_TITLE = 45
_TOP = (numbers.LABEL, numbers.TEXT, numbers.ROW)
_CHOICES = 10


def check_modal(data: Json) -> Json:
    """Return the modal as Discord keeps it; raises Refused with every error in it."""
    errors = FormErrors("data")
    walk = Walk(errors)
    errors.length(("title",), data.get("title"), 1, _TITLE)
    errors.length(("custom_id",), data.get("custom_id"), 1, 100)
    path: Path = ("components",)
    errors.length(path, data.get("components"), 1, _PARTS)
    for place, component in walk.objects(path, data.get("components")):
        _check_part(walk, place, component)
    errors.refuse()
    return {
        "title": data["title"],
        "custom_id": data["custom_id"],
        "components": stored_components(data["components"]),
    }


def _check_part(walk: Walk, path: Path, component: Json) -> None:
    kind = component.get("type")
    if kind not in _TOP:
        walk.errors.wrong_choice((*path, "type"), ", ".join(map(str, _TOP)))
        return
    walk.enter(path, component)
    if kind == numbers.TEXT:
        walk.errors.length((*path, "content"), component.get("content"), 1, numbers.TEXT_IN_ALL)
    elif kind == numbers.ROW:
        for place, child in walk.children(path, component, 1, 1):
            walk.errors.length((*place, "label"), child.get("label"), 1, 45)
            _check_field(walk, place, child, (numbers.TEXT_INPUT,))
    else:
        _check_label(walk, path, component)


def _check_label(walk: Walk, path: Path, label: Json) -> None:
    walk.errors.length((*path, "label"), label.get("label"), 1, 45)
    walk.optional(path, label, "description", 100)
    field = label.get("component")
    if not isinstance(field, dict):
        walk.errors.required((*path, "component"))
        return
    if field.get("label"):
        words = "A text input in a label has no label of its own"
        walk.errors.add((*path, "component", "label"), "COMPONENT_LABEL_NOT_ALLOWED", words)
    _check_field(walk, (*path, "component"), field, tuple(_FIELDS))


def _check_field(walk: Walk, path: Path, field: Json, allowed: tuple[int, ...]) -> None:
    kind = field.get("type")
    if kind not in allowed:
        walk.errors.wrong_choice((*path, "type"), ", ".join(map(str, allowed)))
        return
    walk.enter(path, field)
    _FIELDS[kind](walk, path, field)


def _text_input(walk: Walk, path: Path, field: Json) -> None:
    walk.custom_id(path, field)
    if field.get("style") not in (1, 2):
        walk.errors.wrong_choice((*path, "style"), "1, 2")
    walk.within(path, field, "min_length", 0, 4000)
    walk.within(path, field, "max_length", 1, 4000)
    walk.optional(path, field, "placeholder", 100)
    if field.get("value"):
        most = field.get("max_length")
        walk.errors.length((*path, "value"), field["value"], 0, most if isinstance(most, int) else 4000)


def _radio_group(walk: Walk, path: Path, field: Json) -> None:
    walk.custom_id(path, field)
    check_options(walk, path, field, 2, _CHOICES)


def _checkbox_group(walk: Walk, path: Path, field: Json) -> None:
    walk.custom_id(path, field)
    check_options(walk, path, field, 1, _CHOICES)
    walk.within(path, field, "min_values", 0, _CHOICES)
    walk.within(path, field, "max_values", 1, _CHOICES)


def _file_upload(walk: Walk, path: Path, field: Json) -> None:
    walk.custom_id(path, field)
    walk.within(path, field, "min_values", 0, _CHOICES)
    walk.within(path, field, "max_values", 1, _CHOICES)


def _checkbox(walk: Walk, path: Path, field: Json) -> None:
    walk.custom_id(path, field)


_FIELDS: dict[int, Callable[[Walk, Path, Json], None]] = {
    numbers.TEXT_INPUT: _text_input,
    **dict.fromkeys(numbers.SELECTS, check_select),
    numbers.RADIO_GROUP: _radio_group,
    numbers.CHECKBOX_GROUP: _checkbox_group,
    numbers.FILE_UPLOAD: _file_upload,
    numbers.CHECKBOX: _checkbox,
}
