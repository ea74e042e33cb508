"""When somebody writes to the bot as to a person: one answer a day that says how to talk to it."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.cards import Paragraph, card
from bot.chat.events import Wrote
from bot.chat.phrases import ENGLISH
from bot.desk import Desk
from bot.schedule import outbox
from bot.store.queries import seats

_KEPT = timedelta(hours=1)


def wrote(desk: Desk, happening: Wrote) -> None:
    """Say that it reads commands; what they wrote was never looked at."""
    who = happening.person
    person = seats.person_of(desk.session, who.platform, who.workspace, who.account)
    t = desk.phrases_in(person.locale if person else ENGLISH)
    words = t(
        "I read commands, not messages, and keep none of them. What waits for you: `/stem me`. "
        "All that I can do: `/stem help`"
    )
    purpose = f"wrote:{who.platform}:{who.workspace}:{who.account}:{desk.now.date()}"
    answer = outbox.Message(purpose, outbox.NOTICE, card(Paragraph(words)), None, desk.now, desk.now + _KEPT)
    outbox.to_address(desk.session, who, answer, desk.now)
