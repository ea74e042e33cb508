"""What Slack's own client checks before it sends a modal: empty required fields, lengths, addresses."""

from __future__ import annotations

import re
from datetime import date

from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.form_values import inputs, options_of, value_of
from bot.sandbox.slack.records import Json, View

LONGEST_TEXT = 3000
_FROM_OPTIONS = frozenset({"static_select", "radio_buttons", "checkboxes", "multi_static_select"})
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+|https?://localhost\S*", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def field_errors(view: View) -> dict[str, str]:
    """The messages that the client puts at fields, by block_id; nothing is sent while there are any."""
    found = {block["block_id"]: _error(block, value_of(view, block)) for block in inputs(view.sent)}
    return {block_id: error for block_id, error in found.items() if error}


def check_possible(block: Json, value: str, people: frozenset[str]) -> None:
    """Refuse with CannotDo a choice that the client does not offer at all."""
    element, label = block["element"], block["label"]["text"]
    chosen = {part for part in value.split(",") if part}
    if element["type"] in _FROM_OPTIONS and not chosen <= {one["value"] for one in options_of(element)}:
        raise CannotDo(f"The field {label!r} has no option {value!r}.")
    if element["type"] in {"users_select", "multi_users_select"} and not chosen <= people:
        raise CannotDo(f"The field {label!r} offers only people of this workspace, not {value!r}.")
    if element["type"] == "datepicker" and value and not _is_date(value):
        raise CannotDo(f"The field {label!r} takes a date like 2026-12-08, not {value!r}.")


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _error(block: Json, value: str) -> str:
    if not value.strip():
        return "" if block.get("optional") else "Please complete this required field."
    element = block["element"]
    match element["type"]:
        case "plain_text_input":
            return _length_error(element, value)
        case "url_text_input":
            return "" if _URL.fullmatch(value.strip()) else "Please enter a valid URL."
        case "email_text_input":
            return "" if _EMAIL.fullmatch(value.strip()) else "Please enter a valid email address."
        case _:
            return ""


def _length_error(element: Json, value: str) -> str:
    longest = int(element.get("max_length", LONGEST_TEXT))
    if len(value) > longest:
        return f"Please enter no more than {longest} characters."
    shortest = int(element.get("min_length", 0))
    return f"Please enter at least {shortest} characters." if len(value) < shortest else ""
