from __future__ import annotations

import asyncio
import threading

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from bot.store.engine import Store, StoreAway, StoreProblem, open_store
from tests.store.tables import Counter, Note, count, create_tables, increment, note, notes_of, refuse


async def test_increments_at_once_lose_nothing(store: Store) -> None:
    values = await asyncio.gather(*(store.write(increment) for _ in range(100)))
    assert sorted(values) == list(range(1, 101))
    assert await store.read(count) == 100


async def test_a_caller_hears_back_only_when_everybody_can_see_it(store: Store, database_url: str) -> None:
    async def write_and_look(words: str) -> bool:
        await store.write(note(words))
        return words in notes_of(database_url)

    seen = await asyncio.gather(*(write_and_look(f"note {number}") for number in range(20)))
    assert all(seen)


async def test_a_job_that_fails_fails_alone_and_leaves_nothing(store: Store, database_url: str) -> None:
    jobs = (store.write(refuse) if number == 5 else store.write(note(str(number))) for number in range(10))
    ended = await asyncio.gather(*jobs, return_exceptions=True)
    assert [type(each) for each in ended] == [str] * 5 + [LookupError] + [str] * 4
    assert notes_of(database_url) == set("012346789")


async def test_a_broken_constraint_is_the_error_of_its_own_job(store: Store, database_url: str) -> None:
    ended = await asyncio.gather(*(store.write(note(each)) for each in "abcabd"), return_exceptions=True)
    assert sorted(type(each).__name__ for each in ended) == ["IntegrityError"] * 2 + ["str"] * 4
    assert notes_of(database_url) == set("abcd")


async def test_reading_refuses_changes(store: Store, database_url: str) -> None:
    with pytest.raises(DBAPIError, match=r"read-?only"):
        await store.read(note("from a reader"))
    await store.write(note("from a writer"))
    assert notes_of(database_url) == {"from a writer"}


async def test_reading_does_not_wait_for_a_writer(store: Store) -> None:
    began, go_on = threading.Event(), threading.Event()

    def slow(session: Session) -> int:
        value = increment(session)
        session.flush()
        began.set()
        assert go_on.wait(10)
        return value

    writing = asyncio.create_task(store.write(slow))
    await asyncio.to_thread(began.wait, 10)
    meanwhile = await asyncio.wait_for(store.read(count), 20)
    go_on.set()
    assert (meanwhile, await writing) == (0, 1)


async def test_closing_finishes_what_was_handed_in(store: Store, database_url: str) -> None:
    writing = [asyncio.create_task(store.write(note(str(number)))) for number in range(50)]
    await asyncio.sleep(0)
    await store.close()
    assert len(notes_of(database_url)) == 50
    assert len(await asyncio.gather(*writing)) == 50


async def test_a_closed_store_is_away_and_may_be_closed_again(store: Store) -> None:
    await store.close()
    await store.close()
    with pytest.raises(StoreAway, match="closed"):
        await store.write(increment)
    with pytest.raises(StoreAway, match="closed"):
        await store.read(count)


async def test_callers_that_give_up_do_not_disturb_the_others(store: Store) -> None:
    writing = [asyncio.create_task(store.write(increment)) for _ in range(40)]
    await asyncio.sleep(0)
    for task in writing[::2]:
        task.cancel()
    ended = await asyncio.gather(*writing, return_exceptions=True)
    assert all(isinstance(value, int) for value in ended[1::2])
    assert 20 <= await store.write(count) <= 40


async def test_a_job_may_undo_a_part_of_its_work(store: Store, database_url: str) -> None:
    await store.write(note("taken"))

    def job(session: Session) -> None:
        session.add(Note(words="kept"))
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(Note(words="taken"))

    await store.write(job)
    assert notes_of(database_url) == {"taken", "kept"}


async def test_a_job_that_hides_a_broken_constraint_stores_nothing(store: Store, database_url: str) -> None:
    await store.write(note("taken"))

    def job(session: Session) -> None:
        session.add(Note(words="before"))
        session.flush()
        session.add(Note(words="taken"))
        with pytest.raises(IntegrityError):
            session.flush()

    ended = await asyncio.gather(
        *(store.write(each) for each in (note("a"), job, note("b"), job)), return_exceptions=True
    )
    assert [isinstance(each, RuntimeError) for each in ended] == [False, True, False, True]
    assert notes_of(database_url) == {"taken", "a", "b"}


async def test_a_job_that_hides_a_failed_statement_is_stored_or_refused(
    store: Store, database_url: str
) -> None:
    await store.write(note("taken"))

    def job(session: Session) -> None:
        session.execute(insert(Note).values(words="before"))
        with pytest.raises(IntegrityError):
            session.execute(insert(Note).values(words="taken"))

    (error,) = await asyncio.gather(store.write(job), return_exceptions=True)
    stored = "before" in notes_of(database_url)
    # SQLite undoes the statement, PostgreSQL the transaction; neither may claim the other.
    assert stored == (error is None) == (store.dialect == "sqlite")


@pytest.mark.parametrize("ending", [Session.commit, Session.rollback])
async def test_a_job_does_not_end_its_transaction(store: Store, ending: object) -> None:
    def job(session: Session) -> None:
        increment(session)
        getattr(session, ending.__name__)()  # type: ignore[attr-defined]

    with pytest.raises(RuntimeError, match="a job does not"):
        await store.write(job)
    assert await store.read(count) == 0


async def test_rows_that_a_job_loaded_stay_readable(store: Store) -> None:
    counter = await store.write(lambda session: session.scalars(select(Counter)).one())
    assert counter.value == 0


async def test_a_forgotten_default_of_next_does_not_leave_the_caller_waiting(store: Store) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(store.write(lambda _session: next(iter(()))), 20)


async def test_the_dialect_is_told(store: Store, database_url: str) -> None:
    assert database_url.startswith(store.dialect)


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("mysql://localhost/x", "begins with 'mysql:'"),
        ("postgresql://localhost/x", "begins with 'postgresql:'"),
        ("sqlite+aiosqlite:///x.db", "begins with 'sqlite[+]aiosqlite:'"),
        ("stem-bot.db", "cannot be read"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///x.db?mode=ro", "no options"),
    ],
)
def test_other_urls_are_refused_with_an_example(url: str, what: str) -> None:
    with pytest.raises(StoreProblem, match=f"{what}.*[.] Write sqlite:///"):
        open_store(url)


def test_a_relative_file_lies_in_the_folder_where_one_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, elsewhere = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(folder)
    store = open_store("sqlite:///stem-bot.db")
    monkeypatch.chdir(elsewhere)
    create_tables(f"sqlite:///{folder / 'stem-bot.db'}")

    async def use() -> int:
        await store.write(increment)
        value = await store.read(count)
        await store.close()
        return value

    assert asyncio.run(use()) == 1
    assert list(elsewhere.iterdir()) == []
