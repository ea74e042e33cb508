"""What a report is to whoever sends it: gathered once, then told to each reader as far as they may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from bot.chat.cards import Card
from bot.chat.phrases import Phrases
from bot.chat.text import Markup
from bot.desk import Desk
from bot.language.reader import Reader
from bot.store.models import Person, Team

TEAM: Final = "team"


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a report tells of: from `since` until just before `until` (UTC)."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a report goes to; without a `person` a channel, or somebody outside: everybody may read it there.

    `platform`: where the message goes. `permission`: that of the person's seat in the team.
    """

    t: Phrases
    reader: Reader
    platform: str
    person: Person | None = None
    permission: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to be drawn: the function `make` of `module` makes a file of `given` in a process of its own.

    `alternative` says in words what it shows, `numbers` every number in it, a line each.
    """

    module: str
    given: Mapping[str, Any]
    alternative: str
    numbers: tuple[Markup, ...] = ()


class Issue(Protocol):
    """One report about one period, with everything gathered."""

    def card(self, to: Recipient) -> Card:
        """What the recipient may see of it; it may be too big for one message."""

    def picture(self, to: Recipient) -> Picture | None:
        """The picture that goes with it, the same for all who read the same language, if there is one."""


class Report(Protocol):
    """One kind of report."""

    @property
    def name(self) -> str:
        """What stands in a schedule's settings as `report`."""

    def title(self, desk: Desk) -> Markup:
        """What it is called in a sentence, such as: the digest."""

    def gather(self, desk: Desk, team: Team, settings: Mapping[str, Any], period: Period) -> Issue:
        """Everything that it tells of, with few questions to the database however large the team is."""


@dataclass(frozen=True, slots=True)
class LoadedLater:
    """A report that is found by its name when it is first asked for, with the program that makes it."""

    name: str
    find: Callable[[str], Report]

    def title(self, desk: Desk) -> Markup:
        """What it is called in a sentence."""
        return self.find(self.name).title(desk)

    def gather(self, desk: Desk, team: Team, settings: Mapping[str, Any], period: Period) -> Issue:
        """Everything that it tells of."""
        return self.find(self.name).gather(desk, team, settings, period)
