"""Fixtures: a fresh SQLite file, and a fresh database on a real PostgreSQL server.

Where that server cannot run, its tests are skipped and say why; with CI or STEM_BOT_REQUIRE_ALL they fail.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.store.migrate import migrate
from tests.postgres_server import PostgresServer, PostgresUnavailable

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A server for all tests of this process."""
    # The name of a socket has about a hundred characters, pytest's own folders are deeper than that.
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        try:
            server = PostgresServer(Path(folder))
        except (PostgresUnavailable, OSError) as error:
            unavailable(f"PostgreSQL cannot run here: {error}")
        yield server
        server.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Where an SQLite file may come to be."""
    return f"sqlite:///{tmp_path / 'stem-bot.db'}"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """An empty PostgreSQL database."""
    url = postgres_server.new_database()
    yield url
    postgres_server.drop_database(url)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no rows, to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "stem-bot.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_template(postgres_server: PostgresServer) -> str:
    """The name of a PostgreSQL database with all tables and no rows, to be copied."""
    url = postgres_server.new_database()
    migrate(url)
    return str(make_url(url).database)


@pytest.fixture
def migrated_sqlite_url(sqlite_url: str, migrated_file: Path) -> str:
    """An SQLite file with all tables and no rows."""
    shutil.copyfile(migrated_file, str(make_url(sqlite_url).database))
    return sqlite_url


@pytest.fixture
def migrated_postgres_url(postgres_server: PostgresServer, migrated_template: str) -> Iterator[str]:
    """A PostgreSQL database with all tables and no rows."""
    url = postgres_server.new_database(migrated_template)
    yield url
    postgres_server.drop_database(url)


@pytest.fixture(params=BOTH)
def migrated_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind in turn, with all tables and no rows."""
    return str(request.getfixturevalue(f"migrated_{request.param}_url"))


def unavailable(why: str) -> None:
    """Skip for a reason that a person understands, or fail where everything has to run."""
    if os.environ.get("CI") or os.environ.get("STEM_BOT_REQUIRE_ALL"):
        pytest.fail(why)
    pytest.skip(why)
