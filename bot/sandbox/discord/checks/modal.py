"""Checks a modal: its title, its one to five parts and the field in each label."""

from __future__ import annotations

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.checks.controls import check_options, check_select
from bot.sandbox.discord.checks.kinds import Listed, Path, Shape, Text
from bot.sandbox.discord.checks.storing import stored_components
from bot.sandbox.discord.checks.walk import Check, Walk, listed, nothing_more
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.refusals import FormErrors

_PARTS = 5
_LONGEST_TEXT = 4000
_MODAL = Shape(
    {"title": Text(1, 45), "custom_id": Text(1, 100), "components": Listed(Shape(), _PARTS, 1)},
    needs=("title", "custom_id", "components"),
)


def check_modal(data: Json) -> Json:
    """Return the modal as Discord keeps it; raises Refused with every error in it."""
    errors = FormErrors("data")
    _MODAL.check(errors, (), data)
    walk = Walk(errors)
    for place, component in listed(("components",), data.get("components")):
        walk.visit(place, component, _TOP)
    errors.refuse()
    return {
        "title": data["title"],
        "custom_id": data["custom_id"],
        "components": stored_components(data["components"]),
    }


def _row(walk: Walk, path: Path, row: Json) -> None:
    children = listed((*path, "components"), row["components"])
    if len(children) > 1:
        words = "A row of a modal holds one text input"
        walk.errors.add((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words)
    for place, child in children:
        walk.visit(place, child, _IN_ROW)
        if child.get("label") is None:
            walk.errors.required((*place, "label"))


def _label(walk: Walk, path: Path, label: Json) -> None:
    field = label["component"]
    if field.get("label"):
        words = "A text input in a label has no label of its own"
        walk.errors.add((*path, "component", "label"), "COMPONENT_LABEL_NOT_ALLOWED", words)
    walk.visit((*path, "component"), field, _FIELDS)


def _text_input(walk: Walk, path: Path, field: Json) -> None:
    most = field.get("max_length") or _LONGEST_TEXT
    if (field.get("min_length") or 0) > most:
        words = "min_length cannot be greater than max_length"
        walk.errors.add((*path, "min_length"), "BASE_TYPE_BAD_LENGTH", words)
    walk.errors.length((*path, "value"), field.get("value") or "", 0, most)


def _select(walk: Walk, path: Path, field: Json) -> None:
    check_select(walk, path, field)
    if field.get("disabled"):
        words = "A select in a modal cannot be disabled"
        walk.errors.add((*path, "disabled"), "COMPONENT_DISABLED_NOT_ALLOWED", words)


_IN_ROW: dict[int, Check] = {numbers.TEXT_INPUT: _text_input}
_FIELDS: dict[int, Check] = {
    numbers.TEXT_INPUT: _text_input,
    **dict.fromkeys(numbers.SELECTS, _select),
    numbers.RADIO_GROUP: check_options,
    numbers.CHECKBOX_GROUP: check_select,
    numbers.FILE_UPLOAD: nothing_more,
    numbers.CHECKBOX: nothing_more,
}
_TOP: dict[int, Check] = {numbers.LABEL: _label, numbers.TEXT: nothing_more, numbers.ROW: _row}
