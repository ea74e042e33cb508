"""A modal as the form that a person sees."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.screens import OpenForm
from bot.sandbox.discord.sight.controls import seen_options
from bot.sandbox.discord.sight.markdown import paragraphs
from bot.sandbox.discord.sight.viewer import Viewer
from bot.sandbox.seen import FieldKind, SeenField, SeenForm, SeenOption, Span

TICKED = "true"
_KINDS: dict[int, FieldKind] = {
    numbers.TEXT_INPUT: "text",
    numbers.USER_SELECT: "person",
    numbers.RADIO_GROUP: "choice",
    numbers.CHECKBOX_GROUP: "ticks",
    numbers.CHECKBOX: "ticks",
    numbers.FILE_UPLOAD: "file",
}


def seen_form(form: OpenForm, viewer: Viewer, people: Sequence[SeenOption]) -> SeenForm:
    """Return the form with what was filled in and what was wrong; `people` can be picked in user selects."""
    fields = tuple(_field(form, viewer, part, people) for part in form.modal["components"])
    return SeenForm(form.modal["custom_id"], form.modal["title"], fields)


def component_of(part: Json) -> Json | None:
    """Return the field inside a label or an old-style row; None for a text."""
    if part["type"] == numbers.LABEL:
        inner: Json = part["component"]
        return inner
    if part["type"] == numbers.ROW:
        only: Json = part["components"][0]
        return only
    return None


def several(field: Json) -> bool:
    """Whether more than one option can be chosen."""
    return field["type"] == numbers.CHECKBOX_GROUP or (field.get("max_values") or 1) > 1


def shown_value(field: Json) -> str:
    """Return what a field shows at first: its text, its chosen option, or several ids joined by commas."""
    if field["type"] == numbers.TEXT_INPUT:
        return field.get("value") or ""
    if field["type"] == numbers.CHECKBOX:
        return TICKED if field.get("default") else ""
    chosen = [option["value"] for option in field.get("options") or () if option.get("default")]
    people = [str(each["id"]) for each in field.get("default_values") or ()]
    return ",".join([*chosen, *people])


def _field(form: OpenForm, viewer: Viewer, part: Json, people: Sequence[SeenOption]) -> SeenField:
    field = component_of(part)
    if field is None:
        return _note(part, viewer)
    name = field["custom_id"]
    return SeenField(
        id=name,
        label=part.get("label") or field.get("label") or "",
        kind=_kind(field),
        hint=part.get("description") or "",
        placeholder=field.get("placeholder") or "",
        value=form.filled.get(name, shown_value(field)),
        options=_options(field, people),
        required=needs_answer(field),
        multiline=field.get("style") == numbers.PARAGRAPH_STYLE,
        longest=field.get("max_length") or (4000 if field["type"] == numbers.TEXT_INPUT else 0),
        error=form.errors.get(name, ""),
    )


def needs_answer(field: Json) -> bool:
    """Whether Discord's client insists on an answer: fields of a modal are required unless they say no."""
    if field["type"] == numbers.CHECKBOX:
        return False
    return field.get("required") is not False


def _kind(field: Json) -> FieldKind:
    if field["type"] in (numbers.STRING_SELECT, numbers.USER_SELECT) and several(field):
        return "ticks"
    return _KINDS.get(field["type"], "choice")


def _options(field: Json, people: Sequence[SeenOption]) -> tuple[SeenOption, ...]:
    if field["type"] == numbers.USER_SELECT:
        return tuple(people)
    if field["type"] == numbers.CHECKBOX:
        return (SeenOption(TICKED, "Yes"),)
    return seen_options(field)


def _note(part: Json, viewer: Viewer) -> SeenField:
    texts = paragraphs(part["content"], viewer)
    spans: list[Span] = []
    for place, text in enumerate(texts):
        spans += [Span("\n")] if place else []
        spans += text.spans
    return SeenField(f"note-{part['id']}", "", "note", spans=tuple(spans))
