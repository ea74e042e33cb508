"""How long messages wait for their pictures: as long as pictures are coming, and not much longer.

The time that passes is that of this process: the calendar's may jump, and what a process knew when it died
is begun anew by the next.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import Final

import structlog
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.desk import Desk
from bot.schedule import outbox, pictures
from bot.schedule.clock_time import Clock
from bot.store.engine import Store
from bot.store.models import Delivery, LongWork
from bot.store.prepared import Prepared

log = structlog.get_logger()

# Seconds in which no picture came at all; with a thousand teams its turn may come later than that.
WAIT: Final = 90.0
# Let go in one transaction.
_AT_ONCE: Final = 50


@dataclass(slots=True)
class PictureWaits:
    """Since when the pictures are missing that something due waits for."""

    patience: float = WAIT
    _since: dict[int, float] = field(default_factory=dict)

    async def look(self, store: Store, clock: Clock, desk: Callable[[Session], Desk]) -> None:
        """Let go what waited too long."""
        missing, now = await store.read(partial(awaited, now=clock.now())), _monotonic()
        if self._since.keys() - missing:
            # Some have come: the others have their turn.
            self._since = {}
        self._since = {work_id: self._since.get(work_id, now) for work_id in missing}
        late = [work_id for work_id, since in self._since.items() if now - since >= self.patience]
        for first in range(0, len(late), _AT_ONCE):
            some = late[first : first + _AT_ONCE]
            log.warning("pictures_too_late", works=some)
            await store.write(partial(_let_go, desk=desk, work_ids=some))


def awaited(session: Session, now: datetime) -> frozenset[int]:
    """The work that draws pictures for deliveries that would be sent by now."""
    return frozenset(work_id for (work_id,) in _awaited().rows(session, {"now": now}))


@cache
def _awaited() -> Prepared:
    """Asked every second, so it is made once."""
    now = bindparam("now", type_=Delivery.not_before.type)
    return Prepared(
        select(Delivery.waits_for)
        .where(Delivery.waits_for.is_not(None), Delivery.state == outbox.PENDING)
        .where(Delivery.not_before <= now, Delivery.expires_at > now)
        .distinct()
    )


def _let_go(session: Session, desk: Callable[[Session], Desk], work_ids: Collection[int]) -> None:
    """Send what is due without its picture; what is due later goes on waiting."""
    at = desk(session)
    for work in session.scalars(select(LongWork).where(LongWork.id.in_(work_ids))).all():
        given = work.arguments["given"]
        due = [
            one
            for one in pictures.waiting(session, work.id)
            if one.state == outbox.PENDING and one.not_before <= at.now
        ]
        t = at.phrases_in(given["locale"])
        why = t("The picture was not ready in time; this draws it: `/stem digest picture`.")
        pictures.go_without(due, t, why, given["alternative"])


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
