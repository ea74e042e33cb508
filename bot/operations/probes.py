"""The two questions of whoever keeps the process running: whether it lives, and whether it can work."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Text, column, select, table
from sqlalchemy.orm import Session

from bot.chat.link import Link, LinkState
from bot.store.engine import Store, StoreAway

# A tick a second is the rule; a long one writes thousands of rows, and a database that is away takes a while
# to say so.
TICK_AGE = 60.0
# Whoever asks waits no longer than that for the database, seconds.
PATIENCE = 3.0


class Clockwork(Protocol):
    """What ticks."""

    @property
    def age(self) -> float:
        """Seconds since the last tick ended; 0 before the first."""


class Linked(Protocol):
    """A platform's connection."""

    @property
    def platform(self) -> str:
        """Its name."""

    @property
    def link(self) -> Link:
        """How it stands."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, and what each part of it rests on, in words without ids."""

    well: bool
    parts: Mapping[str, str]


def alive(clockwork: Clockwork) -> Verdict:
    """Whether the clock ticks; that this is answered at all shows that the event loop runs."""
    age = clockwork.age
    return Verdict(age < TICK_AGE, {"clock": f"ticked {age:.0f} s ago"})


async def ready(store: Store, head: str, connections: Sequence[Linked]) -> Verdict:
    """Whether the database answers with the schema `head`, and no platform is away."""
    database = await database_answers(store, head)
    links = {each.platform: each.link.state for each in connections}
    well = database == "ok" and LinkState.AWAY not in links.values()
    return Verdict(well, {"database": database, **links})


async def database_answers(store: Store, head: str) -> str:
    """`ok`, or what is wrong with the database."""
    try:
        async with asyncio.timeout(PATIENCE):
            schema = await store.read(_schema)
    except (StoreAway, TimeoutError):
        return "away"
    return "ok" if schema == head else f"has the schema {schema}, not {head}"


def _schema(session: Session) -> str | None:
    return session.scalars(select(column("version_num", Text)).select_from(table("alembic_version"))).first()
