"""Remembers handled events with their replies, and what was typed into forms that had to be corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, assert_never

from sqlalchemy import Table, bindparam, delete, insert, select
from sqlalchemy.orm import Session

from bot.chat.card_data import card_from_data, card_to_data
from bot.chat.events import Call, FormSubmission
from bot.chat.replies import Ask, Correct, Replace, Reply, Say
from bot.store.models import Draft, SeenEvent
from bot.store.prepared import Prepared

_SEEN: Table = SeenEvent.__table__  # type: ignore[assignment]
_REPLY = Prepared(select(_SEEN.c.reply).where(_SEEN.c.key == bindparam("event_key")))
_REMEMBER = Prepared(insert(_SEEN))

KEPT = timedelta(hours=1)
DRAFTS_KEPT = timedelta(days=1)


def earlier_reply(session: Session, key: str) -> Say | Replace | None:
    """The reply that an event got when it came before."""
    found = _REPLY.rows(session, {"event_key": key})
    if not found or found[0][0] is None:
        return None
    reply = found[0][0]
    shown = card_from_data(reply["card"])
    return Replace(shown) if reply["type"] == "replace" else Say(shown)


def is_new(session: Session, key: str, now: datetime) -> bool:
    """Whether an event without a reply comes for the first time; from now on it is known."""
    if session.get(SeenEvent, key) is not None:
        return False
    session.add(SeenEvent(key=key, reply=None, at=now))
    return True


def remember(session: Session, call: Call, reply: Reply, now: datetime) -> Reply:
    """Store the reply with its event, in the same transaction; a form is made again instead.

    `now` is the time that really passes, by which platforms deliver again. Returns the reply, with the
    draft's id where a form came back with mistakes.
    """
    match reply:
        case Say(kept=False):
            return reply
        case Say() | Replace():
            _REMEMBER.run(session, {"key": call.key, "reply": _stored(reply), "at": now})
            return reply
        case Correct():
            return replace(reply, draft=_draft(session, call, now))
        case Ask():
            return reply
        case _:
            assert_never(reply)


def anything_old(session: Session, now: datetime) -> bool:
    """Whether `forget_old` would find anything."""
    since = {"events_since": now - KEPT, "drafts_since": now - DRAFTS_KEPT}
    return any(one.rows(session, since) for one in _anything_old())


@cache
def _anything_old() -> tuple[Prepared, ...]:
    """Asked at every tick, so they are made once."""
    events = select(SeenEvent.key).where(SeenEvent.at < bindparam("events_since")).limit(1)
    drafts = select(Draft.id).where(Draft.at < bindparam("drafts_since")).limit(1)
    return Prepared(events), Prepared(drafts)


def forget_old(session: Session, now: datetime) -> None:
    """Drop what no platform will deliver again, and what nobody came back to correct."""
    session.execute(delete(SeenEvent).where(SeenEvent.at < now - KEPT))
    session.execute(delete(Draft).where(Draft.at < now - DRAFTS_KEPT))


def _stored(reply: Say | Replace) -> dict[str, Any]:
    kind = "replace" if isinstance(reply, Replace) else "say"
    return {"type": kind, "card": card_to_data(reply.card)}


def _draft(session: Session, call: Call, now: datetime) -> str:
    if not isinstance(call, FormSubmission):
        raise TypeError("only a form can come back for correction")
    draft = Draft(
        account=call.person.account,
        form=call.form,
        argument=call.argument,
        values=dict(call.values),
        at=now,
    )
    session.add(draft)
    session.flush()
    return str(draft.id)
