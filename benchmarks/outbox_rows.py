"""An outbox full of deliveries that are due, and what of them was sent when."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.school import TEAM
from bot.chat.cards import Button, Buttons, Card, Heading, Paragraph, SmallPrint, card
from bot.chat.text import bold
from bot.schedule import outbox
from bot.store.engine import open_store
from bot.store.models import Account, Person


@dataclass(frozen=True, slots=True)
class Sent:
    """How many were sent, and within how many seconds: from the first attempt to the last answer."""

    count: int
    seconds: float


def a_card(number: int) -> Card:
    """What a check-in looks like."""
    buttons = (Button(words, f"checkin-{words.lower()}:{number}") for words in ("Moving", "Stuck"))
    return card(
        Heading("Check-in · Building the STEM Leadership Team"),
        Paragraph("Fill the seats of the leadership team with people from every part of the school."),
        Paragraph(bold("How has it moved lately?")),
        Buttons(tuple(buttons)),
        SmallPrint("Only your facilitator sees your name with it."),
    )


async def fill(database: Path, platform: str, count: int) -> None:
    """Write so many messages that are due now, to everybody in turn."""
    store = open_store(f"sqlite:///{database}")
    await store.write(lambda session: _fill(session, platform, count))
    await store.close()


def _fill(session: Session, platform: str, count: int) -> None:
    on_platform = Account.platform == platform
    for account in session.scalars(select(Account)):
        account.preferred = account.platform == platform
        account.direct_agreed_at = account.direct_agreed_at or datetime.now(UTC)
    people = session.scalars(select(Person).join(Account).where(on_platform).order_by(Person.id)).all()
    now = datetime.now(UTC)
    messages = [
        (
            people[number % len(people)],
            outbox.Message(
                f"bench:{number}", outbox.PROMPT, a_card(number), TEAM, now, now + timedelta(hours=1)
            ),
        )
        for number in range(count)
    ]
    outbox.to_people(session, messages, now)


def sent(database: Path) -> Sent:
    """What was sent so far."""
    with closing(sqlite3.connect(database)) as connection:
        count, first, last = connection.execute(
            "SELECT count(*), min(started_at), max(sent_at) FROM delivery WHERE state = 'sent'"
        ).fetchone()
    if not count:
        return Sent(0, 0.0)
    seconds = datetime.fromisoformat(last) - datetime.fromisoformat(first)
    return Sent(count, seconds.total_seconds())
