from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Column, DateTime, MetaData, Table, create_engine, insert, select
from sqlalchemy.exc import StatementError

from bot.store.models.base import Instant

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MOMENTS = Table("moment", MetaData(), Column("ours", Instant), Column("library", DateTime))


def kept(file: Path, *moments: datetime | None) -> list[datetime | None]:
    """What comes back of instants that were stored in a file, ours beside the library's own."""
    engine = create_engine(f"sqlite:///{file}")
    MOMENTS.metadata.create_all(engine)
    with engine.begin() as connection:
        for moment in moments:
            plain = moment and moment.astimezone(UTC).replace(tzinfo=None)
            connection.execute(insert(MOMENTS).values(ours=moment, library=plain))
        found = list(connection.scalars(select(MOMENTS.c.ours)))
    engine.dispose()
    return found


def texts(file: Path) -> list[tuple[str | None, str | None]]:
    connection = sqlite3.connect(file)
    found = connection.execute("SELECT ours, library FROM moment").fetchall()
    connection.close()
    return found


def test_an_instant_comes_back_in_utc(tmp_path: Path) -> None:
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    split = NOON + timedelta(microseconds=7)
    found = kept(tmp_path / "moments.db", NOON, tokyo, split, None)
    assert found == [NOON, NOON, split, None]
    assert all(one.tzinfo is UTC for one in found if one)


def test_a_file_has_the_very_text_that_the_library_writes(tmp_path: Path) -> None:
    file = tmp_path / "moments.db"
    kept(file, NOON, NOON.astimezone(timezone(timedelta(hours=-4))), NOON + timedelta(microseconds=7), None)
    assert [ours for ours, _ in texts(file)] == [library for _, library in texts(file)]
    assert texts(file)[0][0] == "2026-03-02 12:00:00.000000"


def test_an_instant_without_a_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StatementError, match="an instant needs a zone"):
        kept(tmp_path / "moments.db", NOON.replace(tzinfo=None))


def test_a_zone_in_the_text_is_believed(tmp_path: Path) -> None:
    file = tmp_path / "moments.db"
    kept(file)
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO moment (ours) VALUES ('2026-03-02 14:00:00+02:00')")
    connection.close()
    assert kept(file) == [NOON]
