"""A press on a message proves that it was delivered, whatever became of the answer to its sending."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.chat.events import ActionCall, Call
from bot.schedule import outcomes
from bot.store.engine import Store


def accept(session: Session, call: Call, now: datetime) -> None:
    """Take the proof in the transaction that does what was pressed."""
    if isinstance(call, ActionCall) and call.message and call.delivery:
        outcomes.proven(session, call.delivery, call.message, now)


async def accept_apart(store: Store, call: Call, now: datetime) -> None:
    """Take the proof where that transaction keeps nothing: a read, and a write only when it is news."""
    if not isinstance(call, ActionCall) or not call.delivery:
        return
    key = call.delivery
    if await store.read(lambda session: outcomes.is_unproven(session, key)):
        await store.write(lambda session: accept(session, call, now))
