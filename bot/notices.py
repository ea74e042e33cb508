"""Tells a person something by direct message, drawn in their language, their zone and for their platform."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from bot.chat.cards import Card
from bot.chat.phrases import N_, Phrases
from bot.chat.text import Markup, join
from bot.desk import Desk
from bot.language.reader import Reader
from bot.naming import Home, all_called
from bot.schedule import outbox
from bot.store.models import Person
from bot.store.queries import seats

NOTICE = "notice"
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who reads a notice: in which words, how they say days, and where it goes (None: nowhere)."""

    person: Person
    t: Phrases
    reader: Reader
    home: Home | None


class Outcome(Enum):
    """What came of telling somebody."""

    TOLD = "told"
    WAITS = "waits for their yes"
    NOT_TOLD = "not told"


_SAID = {
    Outcome.TOLD: N_("Told: {names}."),
    Outcome.WAITS: N_("Not told yet: {names}. My message waits until they agree to get any."),
    Outcome.NOT_TOLD: N_("I cannot write to {names}, so please say it yourself."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One person and what came of telling them."""

    person: Person
    outcome: Outcome


def tell(desk: Desk, person: Person, team_id: str, purpose: str, draw: Callable[[Recipient], Card]) -> Told:
    """Write a notice to a person, once per `purpose`; it waits until they agreed to messages."""
    home = seats.account_for(desk.session, person.id)
    recipient = Recipient(person, desk.phrases_in(person.locale), desk.reader(person), home)
    message = outbox.Message(purpose, NOTICE, draw(recipient), team_id, desk.now, desk.now + KEPT)
    delivery = outbox.to_person(desk.session, person, message, desk.now)
    if delivery is None:
        return Told(person, Outcome.NOT_TOLD)
    return Told(person, Outcome.WAITS if delivery.state == outbox.WAITING else Outcome.TOLD)


def who_was_told(desk: Desk, told: Sequence[Told], home: Home) -> Markup:
    """Who was told, who will be once they agreed to messages, and who cannot be; nothing for nobody."""
    said = []
    for outcome in Outcome:
        people = [one.person for one in told if one.outcome is outcome]
        if people:
            said.append(desk.t(_SAID[outcome], names=all_called(desk.session, people, home)))
    return join(" ", said)
