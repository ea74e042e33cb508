"""Tells a team's facilitators something about its schedules, each in their own language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.chat.cards import Paragraph, card
from bot.chat.text import Markup
from bot.desk import Desk
from bot.schedule import outbox
from bot.store.models import Person, Team
from bot.store.queries import seats

KEPT = timedelta(days=3)
# What is said to one reader, at a desk with the reader's words.
Words = Callable[[Desk, Person], Markup]


def tell_facilitators(desk: Desk, team: Team, purpose: str, words: Words) -> None:
    """Write to each once; `purpose` says what it is about, so that asking twice tells once."""
    for person in seats.facilitators(desk.session, team.id, desk.team_reader(team).today):
        own = replace(desk, t=desk.phrases_in(person.locale))
        message = outbox.Message(
            f"{purpose}:{person.id}",
            outbox.NOTICE,
            card(Paragraph(words(own, person))),
            team.id,
            desk.now,
            desk.now + KEPT,
        )
        outbox.to_person(desk.session, person, message, desk.now)
