"""The lease as the database has it: who holds it, until when by the database's own clock, under which number.

Every function is a job of one short transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.store.models import Lease
from bot.store.models.base import Instant

LEASE = timedelta(seconds=8)

# Whether somebody who does not hold the lease takes it: only if it is free or offered, even from another's
# hands, or not this time.
Taking = Literal["if-free", "by-force", "not-now"]
# How far the next holder is: there is none yet, it has taken the lease, it has begun.
Successor = Literal["nobody", "coming", "ready"]


@dataclass(frozen=True, slots=True)
class Claim:
    """Who asks for which lease; `fence` is the number under which it held it last, 0 if it never did."""

    name: str
    holder: str
    fence: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to the lease: the number under which it holds it (0: it does not).

    `free_in`: seconds after which the lease of somebody else runs out, if it is not renewed.
    """

    fence: int
    free_in: float = 0.0


def stand(session: Session, claim: Claim, *, ready: bool, taking: Taking = "if-free") -> Standing:
    """Renew the lease, or take it, or note that somebody stands by."""
    row = _locked(session, claim.name)
    now = database_time(session)
    if row is None:
        session.add(Lease(**_new(claim, 1, now), name=claim.name, awaited_until=None))
        return Standing(1)
    if row.holder == claim.holder and row.fence == claim.fence:
        row.until, row.ready = now + LEASE, ready
    elif taking == "by-force" or (taking == "if-free" and (row.offered or row.until <= now)):
        for column, value in _new(claim, row.fence + 1, now).items():
            setattr(row, column, value)
    else:
        row.awaited_until = now + LEASE
        return Standing(0, (row.until - now).total_seconds())
    return Standing(row.fence)


def is_held(session: Session, claim: Claim) -> bool:
    """Whether nobody has taken the lease since; one that ran out and was not taken is still held."""
    row = session.get(Lease, claim.name)
    return row is not None and (row.holder, row.fence) == (claim.holder, claim.fence)


def offer(session: Session, claim: Claim) -> bool:
    """Let the next one take over at once; False when nobody stands by, or the lease is lost already."""
    row = _locked(session, claim.name)
    if row is None or not is_held(session, claim):
        return False
    row.offered = row.awaited_until is not None and row.awaited_until > database_time(session)
    return row.offered


def successor(session: Session, claim: Claim) -> Successor:
    """How far the next holder is."""
    if is_held(session, claim):
        return "nobody"
    row = session.get(Lease, claim.name)
    return "ready" if row is not None and row.ready else "coming"


def let_go(session: Session, claim: Claim) -> None:
    """End the lease, if it is still held."""
    row = _locked(session, claim.name)
    if row is not None and is_held(session, claim):
        row.until, row.ready, row.offered = database_time(session), False, False


def database_time(session: Session) -> datetime:
    """The instant by the database's clock, which does not stand still within a transaction (UTC, aware)."""
    if session.get_bind().dialect.name == "sqlite":
        said = session.scalars(select(func.strftime("%Y-%m-%dT%H:%M:%f+00:00", "now"))).one()
        return datetime.fromisoformat(said)
    return session.scalars(select(func.clock_timestamp(type_=Instant))).one()


def _locked(session: Session, name: str) -> Lease | None:
    return session.scalar(select(Lease).where(Lease.name == name).with_for_update())


def _new(claim: Claim, fence: int, now: datetime) -> dict[str, object]:
    return {
        "holder": claim.holder,
        "fence": fence,
        "until": now + LEASE,
        "ready": False,
        "offered": False,
    }
