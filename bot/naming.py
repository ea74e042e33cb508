"""What a person is called in a card: a mention where the card goes to a platform that they are on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.text import Markup, escape, join, mention
from bot.store.models import Account, Person


class Home(Protocol):
    """Where a card goes: an account, a channel, or whoever called."""

    @property
    def platform(self) -> str:
        """The platform's name."""

    @property
    def workspace(self) -> str:
        """Where account ids mean somebody; empty where they are the same everywhere."""


def called(session: Session, person: Person, home: Home | None) -> Markup:
    """A mention of the person's own account there, else their name."""
    if home is None:
        return escape(person.name)
    account = session.scalar(
        select(Account)
        .where(Account.person_id == person.id, Account.platform == home.platform)
        .where(Account.workspace.in_(("", home.workspace)))
        .order_by(Account.id)
        .limit(1)
    )
    return mention(account.account) if account else escape(person.name)


def all_called(session: Session, people: Iterable[Person], home: Home | None) -> Markup:
    """Several people, with commas between."""
    return join(", ", [called(session, person, home) for person in people])
