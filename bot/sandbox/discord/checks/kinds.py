"""What a JSON value may be, as data: each kind notes what is wrong in Discord's own codes and words."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from bot.sandbox.discord.refusals import FormErrors, Step

Path = tuple[Step, ...]
LARGEST_ID = (1 << 63) - 1
_ID_DIGITS = 20
_SHOWN = 100


class Kind(Protocol):
    """A sort of JSON value."""

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is wrong with a value that is not null."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string of `least` to `most` characters."""

    least: int = 0
    most: int = 0

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is no string, or has the wrong length."""
        if not isinstance(value, str):
            errors.add(path, "STRING_TYPE_CONVERT", "Could not interpret value as string.")
        elif self.most:
            errors.length(path, value, self.least, self.most)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number of a range."""

    least: int = 0
    most: int = (1 << 31) - 1

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is no whole number, or out of range."""
        if isinstance(value, bool) or not isinstance(value, int):
            errors.add(path, "NUMBER_TYPE_COERCE", f"Value {shown(value)} is not int.")
        elif value < self.least:
            words = f"int value should be greater than or equal to {self.least}."
            errors.add(path, "NUMBER_TYPE_MIN", words)
        elif value > self.most:
            errors.add(path, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {self.most}.")


@dataclass(frozen=True, slots=True)
class Number:
    """A finite number."""

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is no number."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            errors.add(path, "NUMBER_TYPE_COERCE", f"Value {shown(value)} is not float.")


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is neither."""
        if not isinstance(value, bool):
            errors.add(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few numbers or words."""

    allowed: Collection[int | str]

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is none of them."""
        if isinstance(value, bool) or not isinstance(value, int | str) or value not in self.allowed:
            errors.wrong_choice(path, ", ".join(map(str, self.allowed)))


@dataclass(frozen=True, slots=True)
class Snowflake:
    """An id, as a string or (as discord.py sends it) as a number."""

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is no id."""
        if not is_snowflake(value):
            errors.add(path, "NUMBER_TYPE_COERCE", f"Value {shown(value)} is not snowflake.")


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in ISO 8601; without an offset it is UTC."""

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is none."""
        try:
            datetime.fromisoformat(value)
        except (TypeError, ValueError):
            words = f"Could not parse {shown(value)}. Should be ISO8601."
            errors.add(path, "DATE_TIME_TYPE_PARSE", words)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of `least` to `most` values of one kind."""

    of: Kind
    most: int
    least: int = 0

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is no list, its length, and what is wrong in it."""
        if not isinstance(value, list | tuple):
            errors.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return
        errors.length(path, value, self.least, self.most)
        for place, each in enumerate(value):
            self.of.check(errors, (*path, place), each)


@dataclass(frozen=True, slots=True)
class Named:
    """An object with keys of its own choice, such as names by locale."""

    of: Kind
    keys: Collection[str]

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is no object, an unknown key, and what is wrong in it."""
        if not isinstance(value, dict):
            errors.add(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
            return
        for key, each in value.items():
            if key not in self.keys:
                errors.wrong_choice(path, ", ".join(self.keys))
            elif each is not None:
                self.of.check(errors, (*path, key), each)


@dataclass(frozen=True, slots=True)
class Shape:
    """An object; unknown keys pass, null stands for absence, `needs` must be there."""

    fields: Mapping[str, Kind] = field(default_factory=dict)
    needs: tuple[str, ...] = ()

    def check(self, errors: FormErrors, path: Path, value: Any) -> None:
        """Note what is no object, what is missing, and what is wrong in it."""
        if not isinstance(value, dict):
            errors.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return
        for key in self.needs:
            if value.get(key) is None:
                errors.required((*path, key))
        for key, inner in value.items():
            if inner is not None and key in self.fields:
                self.fields[key].check(errors, (*path, key), inner)


def is_snowflake(value: object) -> bool:
    """Whether a value can be an id."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return 0 <= value <= LARGEST_ID
    digits = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= _ID_DIGITS
    return digits and int(str(value)) <= LARGEST_ID


def shown(value: object) -> str:
    """Return a value as Discord's messages quote it; a long one is only named by its kind."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        text = f"{value}"
        return f'"{text}"' if len(text) <= _SHOWN else f"of {len(text)} characters"
    return f"of type {type(value).__name__}"
