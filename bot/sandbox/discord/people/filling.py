"""A filled-in form as the data of a modal submission, after the checks that Discord's client makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.sandbox.discord.checks import numbers
from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.people.fields import TICKED, component_of, needs_answer, several
from bot.sandbox.discord.records import Json

_REQUIRED = "This field is required."


class FieldError(Exception):
    """What the client shows at a field that it does not accept."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The data to send and the people chosen in it, or what is wrong by custom id."""

    data: Json
    people: tuple[str, ...]
    errors: Mapping[str, str]


def filled(directory: Directory, guild: str, modal: Json, values: Mapping[str, str]) -> Filled:
    """Return what a submission of these values sends."""
    filler = _Filler(directory, guild)
    parts: list[Json] = []
    for part in modal["components"]:
        about: Json = {"type": part["type"], "id": part["id"]}
        field = component_of(part)
        if field is not None:
            value = filler.field(field, values.get(field["custom_id"], ""))
            about |= {"component": value} if part["type"] == numbers.LABEL else {"components": [value]}
        parts.append(about)
    data: Json = {"custom_id": modal["custom_id"], "components": parts}
    return Filled(data, tuple(filler.people), filler.errors)


class _Filler:
    """Reads one field after another and gathers errors and chosen people."""

    def __init__(self, directory: Directory, guild: str) -> None:
        self.errors: dict[str, str] = {}
        self.people: list[str] = []
        self._directory = directory
        self._guild = guild
        self._readers: dict[int, Callable[[Json, str], Json]] = {
            numbers.TEXT_INPUT: self._text,
            numbers.USER_SELECT: self._picked,
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
        known = {option["value"] for option in field.get("options") or ()}
        labels = {option["label"]: option["value"] for option in field.get("options") or ()}
        values = [each if each in known else labels.get(each, each) for each in _split(field, value)]
        if not known.issuperset(values):
            raise FieldError("Choose one of the options.")
        _check_count(field, values)
        return {"values": values}

    def _picked(self, field: Json, value: str) -> Json:
        accounts = [self._directory.named(self._guild, each) for each in _split(field, value)]
        values = [account.id for account in accounts if account is not None]
        if len(values) < len(accounts):
            raise FieldError("Choose a person of this server.")
        _check_count(field, values)
        self.people += values
        return {"values": values}

    def _radio(self, field: Json, value: str) -> Json:
        values = self._chosen(field, value)["values"]
        return {"value": values[0] if values else None}

    def _checkbox(self, field: Json, value: str) -> Json:
        del field
        return {"value": value == TICKED}

    def _file(self, field: Json, value: str) -> Json:
        if value or (field.get("required") is not False and field.get("min_values") != 0):
            raise FieldError("Files cannot be uploaded in the local workspace.")
        return {"values": []}


def _split(field: Json, value: str) -> list[str]:
    if not value:
        return []
    return [each.strip() for each in value.split(",")] if several(field) else [value]


def _check_count(field: Json, values: Sequence[str]) -> None:
    least = field.get("min_values")
    if not values:
        if needs_answer(field) and least != 0:
            raise FieldError(_REQUIRED)
        return
    most = field.get("max_values") or (len(field.get("options") or ()) if several(field) else 1)
    if len(values) < (least or 0):
        raise FieldError(f"Choose at least {least}.")
    if len(values) > most:
        raise FieldError(f"Choose at most {most}.")
