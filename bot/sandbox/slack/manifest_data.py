"""Reads a manifest's nested data, and says where something in it is not what Slack takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ManifestError(ValueError):
    """The manifest cannot be used; the message says which key, what stands there and what should."""


class Section:
    """One object of the manifest; `where` is the dotted way to it, and what is missing reads as empty."""

    def __init__(self, data: object, where: str = "manifest") -> None:
        if not isinstance(data, Mapping):
            raise ManifestError(f"{where} is {data!r}; it has to be an object with keys.")
        self._data: Mapping[str, Any] = data
        self.where = where

    def section(self, name: str) -> Section:
        """The object under this key."""
        return Section(self._value(name, {}), f"{self.where}.{name}")

    def sections(self, name: str) -> list[Section]:
        """The objects of the list under this key."""
        listed = self._list(name)
        return [Section(one, f"{self.where}.{name}[{number}]") for number, one in enumerate(listed)]

    def texts(self, name: str) -> tuple[str, ...]:
        """The list of texts under this key."""
        listed = self._list(name)
        if not all(isinstance(one, str) for one in listed):
            raise ManifestError(f"{self.where}.{name} is {listed!r}; it has to be a list of texts.")
        return tuple(listed)

    def text(self, name: str) -> str:
        """The text under this key."""
        value = self._value(name, "")
        if not isinstance(value, str):
            raise ManifestError(f"{self.where}.{name} is {value!r}; it has to be a text.")
        return value

    def flag(self, name: str, *, otherwise: bool = False) -> bool:
        """The true or false under this key."""
        value = self._value(name, otherwise)
        if not isinstance(value, bool):
            raise ManifestError(f"{self.where}.{name} is {value!r}; it has to be true or false.")
        return value

    def _list(self, name: str) -> list[Any]:
        value = self._value(name, [])
        if not isinstance(value, list | tuple):
            raise ManifestError(f"{self.where}.{name} is {value!r}; it has to be a list.")
        return list(value)

    def _value(self, name: str, default: Any) -> Any:
        value = self._data.get(name)
        return default if value is None else value
