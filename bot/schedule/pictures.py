"""Pictures on their way: a picture is drawn once, and brought by all the deliveries that wait for it.

Who writes the deliveries orders it in the same transaction. When it is drawn they bring it; when it cannot be
drawn, or keeps them waiting too long (`picture_waits.py`), they go without it and say so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.card_data import card_from_data, card_to_data
from bot.chat.cards import Card, SmallPrint
from bot.chat.messenger import File
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join, shorten
from bot.desk import Desk
from bot.schedule import long_work, outbox
from bot.schedule.letters import NUMBERS
from bot.schedule.long_work import Claim, Order
from bot.schedule.report import Picture
from bot.store.models import Delivery, LongWork, StoredFile

KIND: Final = "picture"
# Seconds for one picture; the first one loads the library that draws.
PATIENCE: Final = 30.0
# Of what a missing picture shows, so that the line fits whatever message it is added to.
_LONGEST: Final = 240
_MARK: Final = 20
_OVER: Final = (outbox.SENDING, outbox.SENT, outbox.FAILED, outbox.EXPIRED, outbox.PARKED, outbox.CANCELLED)


@dataclass(frozen=True, slots=True)
class Coming:
    """How a picture stands: the work that draws it, or its file; neither where it could not be drawn."""

    waits_for: int | None = None
    file_id: int | None = None


def order(session: Session, key: str, team_id: str, picture: Picture, locale: str, now: datetime) -> Coming:
    """Have it drawn, once for each key; `locale` is the language of those whose deliveries wait for it."""
    known = session.scalar(select(LongWork).where(LongWork.key == key))
    if known is None:
        given = {
            "module": picture.module,
            "given": dict(picture.given),
            "alternative": picture.alternative,
            NUMBERS: list(picture.numbers),
            "locale": locale,
        }
        return Coming(waits_for=long_work.add(session, Order(key, KIND, given, team_id), now).id)
    if known.state in long_work.OPEN:
        return Coming(waits_for=known.id)
    return Coming(file_id=session.scalar(select(StoredFile.id).where(StoredFile.long_work_id == known.id)))


def fingerprint(picture: Picture) -> str:
    """A mark that only the same picture has."""
    drawn = json.dumps([picture.module, picture.given, picture.alternative], sort_keys=True)
    return sha256(drawn.encode()).hexdigest()[:_MARK]


class Drawing:
    """The work of drawing one picture (`bot.schedule.worker.Work`)."""

    patience = PATIENCE

    def module(self, order: Order) -> str:
        """The one that it was ordered with."""
        return str(order.given["module"])

    def gather(self, desk: Desk, order: Order) -> Mapping[str, Any]:  # noqa: ARG002 - all was gathered before
        """What it was ordered with."""
        given: Mapping[str, Any] = order.given["given"]
        return given

    def made(self, desk: Desk, done: Claim, file: File, file_id: int) -> None:  # noqa: ARG002
        """Everybody who waits brings it."""
        for delivery in _released(waiting(desk.session, done.id)):
            if delivery.state not in _OVER:
                delivery.file_id = file_id

    def refused(self, desk: Desk, done: Claim, words: Card) -> None:  # noqa: ARG002 - `gather` never does
        """Go without it."""
        self._never_comes(desk, done)

    def failed(self, desk: Desk, done: Claim, reference: str) -> None:  # noqa: ARG002 - the log has it
        """Go without it."""
        self._never_comes(desk, done)

    def _never_comes(self, desk: Desk, done: Claim) -> None:
        given, deliveries = done.order.given, waiting(desk.session, done.id)
        t = desk.phrases_in(given["locale"])
        go_without(deliveries, t, t("The picture could not be drawn."), given["alternative"])


def waiting(session: Session, work_id: int) -> Sequence[Delivery]:
    """What waits for a picture, in the order in which it was written; locked until the commit."""
    return session.scalars(
        select(Delivery).where(Delivery.waits_for == work_id).order_by(Delivery.id).with_for_update()
    ).all()


def go_without(deliveries: Sequence[Delivery], t: Phrases, why: Markup, alternative: str) -> None:
    """Let them go without their picture, saying why, and what it shows."""
    for delivery in _released(deliveries):
        parts = (*card_from_data(delivery.card).parts, missing(t, why, alternative))
        delivery.card = card_to_data(Card(parts))


def missing(t: Phrases, why: Markup, alternative: str) -> SmallPrint:
    """What a message says in place of its picture: why it is not there, and what it shows."""
    shows = t("It shows: {what}", what=shorten(alternative, _LONGEST)) if alternative else Markup()
    return SmallPrint(join(" ", [part for part in (why, shows) if part]))


def _released(deliveries: Sequence[Delivery]) -> Iterator[Delivery]:
    """The last to each place, which brings the picture of all that go there; none waits any more.

    To bring it takes several calls, and what comes after it would come before it.
    """
    places: set[tuple[str, ...]] = set()
    for delivery in reversed(deliveries):
        delivery.waits_for = None
        place = (delivery.platform, delivery.workspace, delivery.account or delivery.channel or "")
        if place not in places:
            places.add(place)
            yield delivery
