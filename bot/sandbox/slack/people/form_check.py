"""What Slack's own client checks before it sends a modal: empty required fields, lengths, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal, InvalidOperation

from bot.sandbox.hands import CannotDo
from bot.sandbox.slack.form_values import inputs, limit_of, options_of, parts_of, slot_of, value_of
from bot.sandbox.slack.records import Json, View
from bot.sandbox.slack.sight.controls import CHANNELS, PEOPLE, SEARCHED, most_choices

LONGEST_TEXT = 3000
REQUIRED = "Please complete this required field."
_OPTIONS = SEARCHED | {"static_select", "radio_buttons", "checkboxes", "multi_static_select"}
_URL = re.compile(r"https?://[^\s/]+\.[^\s]+|https?://localhost\S*", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def field_errors(view: View) -> dict[str, str]:
    """The messages that the client puts at fields, by block_id; nothing is sent while there are any."""
    found = {block["block_id"]: _error(view, block) for block in inputs(view.sent)}
    return {block_id: error for block_id, error in found.items() if error}


def check_possible(
    view: View, block: Json, value: str, people: frozenset[str], channels: frozenset[str]
) -> None:
    """Refuse with CannotDo a choice that the client does not offer at all."""
    element, label = block["element"], block["label"]["text"]
    kind, chosen = element["type"], parts_of(value)
    offers = _offered(view, block, people, channels)
    if offers is not None and not offers.issuperset(chosen):
        raise CannotDo(f"The field {label!r} does not offer {value!r}.")
    if kind.startswith("multi_") and len(chosen) > most_choices(element):
        raise CannotDo(f"The field {label!r} takes at most {most_choices(element)} choices.")
    if kind in _WELL_FORMED and value and not _WELL_FORMED[kind](value):
        raise CannotDo(f"The field {label!r} does not take {value!r}; {_FORMS[kind]}.")


def _offered(
    view: View, block: Json, people: frozenset[str], channels: frozenset[str]
) -> frozenset[str] | None:
    element = block["element"]
    kind = element["type"]
    if kind in _OPTIONS:
        searched = view.entries.offered.get(slot_of(block, element), ())
        return frozenset(str(one["value"]) for one in options_of(element, searched))
    if kind in PEOPLE:
        return people
    return channels if kind in CHANNELS else None


def _reads(read: Callable[[str], object]) -> Callable[[str], bool]:
    def can_be_read(value: str) -> bool:
        try:
            read(value)
        except (ValueError, InvalidOperation):
            return False
        return True

    return can_be_read


_WELL_FORMED: dict[str, Callable[[str], bool]] = {
    "datepicker": _reads(date.fromisoformat),
    "timepicker": _reads(time.fromisoformat),
    "datetimepicker": _reads(int),
}
_FORMS = {
    "datepicker": "it takes a date like 2026-12-08",
    "timepicker": "it takes a time like 15:30",
    "datetimepicker": "it takes whole seconds since 1970",
}


def _error(view: View, block: Json) -> str:
    element = block["element"]
    value = value_of(view.entries, block, element)
    files = view.entries.files.get(slot_of(block, element))
    if not value.strip() and not files:
        return "" if block.get("optional") else REQUIRED
    match element["type"]:
        case "plain_text_input":
            return _length_error(element, value)
        case "number_input":
            return _number_error(element, value)
        case "url_text_input":
            return "" if _URL.fullmatch(value.strip()) else "Please enter a valid URL."
        case "email_text_input":
            return "" if _EMAIL.fullmatch(value.strip()) else "Please enter a valid email address."
        case _:
            return ""


def _length_error(element: Json, value: str) -> str:
    longest = limit_of(element, "max_length", LONGEST_TEXT)
    if len(value) > longest:
        return f"Please enter no more than {longest} characters."
    shortest = limit_of(element, "min_length", 0)
    return f"Please enter at least {shortest} characters." if len(value) < shortest else ""


def _number_error(element: Json, value: str) -> str:
    try:
        number = Decimal(value.strip())
        least, most = (
            Decimal(str(element[name])) if element.get(name) else None for name in ("min_value", "max_value")
        )
    except InvalidOperation:
        return "Please enter a number."
    if not number.is_finite():
        return "Please enter a number."
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Please enter a whole number."
    if least is not None and number < least:
        return f"Please enter a number of at least {least}."
    return f"Please enter a number of at most {most}." if most is not None and number > most else ""
