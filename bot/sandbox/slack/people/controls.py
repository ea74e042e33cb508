"""Finds the control that a person presses and makes the `actions` entry of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.form_values import element_state, elements, options_of, parts_of, slot_of
from bot.sandbox.slack.records import Entries, Json
from bot.sandbox.slack.sight.controls import SEARCHED, most_choices

_FROM_OPTIONS = SEARCHED | {"static_select", "multi_static_select", "overflow", "radio_buttons", "checkboxes"}
_NOT_PRESSED = frozenset({"image", "plain_text", "mrkdwn"})
_ACTS = frozenset({"button", "overflow", "workflow_button"})


def element_called(blocks: Sequence[Json], control: str) -> tuple[Json, Json]:
    """The control with this action_id, and its block; else CannotDo."""
    for block, element in elements(blocks):
        if element["action_id"] == control and element["type"] not in _NOT_PRESSED:
            return block, element
    raise CannotDo(f"There is no control {control!r} here.")


def field_called(blocks: Sequence[Json], name: str) -> tuple[Json, Json]:
    """The field with this block_id, or the control with this action_id; else CannotDo."""
    for block, element in elements(blocks):
        if block["type"] == "input" and block["block_id"] == name:
            return block, element
    return element_called(blocks, name)


def remembers(element: Json) -> bool:
    """Whether what was chosen stays in the element."""
    return element["type"] not in _ACTS


def pressed(block: Json, element: Json, value: str, entries: Entries) -> Json:
    """The `actions` entry for a press on an element, or for choosing `value` in it; else CannotDo."""
    entry = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        carried = {name: element[name] for name in ("text", "value", "style", "url") if name in element}
        return entry | carried
    return entry | _chosen(block, element, value, entries)


def _chosen(block: Json, element: Json, value: str, entries: Entries) -> Json:
    slot = slot_of(block, element)
    if element["type"] in _FROM_OPTIONS:
        options = options_of(element, entries.offered.get(slot, ()))
        _check_offered(element, value, options)
        if element["type"] == "overflow":
            return {"selected_option": next(one for one in options if one["value"] == value)}
    return element_state(element, value, entries, slot)


def _check_offered(element: Json, value: str, options: Sequence[Json]) -> None:
    chosen = parts_of(value)
    empties = element["type"] == "checkboxes" or element["type"].startswith("multi_")
    if (not chosen and not empties) or not {str(one["value"]) for one in options}.issuperset(chosen):
        raise CannotDo(f"The menu {element['action_id']!r} has no option {value!r}.")
    if empties and len(chosen) > most_choices(element):
        raise CannotDo(f"The menu {element['action_id']!r} takes at most {most_choices(element)} choices.")
