"""A form of at most five fields, with the checks that hold on every platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from bot.chat import limits
from bot.chat.cards import Option
from bot.chat.phrases import Phrases
from bot.chat.text import plain


@dataclass(frozen=True, slots=True)
class TextField:
    """A line or a paragraph to type; `kind` says what it must be (a link is an http or https address)."""

    id: str
    label: str
    kind: Literal["line", "paragraph", "link"] = "line"
    hint: str = ""
    required: bool = False
    longest: int = 1000
    value: str = ""

    def __post_init__(self) -> None:
        _structure(self.label, self.hint)
        limits.holds("characters to type", self.longest, limits.FIELD_TEXT)


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several options; nothing is preselected unless `value` names an option."""

    id: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    required: bool = True
    value: str = ""

    def __post_init__(self) -> None:
        _structure(self.label, self.hint)
        limits.holds("options", len(self.options), limits.OPTIONS)


@dataclass(frozen=True, slots=True)
class TicksField:
    """Any number of several options; the value is their ids with commas between."""

    id: str
    label: str
    options: tuple[Option, ...]
    hint: str = ""
    required: bool = False
    value: str = ""

    def __post_init__(self) -> None:
        _structure(self.label, self.hint)
        limits.holds("options", len(self.options), limits.OPTIONS)
        if any("," in option.id for option in self.options):
            raise ValueError(f"an id with a comma cannot be ticked: {[option.id for option in self.options]}")

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids that are ticked."""
        return ticks(self.value)


@dataclass(frozen=True, slots=True)
class PersonField:
    """Somebody of the workspace, chosen with the platform's own picker; the value is an account id."""

    id: str
    label: str
    hint: str = ""
    required: bool = False
    value: str = ""

    def __post_init__(self) -> None:
        _structure(self.label, self.hint)


@dataclass(frozen=True, slots=True)
class DateField:
    """A day as YYYY-MM-DD; a platform without a date picker shows a line with a check."""

    id: str
    label: str
    hint: str = ""
    required: bool = False
    value: str = ""

    def __post_init__(self) -> None:
        _structure(self.label, self.hint)


Field = TextField | ChoiceField | TicksField | PersonField | DateField


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked; `wire` (`route:argument`) comes back with the values; `intro` stands above."""

    wire: str
    title: str
    fields: tuple[Field, ...]
    intro: tuple[str, ...] = ()
    submit: str = "Send"

    def __post_init__(self) -> None:
        limits.fits("a form title", plain(self.title), limits.FORM_TITLE)
        limits.fits("a form's submit label", plain(self.submit), limits.FORM_TITLE)
        limits.fits("a wire id", self.wire, limits.WIRE_ID)
        # Texts take a place of the five that a platform's form has.
        limits.holds("fields and texts in a form", len(self.fields) + bool(self.intro), limits.FORM_FIELDS)

    def check(self, values: Mapping[str, str], t: Phrases) -> dict[str, str]:
        """What is wrong, by field id, in words for the person; empty when all is well."""
        found = {field.id: _problem(field, values.get(field.id, "").strip(), t) for field in self.fields}
        return {field: words for field, words in found.items() if words}

    def filled(self, values: Mapping[str, str]) -> Form:
        """The same form showing `values`, so that what was typed comes back."""
        fields = tuple(replace(field, value=values.get(field.id, field.value)) for field in self.fields)
        return replace(self, fields=fields)


def _structure(label: str, hint: str) -> None:
    limits.fits("a field label", plain(label), limits.FIELD_LABEL)
    limits.fits("a field hint", plain(hint), limits.FIELD_HINT)


def _problem(field: Field, value: str, t: Phrases) -> str:
    if not value:
        return t("Please fill this in.") if field.required else ""
    match field:
        case TextField():
            return _text_problem(field, value, t)
        case DateField() if not _is_day(value):
            return t("Write the day as year-month-day, for example {example}.", example="2026-12-11")
        case TicksField() if not set(ticks(value)) <= {option.id for option in field.options}:
            return t("Please choose among the options.")
        case ChoiceField() if value not in {option.id for option in field.options}:
            return t("Please choose one of the options.")
        case _:
            return ""


def _text_problem(field: TextField, value: str, t: Phrases) -> str:
    if len(value) > field.longest:
        return t(
            "This has {length} characters; {longest} fit. Please shorten it.",
            length=len(value),
            longest=field.longest,
        )
    if field.kind == "link" and not is_link(value):
        return t(
            "This is not a web address. Paste the whole of it, such as {example}",
            example="https://example.org/notes",
        )
    return ""


def ticks(value: str) -> tuple[str, ...]:
    """The ids in the value of a `TicksField`."""
    return tuple(one for one in value.split(",") if one)


def is_link(value: str) -> bool:
    """Whether `value` is an http or https address with a host and no blanks."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not any(map(str.isspace, value))


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
