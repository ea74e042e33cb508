"""What the postman carries out of the transaction: all that it takes to send a delivery or to look it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session

from bot.chat.card_data import card_from_data
from bot.chat.cards import Card
from bot.chat.events import MessageRef, Person
from bot.chat.events import Place as Channel
from bot.chat.messenger import Address, File, NotSent
from bot.chat.text import Markup
from bot.schedule import outbox
from bot.schedule.pace import Lane, Parcel, Place
from bot.store.models import Delivery, LongWork, StoredFile

_DELIVERY: Table = Delivery.__table__  # type: ignore[assignment]
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
        return parcel_of(self.kind, (self.to.platform, self.to.workspace, place))


def columns() -> Select[Any]:
    """The columns that `letter_of` reads, of every delivery."""
    return select(
        _DELIVERY.c.id,
        _DELIVERY.c.attempts,
        _DELIVERY.c.key,
        _DELIVERY.c.kind,
        _DELIVERY.c.platform,
        _DELIVERY.c.workspace,
        _DELIVERY.c.account,
        _DELIVERY.c.channel,
        _DELIVERY.c.message,
        _DELIVERY.c.card,
        _DELIVERY.c.created_at,
        _DELIVERY.c.started_at,
        _DELIVERY.c.expires_at,
        _DELIVERY.c.file_id,
    )


def letter_of(row: Sequence[Any]) -> Letter:
    """The letter of a row of `columns`, for the latest attempt that was begun."""
    id_, attempts, key, kind, *where, content, created_at, started_at, expires_at, file_id = row
    since = (started_at or created_at) - CLOCK_SKEW
    edits = _edited(*where) if kind == outbox.EDIT else None
    to, attempt = _address(*where), Attempt(id_, attempts)
    return Letter(attempt, key, kind, to, content, since, expires_at, edits, file_id)


def parcel_of(kind: str, place: Place) -> Parcel:
    """What counts for the pace, of a delivery of a kind."""
    return Parcel(place, _LANES.get(kind, "fan-out"))


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


def _address(
    platform: str, workspace: str, account: str | None, channel: str | None, _message: str | None
) -> Address:
    if account is not None:
        return Person(platform, workspace, account)
    return Channel(platform, workspace, channel or "")


def _edited(
    platform: str, workspace: str, _account: str | None, channel: str | None, message: str | None
) -> MessageRef:
    return MessageRef(platform, workspace, channel or "", message or "")
