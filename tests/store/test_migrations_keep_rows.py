"""Every migration, up and down, with rows in every table."""

from __future__ import annotations

import pytest

from tests.store.revisions import downgrade, fill_database, revisions, upgrade
from tests.store.rows import State, state

STEPS = revisions()


def only(wider: State, narrower: State) -> State:
    """Of one state the tables and columns that the other has too."""
    return {
        table: [{name: row[name] for name in narrower[table][0]} for row in wider[table]]
        for table in narrower
        if narrower[table]
    }


@pytest.mark.parametrize("revision", STEPS)
def test_a_database_of_each_schema_keeps_its_rows_up_to_the_newest_and_back(
    database_url: str, revision: str
) -> None:
    upgrade(database_url, revision)
    fill_database(database_url)
    before = state(database_url)
    assert before
    assert all(len(rows) == 5 for rows in before.values())
    upgrade(database_url, "head")
    newest = state(database_url)
    assert only(newest, before) == before
    downgrade(database_url, revision)
    assert state(database_url) == before
    upgrade(database_url, "head")
    assert state(database_url) == newest


def test_going_down_step_by_step_loses_only_what_each_step_brought(database_url: str) -> None:
    upgrade(database_url, "head")
    fill_database(database_url)
    for revision in STEPS[-2::-1]:
        before = state(database_url)
        downgrade(database_url, revision)
        after = state(database_url)
        assert after == only(before, after)
    downgrade(database_url, "base")
    assert state(database_url) == {}
    upgrade(database_url, "head")
    assert all(rows == [] for rows in state(database_url).values())
