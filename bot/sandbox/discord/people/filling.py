"""A filled-in form as the data of a modal submission, after the checks that Discord's client makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.people.choosing import Choices, NoSuchChoice
from bot.sandbox.discord.people.fields import TICKED, component_of, needs_answer
from bot.sandbox.discord.people.uploading import NotAccepted, accepted
from bot.sandbox.discord.records import Attachment, Json
from bot.sandbox.discord.screens import OpenForm
from bot.sandbox.discord.sight.choices import most_choices
from bot.sandbox.discord.snowflakes import Snowflakes

_REQUIRED = "This field is required."
_REFERRING = tuple(kind for kind in numbers.SELECTS if kind != numbers.STRING_SELECT)


class FieldError(Exception):
    """What the client shows at a field that it does not accept."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The data to send, the ids of people, roles and channels in it and its files, or what is wrong."""

    data: Json
    ids: tuple[str, ...]
    files: tuple[Attachment, ...]
    errors: Mapping[str, str]


def filled(form: OpenForm, choices: Choices, ids: Snowflakes) -> Filled:
    """Return what a submission of the form, as it is filled in, sends; errors are by custom id."""
    filler = _Filler(form, choices, ids)
    parts: list[Json] = []
    for part in form.modal["components"]:
        about: Json = {"type": part["type"], "id": part["id"]}
        field = component_of(part)
        if field is not None:
            value = filler.field(field, form.filled.get(field["custom_id"], ""))
            about |= {"component": value} if part["type"] == numbers.LABEL else {"components": [value]}
        parts.append(about)
    data: Json = {"custom_id": form.modal["custom_id"], "components": parts}
    return Filled(data, tuple(filler.ids), tuple(filler.files), filler.errors)


class _Filler:
    """Reads one field after another and gathers errors, chosen ids and files."""

    def __init__(self, form: OpenForm, choices: Choices, ids: Snowflakes) -> None:
        self.errors: dict[str, str] = {}
        self.ids: list[str] = []
        self.files: list[Attachment] = []
        self._given = form.files
        self._choices = choices
        self._snowflakes = ids
        self._readers: dict[int, Callable[[Json, str], Json]] = {
            numbers.TEXT_INPUT: self._text,
            numbers.RADIO_GROUP: self._radio,
            numbers.CHECKBOX: self._checkbox,
            numbers.FILE_UPLOAD: self._file,
        }

    def field(self, field: Json, value: str) -> Json:
        """Return one field's part of the submission."""
        about: Json = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
        try:
            return about | self._readers.get(field["type"], self._chosen)(field, value)
        except FieldError as error:
            self.errors[field["custom_id"]] = str(error)
            return about

    def _text(self, field: Json, value: str) -> Json:
        least, most = field.get("min_length") or 0, field.get("max_length") or 4000
        if not value.strip() and needs_answer(field):
            raise FieldError(_REQUIRED)
        if value and len(value) < least:
            raise FieldError(f"Must be at least {least} characters.")
        if len(value) > most:
            raise FieldError(f"Must be {most} characters or fewer.")
        return {"value": value}

    def _chosen(self, field: Json, value: str) -> Json:
        try:
            values = self._choices.ids(field, value)
        except NoSuchChoice:
            raise FieldError("Choose one of the options.") from None
        _check_count(field, values)
        self.ids += values if field["type"] in _REFERRING else ()
        return {"values": values}

    def _radio(self, field: Json, value: str) -> Json:
        values = self._chosen(field, value)["values"]
        return {"value": values[0] if values else None}

    def _checkbox(self, field: Json, value: str) -> Json:
        del field
        return {"value": value == TICKED}

    def _file(self, field: Json, value: str) -> Json:
        del value
        given = self._given.get(field["custom_id"], ())
        _check_count(field, given)
        try:
            files = [accepted(self._snowflakes, file) for file in given]
        except NotAccepted as refusal:
            raise FieldError(str(refusal)) from None
        self.files += files
        return {"values": [file.id for file in files]}


def _check_count(field: Json, values: Sequence[object]) -> None:
    least = field.get("min_values")
    if not values:
        if needs_answer(field) and least != 0:
            raise FieldError(_REQUIRED)
        return
    most = most_choices(field)
    if len(values) < (least or 0):
        raise FieldError(f"Choose at least {least}.")
    if len(values) > most:
        raise FieldError(f"Choose at most {most}.")
