"""What stands before each person besides messages: a form, the platform's notices, what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.discord.records import Json
from bot.sandbox.residents import LocalFile
from bot.sandbox.seen import Trouble

_TROUBLES_KEPT = 50


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A modal before a person: who opened it and where, what was filled in, what was wrong with it."""

    modal: Json
    app: str
    channel: str
    source: str = ""
    opened_by: Json | None = None
    filled: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Sequence[LocalFile]] = field(default_factory=dict)


class Screens:
    """Forms, troubles and read marks by person."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.forms: dict[str, OpenForm] = {}
        self._now = now
        self._troubles: dict[str, list[Trouble]] = {}
        self._read: dict[tuple[str, str], int] = {}

    def close_in(self, channel: str) -> None:
        """Close the forms that were opened in a channel that is gone."""
        self.forms = {user: form for user, form in self.forms.items() if form.channel != channel}

    def troubled(self, user: str, words: str) -> None:
        """Show a person a notice of the platform itself."""
        kept = self._troubles.setdefault(user, [])
        kept.append(Trouble(words, self._now()))
        del kept[:-_TROUBLES_KEPT]

    def troubles(self, user: str) -> Sequence[Trouble]:
        """Return the notices of one person, oldest first."""
        return tuple(self._troubles.get(user, ()))

    def read_up_to(self, user: str, channel: str, message: str | None) -> None:
        """Remember the last message that a person has looked at."""
        self._read[user, channel] = int(message or "0")

    def read(self, user: str, channel: str, message: str) -> bool:
        """Whether the person has looked at this message."""
        return int(message) <= self._read.get((user, channel), 0)
