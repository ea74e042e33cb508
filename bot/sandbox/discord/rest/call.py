"""A request and its answer as the REST handlers see them, free of HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.discord.records import App, Attachment, Json
from bot.sandbox.discord.refusals import INVALID_FORM, UNAUTHORIZED, FormErrors, Refused
from bot.sandbox.discord.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One request: path parts by name, query, JSON body, uploaded files, and the app whose token it bore."""

    parts: Mapping[str, str]
    query: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    files: tuple[Attachment, ...] = ()
    app: App | None = None

    @property
    def caller(self) -> App:
        """The app that calls; raises Refused (401) without a valid token."""
        if self.app is None:
            raise Refused(UNAUTHORIZED)
        return self.app

    def fields(self) -> Json:
        """Return the body as an object; raises Refused (50035) when it is none."""
        if isinstance(self.body, dict):
            return self.body
        raise Refused(
            INVALID_FORM,
            {"_errors": [{"code": "DICT_TYPE_CONVERT", "message": "Only dictionaries may be used"}]},
        )

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return a number of the query; raises Refused (50035) when it is none or out of range."""
        text = self.query.get(name, str(default))
        if text.isdecimal() and least <= int(text) <= most:
            return int(text)
        errors = FormErrors()
        errors.add((name,), "NUMBER_TYPE_RANGE", f"int value should be between {least} and {most}.")
        errors.refuse()
        return default


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer; without a body it is 204."""

    body: Any = None
    status: int = 200


NOTHING = Answer(status=204)
Handler = Callable[[World, Call], Answer]
