"""The team whose tasks the tests follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.store.models import Person
from tests.builders import Someone, add_team
from tests.town import Somebody, Town

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


async def settle_team(town: Town, platform: str) -> Callable[[str], Somebody]:
    """A facilitator, adults with tasks, and two students with an adviser; gives them by name."""
    people = (
        Someone("fay", (platform,), ("instructional-coach",), permission="facilitator"),
        Someone("cora", (platform,), ("teacher",)),
        Someone("pat", (platform,), ("building-administration",)),
        Someone("sam", (platform,), ("student-leader",), adviser="cora"),
        Someone("stella", (platform,), ("student-leader",), adviser="cora", agreed=False),
        Someone("nora", (platform,), ("teacher",), permission="observer"),
    )
    await town.tell(lambda session: add_team(session, people))
    return lambda name: town.person(name, platform)


def person_id(session: Session, name: str) -> int:
    return session.scalars(select(Person.id).where(Person.name == name)).one()
