"""A request and its answer as the REST handlers see them, free of HTTP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.discord.checks.kinds import Shape, Snowflake, Whole
from bot.sandbox.discord.reasons import UNAUTHORIZED
from bot.sandbox.discord.records import App, Attachment, Json
from bot.sandbox.discord.refusals import FormErrors, Refused
from bot.sandbox.discord.world import World

ORIGINAL = "@original"
_DIGITS = 20


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

    def fields(self, shape: Shape | None = None) -> Json:
        """Return the body as an object of this shape; raises Refused (50035) when it is none."""
        errors = FormErrors()
        (shape or Shape()).check(errors, (), self.body)
        errors.refuse()
        told: Json = self.body
        return told

    def check_ids(self) -> None:
        """Check that the ids in the path are ids; raises Refused (50035)."""
        errors = FormErrors()
        for name, value in self.parts.items():
            if name.endswith("_id") and value != ORIGINAL:
                Snowflake().check(errors, (name,), value)
        errors.refuse()

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return a number of the query; raises Refused (50035) when it is none or out of range."""
        text = self.query.get(name, f"{default}")
        digits = text.isascii() and text.isdecimal() and len(text) <= _DIGITS
        errors = FormErrors()
        Whole(least, most).check(errors, (name,), int(text) if digits else text)
        errors.refuse()
        return int(text)

    def snowflake(self, name: str, default: int) -> int:
        """Return an id of the query; raises Refused (50035) when it is none."""
        text = self.query.get(name, f"{default}")
        errors = FormErrors()
        Snowflake().check(errors, (name,), text)
        errors.refuse()
        return int(text)

    def says_yes(self, name: str) -> bool:
        """Whether the query has a switch of this name on."""
        return self.query.get(name, "").lower() in {"1", "true"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer; without a body it is 204."""

    body: Any = None
    status: int = 200


NOTHING = Answer(status=204)
Handler = Callable[[World, Call], Answer]
