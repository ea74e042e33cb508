"""What the postman carries out of the transaction: all that it takes to send a delivery or to look it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from bot.chat.card_data import card_from_data
from bot.chat.cards import Card
from bot.chat.events import MessageRef, Person, Place
from bot.chat.messenger import Address, File, NotSent
from bot.chat.text import Markup
from bot.schedule import outbox
from bot.schedule.pace import Lane, Parcel
from bot.store.models import Delivery, LongWork, StoredFile

# The platform's clock may be behind ours; a message is looked for from a little before it was sent.
CLOCK_SKEW = timedelta(minutes=2)
# Seconds; while processes are replaced one after the other, the newer ones send it.
_UNTIL_REPLACED = 60.0
# Where the work that draws a picture keeps the lines that tell every number in it.
NUMBERS: Final = "numbers"
_LANES: Mapping[str, Lane] = {outbox.EDIT: "edit", **dict.fromkeys(outbox.URGENT, "urgent")}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt at a delivery; what came of it counts only while no later one was begun."""

    delivery_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A delivery on its way. `edits` is the message that becomes the card; that is never looked up.

    `file` is what it brings, once it was read (`with_files`); to look it up it is not needed.
    """

    attempt: Attempt
    key: str
    kind: str
    to: Address
    content: Mapping[str, Any]
    since: datetime
    expires_at: datetime
    edits: MessageRef | None
    file_id: int | None = None
    file: File | None = None

    @property
    def card(self) -> Card:
        """What it shows; raises `NotSent` for what only a newer version of the program can read."""
        try:
            return card_from_data(self.content)
        except (ValueError, KeyError) as error:
            raise NotSent(f"cannot be read: {error}", _UNTIL_REPLACED, alone=True) from error

    @property
    def parcel(self) -> Parcel:
        """What counts for the pace."""
        place = self.to.account if isinstance(self.to, Person) else self.to.channel
        return Parcel((self.to.platform, self.to.workspace, place), _LANES.get(self.kind, "fan-out"))


def columns() -> Select[Any]:
    """The columns that `letter_of` reads, of every delivery."""
    return select(
        Delivery.id,
        Delivery.key,
        Delivery.kind,
        Delivery.platform,
        Delivery.workspace,
        Delivery.account,
        Delivery.channel,
        Delivery.message,
        Delivery.card,
        Delivery.attempts,
        Delivery.created_at,
        Delivery.started_at,
        Delivery.expires_at,
        Delivery.file_id,
    )


def letter_of(row: Row[Any]) -> Letter:
    """The letter of a row of `columns`, for the latest attempt that was begun."""
    return Letter(
        Attempt(row.id, row.attempts),
        row.key,
        row.kind,
        _address(row),
        row.card,
        (row.started_at or row.created_at) - CLOCK_SKEW,
        row.expires_at,
        _edited(row),
        row.file_id,
    )


def with_files(session: Session, letters: Sequence[Letter]) -> list[Letter]:
    """The letters with the files that they bring."""
    wanted = [one.file_id for one in letters if one.file_id is not None]
    if not wanted:
        return list(letters)
    made = select(StoredFile, LongWork.arguments).outerjoin(LongWork, LongWork.id == StoredFile.long_work_id)
    rows = session.execute(made.where(StoredFile.id.in_(wanted))).tuples()
    files = {row.id: _file(row, arguments or {}) for row, arguments in rows}
    return [replace(one, file=files.get(one.file_id or 0)) for one in letters]


def _file(row: StoredFile, arguments: Mapping[str, Any]) -> File:
    numbers = tuple(Markup(one) for one in arguments.get("given", {}).get(NUMBERS, ()))
    return File(row.name, row.media_type, row.alternative, row.content, numbers)


def _address(row: Row[Any]) -> Address:
    if row.account is not None:
        return Person(row.platform, row.workspace, row.account)
    return Place(row.platform, row.workspace, row.channel or "")


def _edited(row: Row[Any]) -> MessageRef | None:
    if row.kind != outbox.EDIT:
        return None
    return MessageRef(row.platform, row.workspace, row.channel or "", row.message or "")
