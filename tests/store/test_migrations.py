from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, create_mock_engine, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.store.engine import StoreAway, StoreProblem
from bot.store.migrate import migrate, schema_state
from bot.store.models import Base
from bot.store.schema import has_newest_schema, newest_schema

ROOT = Path(__file__).parents[2]
MIGRATE = "import sys; from bot.store.migrate import migrate; print(migrate(sys.argv[1]))"


def run(url: str, *statements: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def partial_indexes(url: str) -> dict[str, str]:
    """The condition of each index of some rows that the models make on such a database."""
    made: list[str] = []
    dialect = make_url(url).get_dialect()()
    engine = create_mock_engine(url, lambda ddl, *_, **__: made.append(str(ddl.compile(dialect=dialect))))
    Base.metadata.create_all(engine, checkfirst=False)
    partial = [one for one in made if " INDEX " in one and " WHERE " in one]
    return {one.split(" INDEX ")[1].split()[0]: one.split(" WHERE ")[1] for one in partial}


def test_an_empty_database_gets_all_tables(database_url: str) -> None:
    before = schema_state(database_url)
    assert not has_newest_schema(database_url)
    revision = migrate(database_url)
    after = schema_state(database_url)
    assert has_newest_schema(database_url)
    assert newest_schema() == revision
    assert (before.current, before.ready, before.newer) == (None, False, False)
    assert (after.current, after.head, after.ready) == (revision, revision, True)
    assert tables(database_url) == {*Base.metadata.tables, "alembic_version"}


@pytest.mark.parametrize(
    "unneeded",
    [
        "alembic",
        "babel.messages",
        "bot.charts.data",
        "bot.features.digest.gather",
        "sqlalchemy.dialects.postgresql",
    ],
)
def test_a_start_on_a_file_that_needs_no_migration_does_not_load(unneeded: str) -> None:
    looked = f"import sys, bot.cli.run, bot.app; print({unneeded!r} in sys.modules)"
    found = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", looked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "False"


def test_an_index_is_about_the_same_rows_on_both_databases() -> None:
    on_a_file, on_a_server = (partial_indexes(url) for url in ("sqlite://", "postgresql+psycopg://"))
    assert on_a_file == on_a_server
    assert on_a_file["ix_delivery_waits_for"] == "waits_for IS NOT NULL"


def test_the_migrations_make_the_tables_that_the_models_describe(migrated_url: str) -> None:
    engine = create_engine(migrated_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def test_migrating_twice_leaves_rows_alone(database_url: str) -> None:
    revision = migrate(database_url)
    run(database_url, "INSERT INTO seen_event (key, at) VALUES ('E1', '2026-03-02 09:00:00')")
    assert migrate(database_url) == revision
    engine = create_engine(database_url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT key FROM seen_event").scalars().all() == ["E1"]
    engine.dispose()


def test_ratings_of_before_fingerprints_stay_as_they_were(database_url: str) -> None:
    first = Config()
    first.set_main_option("script_location", str(ROOT / "migrations"))
    engine = create_engine(database_url)
    with engine.begin() as connection:
        first.attributes["connection"] = connection
        command.upgrade(first, "0001")
    run(
        database_url,
        "INSERT INTO person (name, zone, locale) VALUES ('Pat', 'UTC', 'en')",
        "INSERT INTO team (id, name, zone, locale, instrument, settings) "
        "VALUES ('slt', 'SLT', 'UTC', 'en', 'own', '{}')",
        "INSERT INTO rating (team_id, person_id, instrument, version, indicator, answer, level, evidence, "
        "given_at, through) "
        "VALUES ('slt', 1, 'own', '1', 'A1', 'level', 3, '', '2026-03-02 09:00:00', 'slack')",
    )
    assert migrate(database_url) == schema_state(database_url).head
    with engine.begin() as connection:
        kept = connection.exec_driver_sql("SELECT instrument, version, fingerprint, level FROM rating").one()
        assert tuple(kept) == ("own", "1", None, 3)
        first.attributes["connection"] = connection
        command.downgrade(first, "0001")
    assert "instrument_version" not in tables(database_url)
    engine.dispose()


def test_processes_that_migrate_at_once_from_any_folder_wait_for_each_other(
    database_url: str, tmp_path: Path
) -> None:
    started = [
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-W", "error", "-c", MIGRATE, database_url],
            cwd=tmp_path,
            env={"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    ended = [(*process.communicate(timeout=60), process.returncode) for process in started]
    head = schema_state(database_url).head
    assert ended == [(f"{head}\n", "", 0)] * 3


def test_a_database_of_a_newer_program_is_refused_and_left_alone(migrated_url: str) -> None:
    run(migrated_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreProblem, match=r"schema 9999.*newer version.*Nothing was changed"):
        migrate(migrated_url)
    assert schema_state(migrated_url).current == "9999"
    assert schema_state(migrated_url).newer


def test_a_migration_that_fails_halfway_leaves_nothing_behind(database_url: str) -> None:
    run(database_url, "CREATE TABLE team (stranger INTEGER)")
    with pytest.raises(DBAPIError, match="exists"):
        migrate(database_url)
    assert tables(database_url) == {"team"}
    run(database_url, "DROP TABLE team")
    migrate(database_url)
    assert schema_state(database_url).ready


def test_rows_that_a_migration_would_leave_dangling_stop_it(sqlite_url: str) -> None:
    run(
        sqlite_url,
        "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
        "CREATE TABLE child (parent_id INTEGER REFERENCES parent (id))",
        "INSERT INTO child VALUES (7)",
    )
    with pytest.raises(StoreProblem, match="a row of child would refer to a row of parent"):
        migrate(sqlite_url)
    assert tables(sqlite_url) == {"parent", "child"}


def test_to_ask_for_the_schema_makes_no_file(sqlite_url: str, tmp_path: Path) -> None:
    assert schema_state(sqlite_url).current is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_a_server_that_is_not_there_is_away(tmp_path: Path) -> None:
    with pytest.raises(StoreAway):
        migrate(f"postgresql+psycopg://postgres@/test?host={tmp_path}")
