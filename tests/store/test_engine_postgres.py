from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store import postgres
from bot.store.engine import Store, StoreAway, StoreBusy, open_store
from tests.postgres_server import PostgresServer
from tests.store.tables import Note, Parcel, count, create_tables, increment, note, notes_of

pytestmark = pytest.mark.postgres


@pytest.fixture
async def store(postgres_url: str) -> AsyncIterator[Store]:
    create_tables(postgres_url)
    opened = open_store(postgres_url)
    yield opened
    await opened.close()


def terminate_others(url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stem-bot'")
        )
    engine.dispose()


async def test_two_jobs_that_would_contradict_each_other_are_run_one_after_the_other(store: Store) -> None:
    both_have_read = threading.Barrier(2)
    runs: list[str] = []

    def only_note(words: str) -> Callable[[Session], bool]:
        def job(session: Session) -> bool:
            runs.append(words)
            free = session.scalars(select(Note)).first() is None
            if len(runs) <= 2:
                both_have_read.wait(10)
            if free:
                session.add(Note(words=words))
            return free

        return job

    ended = await asyncio.gather(store.write(only_note("a")), store.write(only_note("b")))
    assert sorted(ended) == [False, True]
    assert sorted(runs[:2]) == ["a", "b"]
    assert len(runs) == 3


async def test_of_two_that_write_the_same_row_the_later_finds_it(store: Store) -> None:
    both_have_read = threading.Barrier(2)
    runs: list[bool] = []

    def once(session: Session) -> int:
        found = session.scalars(select(Parcel).where(Parcel.purpose == "a hello")).first()
        runs.append(found is None)
        if len(runs) <= 2:
            both_have_read.wait(10)
        if found is None:
            found = Parcel(label="A", purpose="a hello")
            session.add(found)
            session.flush()
        return found.id

    first, second = await asyncio.gather(store.write(once), store.write(once))
    assert first == second
    assert runs == [True, True, False]


async def test_a_row_that_is_always_there_is_a_mistake_of_the_job(store: Store) -> None:
    await store.write(note("a"))
    runs: list[str] = []

    def again(session: Session) -> None:
        runs.append("a")
        session.add(Note(words="a"))

    with pytest.raises(IntegrityError, match="note_words_key"):
        await store.write(again)
    assert len(runs) == postgres.TAKEN_ATTEMPTS


async def test_a_deadlock_is_run_again(store: Store) -> None:
    await store.write(lambda session: session.add_all([Note(words="a"), Note(words="b")]))
    both_have_one = threading.Barrier(2)
    runs: list[str] = []

    def lock(first: str, second: str) -> Callable[[Session], str]:
        def job(session: Session) -> str:
            runs.append(first)
            session.scalars(select(Note).where(Note.words == first).with_for_update()).one()
            if len(runs) <= 2:
                both_have_one.wait(10)
            session.scalars(select(Note).where(Note.words == second).with_for_update()).one()
            return first

        return job

    ended = await asyncio.gather(store.write(lock("a", "b")), store.write(lock("b", "a")))
    assert list(ended) == ["a", "b"]
    assert len(runs) == 3


async def test_a_conflict_without_end_is_given_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "ATTEMPTS", 5)
    runs: list[int] = []

    def job(session: Session) -> None:
        runs.append(increment(session))
        session.flush()
        session.execute(text("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$"))

    with pytest.raises(StoreBusy, match="5 times in a row"):
        await store.write(job)
    assert runs == [1] * 5
    assert await store.read(count) == 0


async def test_connections_that_were_cut_while_idle_are_not_noticed(store: Store, postgres_url: str) -> None:
    await asyncio.gather(*(store.write(increment) for _ in range(8)))
    terminate_others(postgres_url)
    assert await store.read(count) == 8
    assert await store.write(increment) == 9


async def test_a_job_whose_connection_is_cut_hears_that_the_database_is_away(
    store: Store, postgres_url: str
) -> None:
    def job(session: Session) -> None:
        increment(session)
        session.flush()
        terminate_others(postgres_url)

    with pytest.raises(StoreAway):
        await store.write(job)
    assert await store.write(increment) == 1


async def test_a_server_that_stops_is_away_until_it_is_back(
    store: Store, postgres_server: PostgresServer, postgres_url: str
) -> None:
    await store.write(note("before"))
    await asyncio.to_thread(postgres_server.stop)
    try:
        ended = await asyncio.gather(
            store.write(note("meanwhile")), store.read(count), return_exceptions=True
        )
    finally:
        await asyncio.to_thread(postgres_server.start)
    assert [type(each) for each in ended] == [StoreAway, StoreAway]
    await asyncio.gather(*(store.write(note(str(number))) for number in range(8)))
    assert notes_of(postgres_url) == {"before", *"01234567"}


async def test_a_missing_database_is_away_and_is_named(postgres_url: str) -> None:
    store = open_store(str(make_url(postgres_url).set(database="nowhere")))
    with pytest.raises(StoreAway, match='"nowhere" does not exist'):
        await store.read(count)
    await store.close()


async def test_a_server_that_went_read_only_is_away_for_writers(store: Store) -> None:
    def standby(session: Session) -> None:
        session.execute(text("SET TRANSACTION READ ONLY"))
        increment(session)

    with pytest.raises(StoreAway, match="read-only"):
        await store.write(standby)


async def test_reading_leaves_no_connection_read_only(store: Store) -> None:
    await asyncio.gather(*(store.read(count) for _ in range(8)))
    values = await asyncio.gather(*(store.write(increment) for _ in range(8)))
    assert sorted(values) == list(range(1, 9))


async def test_transactions_are_serializable(store: Store) -> None:
    def level(session: Session) -> object:
        return session.scalar(text("SHOW transaction_isolation"))

    assert {await store.write(level), await store.read(level)} == {"serializable"}


async def test_the_url_may_set_how_long_to_wait_for_a_connection(postgres_url: str) -> None:
    url = make_url(postgres_url).update_query_dict({"application_name": "replica-2", "connect_timeout": "2"})
    store = open_store(str(url))
    assert await store.read(lambda session: session.scalar(text("SHOW application_name"))) == "replica-2"
    await store.close()
