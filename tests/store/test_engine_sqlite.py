from __future__ import annotations

import asyncio
import shutil
import sqlite3
import threading
from collections import Counter as Tally
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store import sqlite_file
from bot.store.engine import Store, StoreAway, StoreProblem, open_store
from tests.store.tables import count, create_tables, increment, note, notes_of, refuse


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(str(make_url(sqlite_url).database))


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    create_tables(sqlite_url)
    opened = open_store(sqlite_url)
    yield opened
    await opened.close()


@pytest.fixture
def seen() -> Iterator[Tally[str]]:
    """How often a transaction ended, on whatever connection."""
    tally: Tally[str] = Tally()
    listeners: dict[str, Callable[..., None]] = {
        "commit": lambda _connection: tally.update(["commit"]),
        "rollback": lambda _connection: tally.update(["rollback"]),
    }
    for name, listener in listeners.items():
        event.listen(Engine, name, listener)
    yield tally
    for name, listener in listeners.items():
        event.remove(Engine, name, listener)


def note_and_refuse(session: Session) -> None:
    note("never")(session)
    session.flush()
    refuse(session)


async def while_busy(store: Store, jobs: list[Callable[[Session], object]]) -> list[object]:
    """How jobs end that all wait while another has the writer."""
    began, go_on = threading.Event(), threading.Event()

    def busy(_session: Session) -> None:
        began.set()
        assert go_on.wait(10)

    first = asyncio.create_task(store.write(busy))
    await asyncio.to_thread(began.wait, 10)
    waiting = [asyncio.create_task(store.write(job)) for job in jobs]
    await asyncio.sleep(0)
    go_on.set()
    await first
    return list(await asyncio.gather(*waiting, return_exceptions=True))


async def test_callers_that_wait_share_commits_of_at_most_32(store: Store, seen: Tally[str]) -> None:
    ended = await while_busy(store, [increment] * 70)
    assert ended == list(range(1, 71))
    # The busy one alone; then 32, 32 and 6.
    assert seen == {"commit": 4}


async def test_a_failing_member_undoes_only_itself(store: Store, sqlite_url: str, seen: Tally[str]) -> None:
    ended = await while_busy(store, [note("a"), refuse, note_and_refuse, note("b")])
    assert [type(each).__name__ for each in ended] == ["str", "LookupError", "LookupError", "str"]
    # The busy one alone, then all of them together.
    assert seen == {"commit": 2}
    assert notes_of(sqlite_url) == {"a", "b"}


async def test_what_the_database_refuses_undoes_only_its_own_work(store: Store, sqlite_url: str) -> None:
    ended = await while_busy(store, [note("a"), note("a"), note("b")])
    assert [type(each).__name__ for each in ended] == ["str", "IntegrityError", "str"]
    assert notes_of(sqlite_url) == {"a", "b"}


async def test_callers_of_several_event_loops_are_told_each_in_its_own(store: Store, sqlite_url: str) -> None:
    began, go_on = threading.Event(), threading.Event()

    def busy(_session: Session) -> None:
        began.set()
        assert go_on.wait(10)

    def elsewhere(words: str) -> str:
        return asyncio.run(asyncio.wait_for(store.write(note(words)), 10))

    def and_gone(words: str) -> None:
        with asyncio.Runner() as runner, suppress(TimeoutError):
            runner.run(asyncio.wait_for(asyncio.shield(store.write(note(words))), 0.05))

    first = asyncio.create_task(store.write(busy))
    await asyncio.to_thread(began.wait, 10)
    # This one does not wait for its answer: its loop is closed when it comes.
    await asyncio.to_thread(and_gone, "gone")
    there, here = asyncio.to_thread(elsewhere, "there"), store.write(note("here"))
    told = asyncio.gather(there, here)
    await asyncio.sleep(0.1)
    go_on.set()
    await first
    assert list(await told) == ["there", "here"]
    assert notes_of(sqlite_url) >= {"there", "here"}


async def test_a_group_whose_commit_fails_is_run_again_one_by_one(store: Store, sqlite_url: str) -> None:
    runs: Tally[str] = Tally()
    await store.write(
        lambda session: session.execute(
            text("CREATE TABLE child (parent INTEGER REFERENCES counter DEFERRABLE INITIALLY DEFERRED)")
        ).close()
    )

    def orphan(session: Session) -> None:
        runs.update(["orphan"])
        session.execute(text("INSERT INTO child VALUES (99)"))

    def good(session: Session) -> str:
        runs.update(["good"])
        return note("good")(session)

    ended = await while_busy(store, [good, orphan])
    assert ended[0] == "good"
    assert isinstance(ended[1], IntegrityError)
    assert runs == {"good": 2, "orphan": 2}
    assert notes_of(sqlite_url) == {"good"}


async def test_a_full_disk_is_away_for_whom_it_hits_and_all_others_are_stored(
    store: Store, sqlite_url: str
) -> None:
    def limit(session: Session) -> None:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages + 4}"))

    await store.write(limit)
    ended = await while_busy(store, [note("a"), note("much " * 20_000), note("b")])
    assert [type(each) for each in ended] == [str, StoreAway, str]
    assert notes_of(sqlite_url) == {"a", "b"}


async def test_a_file_that_is_deleted_is_away_until_it_is_back(store: Store, file: Path) -> None:
    await store.write(increment)
    await store.read(count)
    backup = file.with_suffix(".backup")
    with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(backup)) as new:
        old.backup(new)
    for each in file.parent.glob("stem-bot.db*"):
        each.unlink()
    with pytest.raises(StoreAway, match="gone"):
        await store.write(increment)
    with pytest.raises(StoreAway, match="gone"):
        await store.read(count)
    assert [each.name for each in file.parent.iterdir()] == [backup.name]
    shutil.copyfile(backup, file)
    assert await store.write(increment) == 2
    assert await store.read(count) == 2


async def test_a_file_that_another_process_locks_is_away_for_all_who_wait(
    store: Store, file: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ended = await asyncio.wait_for(
            asyncio.gather(*(store.write(note(str(number))) for number in range(32)), return_exceptions=True),
            timeout=2,
        )
        assert [type(each) for each in ended] == [StoreAway] * 32
        assert "locked" in str(ended[0])
        assert await store.read(count) == 0
        other.execute("ROLLBACK")
    assert await store.write(note("later")) == "later"
    assert notes_of(sqlite_url) == {"later"}


async def test_what_is_committed_is_on_the_disk(store: Store) -> None:
    def settings(session: Session) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [session.scalar(text(f"PRAGMA {name}")) for name in names]

    assert await store.write(settings) == ["wal", 2, 1]


async def test_a_transaction_that_reads_first_is_already_the_only_writer(store: Store, file: Path) -> None:
    def job(session: Session) -> int:
        count(session)
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
            with pytest.raises(sqlite3.OperationalError) as refused:
                other.execute("BEGIN IMMEDIATE")
            return refused.value.sqlite_errorcode

    assert await store.write(job) == sqlite3.SQLITE_BUSY


def test_a_new_file_is_for_its_owner_only(sqlite_url: str, file: Path) -> None:
    asyncio.run(open_store(sqlite_url).close())
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_no_database_is_refused(sqlite_url: str, file: Path) -> None:
    file.write_text("Dear diary, " * 100)
    with pytest.raises(StoreProblem, match=r"is not an SQLite database[.] Name another file"):
        open_store(sqlite_url)
    assert file.read_text().startswith("Dear diary")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match=r"nowhere/x[.]db cannot be opened.*Create its folder"):
        open_store(f"sqlite:///{tmp_path}/nowhere/x.db")
