"""Draws a form as the JSON of a Discord modal, and reads what was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bot.chat import limits
from bot.chat.forms import ChoiceField, DateField, Field, Form, PersonField, TextField, TicksField
from bot.chat.phrases import Phrases
from bot.chat.text import plain
from bot.platforms.discord.markup import Json, markdown
from bot.platforms.discord.render import LETTERS, STRING_SELECT, TEXT_DISPLAY, options

# Discord's numbers, https://discord.com/developers/docs/components/reference
TEXT_INPUT, USER_SELECT, LABEL, RADIO_GROUP, CHECKBOX_GROUP = 4, 5, 18, 21, 22
_LINE, _PARAGRAPH = 1, 2
_RADIO_OPTIONS = range(2, 11)
_MOST_CHECKBOXES = 10
# Longer than a date, so that a mistyped one reaches the form's own check and its explanation.
_DATE_LETTERS = 40


def modal(form: Form, t: Phrases) -> Json:
    """The modal; raises `TooLong` when the texts above the fields do not fit Discord's text."""
    parts = [_label(field, t) for field in form.fields]
    if form.intro:
        # One text for all of them: a modal holds five parts, and the form has counted the texts as one.
        words = "\n\n".join(markdown(text) for text in form.intro)
        limits.fits("the texts of a form", words, LETTERS)
        parts.insert(0, {"type": TEXT_DISPLAY, "content": words})
    return {"custom_id": form.wire, "title": plain(form.title), "components": parts}


def values(parts: Iterable[Any]) -> dict[str, str]:
    """What was filled in, by field id; nothing chosen or typed is an empty text."""
    return {field["custom_id"]: _value(field) for field in _fields(parts)}


def _label(field: Field, t: Phrases) -> Json:
    drawn: Json = {"type": LABEL, "label": plain(field.label), "component": _field(field, t)}
    if field.hint:
        drawn["description"] = plain(field.hint)
    return drawn


def _field(field: Field, t: Phrases) -> Json:
    match field:
        case TextField():
            return _text(field)
        case DateField():
            return _date(field, t)
        case PersonField():
            return _person(field)
        case ChoiceField():
            return _choice(field)
        case TicksField():
            return _ticks(field)


def _text(field: TextField) -> Json:
    drawn: Json = {
        "type": TEXT_INPUT,
        "custom_id": field.id,
        "style": _PARAGRAPH if field.kind == "paragraph" else _LINE,
        "required": field.required,
        # A draft that is too long is shown whole; the form's check then says by how much.
        "max_length": min(LETTERS, max(field.longest, len(field.value))),
    }
    if field.kind == "link":
        drawn["placeholder"] = "https://"
    return _prefilled(drawn, field.value)


def _date(field: DateField, t: Phrases) -> Json:
    drawn: Json = {
        "type": TEXT_INPUT,
        "custom_id": field.id,
        "style": _LINE,
        "required": field.required,
        "max_length": _DATE_LETTERS,
        "placeholder": plain(t("year-month-day, for example {example}", example="2026-12-11")),
    }
    return _prefilled(drawn, field.value)


def _prefilled(drawn: Json, value: str) -> Json:
    return {**drawn, "value": value} if value else drawn


def _person(field: PersonField) -> Json:
    drawn: Json = {
        "type": USER_SELECT,
        "custom_id": field.id,
        "required": field.required,
        "min_values": int(field.required),
        "max_values": 1,
    }
    if field.value:
        drawn["default_values"] = [{"id": field.value, "type": "user"}]
    return drawn


def _choice(field: ChoiceField) -> Json:
    drawn: Json = {
        "custom_id": field.id,
        "required": field.required,
        "options": options(field.options, (field.value,)),
    }
    # A radio group shows every option at once, but a choice once made there cannot be taken back.
    if field.required and len(field.options) in _RADIO_OPTIONS:
        return {"type": RADIO_GROUP, **drawn}
    return {"type": STRING_SELECT, **drawn, "min_values": int(field.required), "max_values": 1}


def _ticks(field: TicksField) -> Json:
    open_ = len(field.options) <= _MOST_CHECKBOXES
    return {
        "type": CHECKBOX_GROUP if open_ else STRING_SELECT,
        "custom_id": field.id,
        "required": field.required,
        "options": options(field.options, field.ticked),
        "min_values": int(field.required),
        "max_values": len(field.options),
    }


def _fields(parts: Iterable[Any]) -> Iterator[Any]:
    for part in parts:
        field = part.get("component", part)
        if "custom_id" in field:
            yield field


def _value(field: Any) -> str:
    if "values" in field:
        return ",".join(map(str, field["values"] or ()))
    return str(field.get("value") or "")
