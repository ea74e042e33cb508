"""Draws a form as a Slack modal, and reads what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.chat import limits
from bot.chat.forms import ChoiceField, DateField, Field, Form, PersonField, TextField, TicksField
from bot.chat.text import plain
from bot.platforms.slack.markup import Json, plain_text
from bot.platforms.slack.render import option, prose

# The most options that Slack shows open, as radio buttons or checkboxes; more stand in a menu.
OPEN_OPTIONS = 10
_ELEMENT = "value"


def modal(form: Form, metadata: str) -> Json:
    """The view for views.open; `metadata` (at most 3000 characters) comes back with the submission."""
    return {
        "type": "modal",
        "callback_id": form.wire,
        "private_metadata": metadata,
        "title": plain_text(plain(form.title)),
        "submit": plain_text(plain(form.submit)),
        "blocks": [*map(prose, form.intro), *map(_input, form.fields)],
    }


def problems(form: Form, found: Mapping[str, str]) -> dict[str, str]:
    """What is wrong by block id, as an acknowledgement carries it.

    Slack refuses keys that are no inputs of the form: what is wrong elsewhere stands at the first field.
    """
    ids = [field.id for field in form.fields]
    placed: dict[str, str] = {}
    for field, words in found.items():
        where = field if field in ids else ids[0]
        placed[where] = " ".join(filter(None, (placed.get(where), plain(words))))
    return placed


def values(state: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by field id, from a view's `state`; empty where nothing was."""
    return {
        block: _value(element)
        for block, elements in state.get("values", {}).items()
        for element in elements.values()
    }


def _input(field: Field) -> Json:
    drawn: Json = {
        "type": "input",
        "block_id": field.id,
        "label": plain_text(plain(field.label)),
        "element": _element(field) | {"action_id": _ELEMENT},
        "optional": not field.required,
    }
    return drawn | ({"hint": plain_text(plain(field.hint))} if field.hint else {})


def _element(field: Field) -> Json:
    match field:
        case TextField():
            return _text(field)
        case ChoiceField():
            return _choice(field)
        case TicksField():
            return _ticks(field)
        case PersonField():
            return {"type": "users_select"} | ({"initial_user": field.value} if field.value else {})
        case DateField():
            return {"type": "datepicker"} | ({"initial_date": field.value} if _is_day(field.value) else {})


def _text(field: TextField) -> Json:
    # A draft may be longer than the field allows: it comes back whole, and the check says what is wrong.
    longest = min(max(field.longest, len(field.value)), limits.FIELD_TEXT)
    drawn: Json = {
        "type": "plain_text_input",
        "multiline": field.kind == "paragraph",
        "max_length": longest,
    }
    return drawn | ({"initial_value": field.value} if field.value else {})


def _choice(field: ChoiceField) -> Json:
    kind = "radio_buttons" if len(field.options) <= OPEN_OPTIONS else "static_select"
    drawn: Json = {"type": kind, "options": [option(one) for one in field.options]}
    chosen = [option(one) for one in field.options if one.id == field.value]
    return drawn | ({"initial_option": chosen[0]} if chosen else {})


def _ticks(field: TicksField) -> Json:
    kind = "checkboxes" if len(field.options) <= OPEN_OPTIONS else "multi_static_select"
    drawn: Json = {"type": kind, "options": [option(one) for one in field.options]}
    ticked = [option(one) for one in field.options if one.id in field.ticked]
    return drawn | ({"initial_options": ticked} if ticked else {})


def _value(element: Mapping[str, Any]) -> str:
    if (several := element.get("selected_options")) is not None:
        return ",".join(str(one["value"]) for one in several)
    chosen = element.get("selected_option") or {}
    given = element.get("value") or element.get("selected_user") or element.get("selected_date")
    return str(given or chosen.get("value") or "")


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
