"""Rows whose ids are known before they are written, on each database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from bot.store.engine import Store, open_store
from bot.store.models import Person
from bot.store.new_rows import next_ids
from bot.store.prepared import Prepared

_PERSON: Table = Person.__table__  # type: ignore[assignment]
NAMES = ("id", "name", "zone", "locale", "own_days", "locale_chosen")
WRITTEN = Prepared(insert(_PERSON), NAMES)


@pytest.fixture
async def store(migrated_url: str) -> AsyncIterator[Store]:
    opened = open_store(migrated_url)
    yield opened
    await opened.close()


def named(name: str) -> Person:
    return Person(name=name, zone="UTC", locale="en")


def row(id_: int, name: str) -> dict[str, Any]:
    return {"id": id_, "name": name, "zone": "UTC", "locale": "en", "own_days": "", "locale_chosen": False}


def write(session: Session, *names: str) -> list[int]:
    ids = next_ids(session, Person, len(names))
    WRITTEN.each(session, [row(id_, name) for id_, name in zip(ids, names, strict=True)])
    return list(ids)


async def test_rows_get_the_ids_that_were_told_and_the_database_counts_on_behind_them(store: Store) -> None:
    def job(session: Session) -> list[int]:
        session.add(named("before"))
        told = write(session, "Pat", "Cora")
        session.add(named("after"))
        session.flush()
        assert [*told] == list(session.scalars(select(Person.id).where(Person.name.in_(("Pat", "Cora")))))
        return list(session.scalars(select(Person.id).order_by(Person.id)))

    first = await store.write(job)
    assert len(set(first)) == 4
    assert first == sorted(first)
    second = await store.write(lambda session: write(session, "Lee"))
    assert second[0] > first[-1]


async def test_nobody_is_told_an_id_that_another_was_told(store: Store) -> None:
    first = await store.write(lambda session: write(session, "Pat", "Cora"))
    second = await store.write(lambda session: write(session, "Lee", "Fay"))
    assert not {*first} & {*second}
    assert await store.write(lambda session: list(next_ids(session, Person, 0))) == []
