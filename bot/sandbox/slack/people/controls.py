"""Finds the control that a person presses and makes the `actions` entry of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.form_values import element_state, options_of
from bot.sandbox.slack.records import Json

_FROM_OPTIONS = frozenset({"static_select", "overflow", "radio_buttons", "checkboxes"})
_NOT_PRESSED = frozenset({"image", "plain_text", "mrkdwn"})


def controls(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every control with its block, in the order in which they stand."""
    for block in blocks:
        if block["type"] == "section" and block.get("accessory"):
            yield block, block["accessory"]
        elif block["type"] == "actions":
            yield from ((block, element) for element in block["elements"])


def pressed(blocks: Sequence[Json], control: str, value: str) -> Json:
    """The `actions` entry for a press on `control`, or for choosing `value` in it; else CannotDo."""
    for block, element in controls(blocks):
        if element.get("action_id") == control and element["type"] not in _NOT_PRESSED:
            return _action(block, element, value)
    raise CannotDo(f"There is no control {control!r} here.")


def _action(block: Json, element: Json, value: str) -> Json:
    entry = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        carried = {name: element[name] for name in ("text", "value", "style", "url") if name in element}
        return entry | carried
    return entry | _chosen(element, value)


def _chosen(element: Json, value: str) -> Json:
    if element["type"] in _FROM_OPTIONS:
        offered = {option["value"] for option in options_of(element)}
        if not value or not offered.issuperset(value.split(",")):
            raise CannotDo(f"The menu {element['action_id']!r} has no option {value!r}.")
    if element["type"] == "overflow":
        return {"selected_option": next(one for one in options_of(element) if one["value"] == value)}
    return element_state(element, value)
