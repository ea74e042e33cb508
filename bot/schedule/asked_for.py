"""What somebody asked for and waits for: made by a `Maker`, brought to them by direct message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final, Protocol

from bot.chat.cards import Card, Paragraph, card
from bot.chat.messenger import File
from bot.desk import Desk
from bot.schedule import outbox
from bot.schedule.long_work import Claim, Order
from bot.store.models import Person
from bot.store.queries import seats

# How long the delivery of a file may take.
DELIVERED_WITHIN: Final = timedelta(days=3)
# Seconds for one file; whoever makes it has a lease that is longer.
PATIENCE: Final = 90.0


class Maker(Protocol):
    """What one kind of file is made of; `module` has a function `make(given) -> File`, run elsewhere."""

    kind: str
    module: str

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:
        """All that `make` needs, as JSON data, on a connection that only reads; may raise `Refusal`."""

    def message(self, desk: Desk, order: Order, file: File) -> Card:
        """What the file comes with; the desk speaks the reader's language."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The work of a maker, from its order to the message (`bot.schedule.worker.Work`)."""

    maker: Maker
    patience: float = PATIENCE

    def module(self, order: Order) -> str:  # noqa: ARG002 - other work has several
        """The maker's."""
        return self.maker.module

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:
        """What the maker needs."""
        return self.maker.gather(_spoken(desk, order), order)

    def made(self, desk: Desk, done: Claim, file: File, file_id: int) -> None:
        """Bring it."""
        _bring(desk, done, self.maker.message(_spoken(desk, done.order), done.order, file), file_id)

    def refused(self, desk: Desk, done: Claim, words: Card) -> None:
        """Say why there is nothing to bring."""
        _bring(desk, done, words, None)

    def failed(self, desk: Desk, done: Claim, reference: str) -> None:
        """Say that it could not be made."""
        words = _spoken(desk, done.order).t(
            "I could not make the file that you asked for. Please ask for it again later. If that fails too, "
            "tell your facilitator this reference: `{reference}`",
            reference=reference,
        )
        _bring(desk, done, card(Paragraph(words)), None)


def _spoken(desk: Desk, order: Order) -> Desk:
    """The desk in the language of whoever asked."""
    person = desk.session.get(Person, order.person_id) if order.person_id else None
    return desk if person is None else replace(desk, t=desk.phrases_in(person.locale), caller=person)


def _bring(desk: Desk, done: Claim, words: Card, file_id: int | None) -> None:
    """Write to the account that asked, if it is still that person's."""
    who = done.order.who
    account = seats.account_of(desk.session, who.platform, who.workspace, who.account) if who else None
    if account is None or account.person_id != done.order.person_id:
        return
    until, purpose = desk.now + DELIVERED_WITHIN, f"long-work:{done.id}"
    message = outbox.Message(
        purpose, outbox.NOTICE, words, done.order.team_id, desk.now, until, file_id=file_id
    )
    outbox.to_account(desk.session, account, message, desk.now)
