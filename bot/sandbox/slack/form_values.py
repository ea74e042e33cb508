"""What a person entered in a view, as Slack's `state.values`, and what the view itself starts with.

Entered values are text: what was typed, an option's value, a person's id, an ISO date; several ticked
options are joined with commas.
"""

from __future__ import annotations

from bot.sandbox.slack.records import Json, View


def inputs(sent: Json) -> list[Json]:
    """The input blocks of a view."""
    return [block for block in sent["blocks"] if block["type"] == "input"]


def value_of(view: View, block: Json) -> str:
    """What the field of this block shows: what was entered, else what the app set."""
    entered = view.entered.get(block["block_id"])
    return initial_value(block["element"]) if entered is None else entered


def initial_value(element: Json) -> str:
    """What the app put into a field beforehand."""
    for name in ("initial_value", "initial_user", "initial_date", "initial_time"):
        if element.get(name):
            return str(element[name])
    if element.get("initial_option"):
        return str(element["initial_option"]["value"])
    return ",".join(option["value"] for option in element.get("initial_options", ()))


def options_of(element: Json) -> list[Json]:
    """All options of a menu, those in groups included."""
    grouped = [option for group in element.get("option_groups", ()) for option in group["options"]]
    return [*element.get("options", ()), *grouped]


def state_values(view: View) -> Json:
    """`state.values`: block_id, then action_id, then the value in the shape of the element's type."""
    return {
        block["block_id"]: {
            block["element"]["action_id"]: element_state(block["element"], value_of(view, block))
        }
        for block in inputs(view.sent)
    }


def element_state(element: Json, value: str) -> Json:
    """One entered value in the shape that Slack sends for this type of element."""
    kind = element["type"]
    chosen = [option for option in options_of(element) if option["value"] in value.split(",")]
    match kind:
        case "static_select" | "radio_buttons":
            inside: Json = {"selected_option": chosen[0] if chosen else None}
        case "checkboxes" | "multi_static_select":
            inside = {"selected_options": chosen}
        case "users_select":
            inside = {"selected_user": value or None}
        case "multi_users_select":
            inside = {"selected_users": [user for user in value.split(",") if user]}
        case "datepicker":
            inside = {"selected_date": value or None}
        case "timepicker":
            inside = {"selected_time": value or None}
        case "file_input":
            inside = {"files": []}
        case _:
            inside = {"value": value or None}
    return {"type": kind, **inside}
