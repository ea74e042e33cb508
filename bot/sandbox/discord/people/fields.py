"""A modal as the form that a person sees."""

from __future__ import annotations

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.records import Json
from bot.sandbox.discord.screens import OpenForm
from bot.sandbox.discord.sight.choices import most_choices, offered, several
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


def seen_form(form: OpenForm, viewer: Viewer, guild: str) -> SeenForm:
    """Return the form with what was filled in and what was wrong; `guild` is empty in a direct message."""
    fields = tuple(_field(form, viewer, part, guild) for part in form.modal["components"])
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


def shown_value(field: Json) -> str:
    """Return what a field shows at first: its text, its chosen option, or several ids joined by commas."""
    if field["type"] == numbers.TEXT_INPUT:
        return field.get("value") or ""
    if field["type"] == numbers.CHECKBOX:
        return TICKED if field.get("default") else ""
    chosen = [option["value"] for option in field.get("options") or () if option.get("default")]
    people = [str(each["id"]) for each in field.get("default_values") or ()]
    return ",".join([*chosen, *people])


def _field(form: OpenForm, viewer: Viewer, part: Json, guild: str) -> SeenField:
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
        value=_shown(form, field),
        options=_options(field, viewer, guild),
        required=needs_answer(field),
        multiline=field.get("style") == numbers.PARAGRAPH_STYLE,
        longest=field.get("max_length") or (4000 if field["type"] == numbers.TEXT_INPUT else 0),
        error=form.errors.get(name, ""),
        most=most_choices(field),
    )


def needs_answer(field: Json) -> bool:
    """Whether Discord's client insists on an answer: fields of a modal are required unless they say no."""
    if field["type"] == numbers.CHECKBOX:
        return False
    return field.get("required") is not False


def _kind(field: Json) -> FieldKind:
    if field["type"] in numbers.SELECTS and several(field):
        return "ticks"
    return _KINDS.get(field["type"], "choice")


def _options(field: Json, viewer: Viewer, guild: str) -> tuple[SeenOption, ...]:
    if field["type"] == numbers.CHECKBOX:
        return (SeenOption(TICKED, "Yes"),)
    return offered(viewer, guild, field)


def _shown(form: OpenForm, field: Json) -> str:
    name = field["custom_id"]
    if field["type"] == numbers.FILE_UPLOAD:
        return ", ".join(file.name for file in form.files.get(name, ()))
    return form.filled.get(name, shown_value(field))


def _note(part: Json, viewer: Viewer) -> SeenField:
    texts = paragraphs(part["content"], viewer)
    spans: list[Span] = []
    for place, text in enumerate(texts):
        spans += [Span("\n")] if place else []
        spans += text.spans
    return SeenField(f"note-{part['id']}", "", "note", spans=tuple(spans))
