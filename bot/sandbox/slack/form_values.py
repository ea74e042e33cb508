"""What a person entered in a view or a message, as Slack's `state.values`, and what the app had put there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bot.sandbox.slack.records import Entries, Json, Slot

# These act; everything else that can stand in a block with an action_id holds a value.
_WITHOUT_VALUE = frozenset({"button", "overflow", "image", "plain_text", "mrkdwn", "workflow_button"})
_INITIAL = ("value", "option", "options", "user", "users", "conversation", "conversations", "channel")
_INITIAL_NAMES = tuple(f"initial_{name}" for name in (*_INITIAL, "channels", "date", "time", "date_time"))
_ONE: dict[str, str] = {
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
}
_SEVERAL: dict[str, str] = {
    "multi_users_select": "selected_users",
    "multi_conversations_select": "selected_conversations",
    "multi_channels_select": "selected_channels",
}
_ONE_OPTION = frozenset({"static_select", "radio_buttons", "external_select"})
_SEVERAL_OPTIONS = frozenset({"checkboxes", "multi_static_select", "multi_external_select"})


def inputs(sent: Json) -> list[Json]:
    """The input blocks of a view."""
    return [block for block in sent["blocks"] if block["type"] == "input"]


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Every interactive element with its block, in the order in which they stand."""
    for block in blocks:
        inside: list[Any] = []
        match block["type"]:
            case "input":
                inside = [block["element"]]
            case "section":
                inside = [block.get("accessory")]
            case "actions":
                inside = block["elements"]
        yield from ((block, element) for element in inside if element and element.get("action_id"))


def slot_of(block: Json, element: Json) -> Slot:
    """Where the value of an element is kept."""
    return str(block["block_id"]), str(element["action_id"])


def slots(blocks: Sequence[Json]) -> frozenset[Slot]:
    """Every place in these blocks where something can be entered."""
    return frozenset(slot_of(block, element) for block, element in elements(blocks))


def value_of(entries: Entries, block: Json, element: Json) -> str:
    """What an element shows: what was entered, else what the app set."""
    entered = entries.values.get(slot_of(block, element))
    return initial_value(element) if entered is None else entered


def initial_value(element: Json) -> str:
    """What the app put into an element beforehand."""
    set_before = next((element[name] for name in _INITIAL_NAMES if element.get(name)), "")
    several = set_before if isinstance(set_before, list) else [set_before]
    return ",".join(
        str(one["value"]) if isinstance(one, dict) and "value" in one else str(one) for one in several
    )


def options_of(element: Json, offered: Sequence[Json] = ()) -> list[Json]:
    """The options of a menu: its own, those in groups, those set beforehand, those `offered` to a search."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    known = [*element.get("options", ()), *grouped]
    several = element.get("initial_options")
    chosen = [element.get("initial_option"), *(several if isinstance(several, list) else ())]
    return [*known, *(one for one in (*chosen, *offered) if _is_option(one) and one not in known)]


def limit_of(element: Json, name: str, otherwise: int) -> int:
    """A whole number that the app set, such as `max_length`; `otherwise` if it set none."""
    number = element.get(name)
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else otherwise


def state_values(blocks: Sequence[Json], entries: Entries) -> Json:
    """`state.values`: block_id, then action_id, then the value in the shape of the element's type."""
    values: Json = {}
    for block, element in elements(blocks):
        if element["type"] not in _WITHOUT_VALUE:
            state = element_state(
                element, value_of(entries, block, element), entries, slot_of(block, element)
            )
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values


def element_state(element: Json, value: str, entries: Entries, slot: Slot) -> Json:
    """One entered value in the shape that Slack sends for this type of element."""
    kind = element["type"]
    if kind in _ONE:
        return {"type": kind, _ONE[kind]: value or None}
    if kind in _SEVERAL:
        return {"type": kind, _SEVERAL[kind]: parts_of(value)}
    if kind == "file_input":
        return {"type": kind, "files": list(entries.files.get(slot, ()))}
    if kind == "datetimepicker":
        return {"type": kind, "selected_date_time": int(value) if value else None}
    return {"type": kind, **_chosen(element, value, entries.offered.get(slot, ()))}


def _chosen(element: Json, value: str, offered: Sequence[Json]) -> Json:
    if element["type"] not in _ONE_OPTION | _SEVERAL_OPTIONS:
        return {"value": value or None}
    chosen = [option for option in options_of(element, offered) if option["value"] in parts_of(value)]
    if element["type"] in _SEVERAL_OPTIONS:
        return {"selected_options": chosen}
    return {"selected_option": chosen[0] if chosen else None}


def parts_of(value: str) -> list[str]:
    """Several choices in one text."""
    return [part for part in value.split(",") if part]


def _is_option(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("value"), str) and isinstance(one.get("text"), dict)
