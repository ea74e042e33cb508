"""Every version keeps its words, and words that change under a version are refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.engine import Store, open_store
from bot.store.instruments import (
    InstrumentsChanged,
    changed_instruments,
    keep_versions,
    version_as_it_was,
    versions_known,
)
from bot.store.models import AgreedState, Goal, InstrumentVersion, Rating
from rubric.fingerprint import fingerprint
from rubric.load import load_library
from rubric.model import Instrument, Library
from tests.builders import Someone, add_goal, add_rating, add_state, add_team
from tests.rubric.versions import indicator, instrument, reworded

NOON = datetime(2026, 11, 30, 17, tzinfo=UTC)
OWN = instrument()


def library(*instruments: Instrument) -> Library:
    return replace(load_library(), instruments={each.id: each for each in instruments})


@pytest.fixture
async def store(migrated_url: str) -> AsyncIterator[Store]:
    opened = open_store(migrated_url)
    yield opened
    await opened.close()


async def keep(store: Store, *instruments: Instrument) -> None:
    await store.write(lambda session: keep_versions(session, library(*instruments), NOON))


async def test_a_version_is_kept_with_its_words_and_starting_again_changes_nothing(store: Store) -> None:
    await keep(store, OWN)
    await keep(store, OWN)
    assert await store.read(lambda session: version_as_it_was(session, "own", "1")) == OWN
    assert await store.read(lambda session: versions_known(session, "own")) == ["1"]


async def test_changed_words_under_the_same_version_are_refused_with_old_and_new(store: Store) -> None:
    await keep(store, OWN)
    changed = reworded(OWN, "A2", 3, "something else")
    with pytest.raises(InstrumentsChanged) as caught:
        await keep(store, changed)
    told = str(caught.value)
    assert "The rubric own has changed, but its file still says version 1." in told
    assert "  A2, level 3, summary\n    was: A2 at High\n    is:  something else\n" in told
    assert 'write version: "2" in the file' in told
    assert "stem-bot rubric diff own@1 own" in told
    assert await store.read(lambda session: version_as_it_was(session, "own", "1")) == OWN


async def test_only_the_first_changes_are_told_and_the_rest_is_counted(store: Store) -> None:
    await keep(store, OWN)
    other = instrument(*(replace(each, title=f"{each.title} now", source="p") for each in OWN.indicators))
    more = replace(other, title="Changed", source="Changed", standard="Changed")
    with pytest.raises(InstrumentsChanged, match="and 2 more"):
        await keep(store, more)


async def test_nothing_of_a_start_is_stored_when_one_rubric_is_refused(store: Store) -> None:
    await keep(store, OWN)
    with pytest.raises(InstrumentsChanged):
        await keep(store, replace(OWN, id="new"), reworded(OWN, "A1", 1, "something else"))
    assert await store.read(lambda session: versions_known(session, "new")) == []


async def test_a_new_version_stands_beside_the_old_one(store: Store) -> None:
    new = replace(reworded(OWN, "A2", 3, "something else"), version="2")
    await keep(store, OWN)
    await keep(store, new)
    assert await store.read(lambda session: versions_known(session, "own")) == ["1", "2"]
    assert await store.read(lambda session: version_as_it_was(session, "own", "1")) == OWN
    assert await store.read(lambda session: changed_instruments(session, library(OWN))) == ()


async def test_a_version_that_is_taken_is_not_proposed(store: Store) -> None:
    for version in ("1", "2"):
        await keep(store, replace(OWN, version=version))
    with pytest.raises(InstrumentsChanged, match='write version: "3"'):
        await keep(store, reworded(OWN, "A1", 1, "something else"))
    named = replace(OWN, id="named", version="spring")
    await keep(store, named)
    with pytest.raises(InstrumentsChanged, match='write version: "spring-2"'):
        await keep(store, reworded(named, "A1", 1, "something else"))


async def test_rows_of_before_get_the_fingerprint_of_the_words_that_are_seen_first(store: Store) -> None:
    packaged = load_library().instrument("engaged-stem-community")

    def before(session: Session) -> None:
        add_team(session, (Someone("pat", ("slack",)),))
        add_rating(session, "pat", "EC1.Leaders1", 3)
        add_state(session, "EC1.Leaders1", 2, date(2026, 9, 14), people=6)
        add_goal(session, "EC1.Leaders1", 4, date(2027, 5, 1))
        add_rating(session, "pat", "EC1.Leaders1", 3).version = "0"
        add_rating(session, "pat", "EC1.Leaders1", 3).fingerprint = "0" * 64

    await store.write(before)
    await keep(store, packaged)

    def marks(session: Session) -> list[tuple[str, str | None]]:
        marked = (select(table.version, table.fingerprint) for table in (Rating, AgreedState, Goal))
        return [(version, mark) for each in marked for version, mark in session.execute(each)]

    right = ("1", fingerprint(packaged))
    wanted = [("0", None), ("1", "0" * 64), right, right, right]
    assert sorted(await store.read(marks), key=str) == sorted(wanted, key=str)


async def test_what_is_stored_can_be_read_by_others(store: Store) -> None:
    await keep(store, instrument(indicator("Ü1", aliases=["ü 1"])))

    def content(session: Session) -> tuple[str, object]:
        row = session.scalars(select(InstrumentVersion)).one()
        return row.fingerprint, row.content["indicators"][0]["aliases"]

    kept, aliases = await store.read(content)
    assert (len(kept), aliases) == (64, ["ü 1"])
