"""A new database of each kind with all tables: a file on this disk, and PostgreSQL where the wheel has it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.printing import say
from bot.store.migrate import migrate
from tests.postgres_server import PostgresServer, PostgresUnavailable


@contextmanager
def new_databases() -> Iterator[dict[str, str]]:
    """Their URLs by kind; they are gone after the block."""
    with ExitStack() as stack:
        urls = {"SQLite": f"sqlite:///{Path(stack.enter_context(_folder())) / 'bench.db'}"}
        try:
            server = PostgresServer(Path(stack.enter_context(_folder())))
        except (PostgresUnavailable, OSError) as error:
            say({"left_out": "PostgreSQL", "why": str(error)})
        else:
            stack.callback(server.close)
            urls["PostgreSQL"] = server.new_database()
        for url in urls.values():
            migrate(url)
        yield urls


def _folder() -> tempfile.TemporaryDirectory[str]:
    # The name of a socket has about a hundred characters.
    return tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
