from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import BigInteger, Float, Table, bindparam, cast, event, insert, select, update
from sqlalchemy.exc import IntegrityError, PendingRollbackError
from sqlalchemy.orm import Session, object_session

from bot.store.changes import changed_tables
from bot.store.engine import Store, open_store
from bot.store.loaded import columns_of, loaded, not_stored
from bot.store.models import Person, SeenEvent, Team
from bot.store.prepared import Prepared

_SEEN: Table = SeenEvent.__table__  # type: ignore[assignment]
_PERSON: Table = Person.__table__  # type: ignore[assignment]
REMEMBER = Prepared(insert(_SEEN))
RECALL = Prepared(select(_SEEN.c.reply, _SEEN.c.at).where(_SEEN.c.key == bindparam("wanted")))
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
AMONG = Prepared(
    select(_SEEN.c.key, _SEEN.c.at)
    .where(_SEEN.c.key.in_(bindparam("wanted", expanding=True)), _SEEN.c.at >= bindparam("since"))
    .order_by(_SEEN.c.key),
    lists=("wanted",),
)
PEOPLE = Prepared(select(*columns_of(Person)).order_by(_PERSON.c.id))


@pytest.fixture
async def store(migrated_url: str) -> AsyncIterator[Store]:
    opened = open_store(migrated_url)
    yield opened
    await opened.close()


def remember(session: Session, key: str, at: datetime = NOON, reply: dict[str, Any] | None = None) -> int:
    return REMEMBER.run(session, {"key": key, "reply": reply, "at": at})


async def test_values_go_in_and_come_out_as_python_has_them(store: Store) -> None:
    reply = {"type": "say", "card": [1, None, "ü"]}
    local = NOON.astimezone(timezone(timedelta(hours=9)))

    def job(session: Session) -> None:
        assert remember(session, "a", local, reply) == 1
        assert RECALL.rows(session, {"wanted": "a"}) == [(reply, NOON)]
        assert RECALL.rows(session, {"wanted": "b"}) == []
        # SQLAlchemy itself reads the very same.
        assert session.get_one(SeenEvent, "a").reply == reply

    await store.write(job)


async def test_it_sees_what_the_session_has_not_written_yet(store: Store) -> None:
    def job(session: Session) -> list[Any]:
        session.add(SeenEvent(key="a", reply=None, at=NOON))
        return RECALL.rows(session, {"wanted": "a"})

    assert await store.write(job) == [(None, NOON)]


async def test_changes_are_counted_and_tables_noted(store: Store) -> None:
    later = Prepared(update(_SEEN).where(_SEEN.c.at == bindparam("then")).values(at=bindparam("now")))

    def job(session: Session) -> None:
        remember(session, "a")
        remember(session, "b")
        assert changed_tables(session) == {"seen_event"}
        assert later.run(session, {"then": NOON, "now": NOON + timedelta(1)}) == 2
        assert later.run(session, {"then": NOON, "now": NOON}) == 0

    await store.write(job)


@pytest.mark.parametrize("wanted", [["b"], ["a", "b"], ["b", "d", "a"], list("abcdefgh")])
async def test_lists_may_have_any_length(store: Store, wanted: list[str]) -> None:
    def job(session: Session) -> list[Any]:
        for key in "abc":
            remember(session, key)
        return AMONG.rows(session, {"wanted": wanted, "since": NOON})

    assert await store.write(job) == [(key, NOON) for key in "abc" if key in wanted]


async def test_many_rows_are_changed_in_one_call_and_their_table_is_noted(store: Store) -> None:
    write = Prepared(update(_SEEN).where(_SEEN.c.key == bindparam("wanted")).values(at=bindparam("then")))

    def job(session: Session) -> list[Any]:
        many = [{"wanted": key, "then": NOON + timedelta(number)} for number, key in enumerate("abc")]
        write.each(session, many)
        assert changed_tables(session) == {"seen_event"}
        return AMONG.rows(session, {"wanted": ["a", "b", "c"], "since": NOON})

    await store.write(lambda session: [remember(session, key) for key in "abc"])
    assert await store.write(job) == [(key, NOON + timedelta(number)) for number, key in enumerate("abc")]


async def test_what_it_only_read_is_not_noted_as_changed(store: Store) -> None:
    def job(session: Session) -> frozenset[str]:
        RECALL.rows(session, {"wanted": "a"})
        return changed_tables(session)

    assert await store.write(job) == frozenset()


async def test_whoever_listens_to_statements_hears_it(store: Store) -> None:
    heard: list[Any] = []

    def job(session: Session) -> None:
        engine = session.get_bind().engine
        event.listen(engine, "before_cursor_execute", lambda *given: heard.append(given[2:4]))
        RECALL.rows(session, {"wanted": "a"})

    await store.write(job)
    ((sql, values),) = heard
    assert "FROM seen_event" in sql
    assert values in [("a",), {"wanted": "a"}]


async def test_a_refusal_of_the_database_is_the_error_that_it_is_elsewhere(store: Store) -> None:
    await store.write(lambda session: remember(session, "a"))
    with pytest.raises(IntegrityError, match="seen_event"):
        await store.write(lambda session: remember(session, "a"))


async def test_nothing_is_written_after_an_error_that_undid_the_job(store: Store) -> None:
    await store.write(lambda session: remember(session, "a"))

    def hide_and_go_on(session: Session) -> None:
        session.add(SeenEvent(key="a", reply=None, at=NOON))
        with suppress(IntegrityError):
            session.flush()
        remember(session, "b")

    with pytest.raises(PendingRollbackError):
        await store.write(hide_and_go_on)
    assert await store.read(lambda session: RECALL.rows(session, {"wanted": "b"})) == []


async def test_readers_change_nothing(store: Store) -> None:
    with pytest.raises(Exception, match=r"read.?only"):
        await store.read(lambda session: remember(session, "a"))
    assert await store.read(lambda session: RECALL.rows(session, {"wanted": "a"})) == []


async def test_a_missing_value_is_named(store: Store) -> None:
    with pytest.raises(KeyError, match="wanted"):
        await store.read(RECALL.rows)


async def test_what_it_cannot_do_is_refused(store: Store) -> None:
    lists = Prepared(select(_SEEN.c.key).where(_SEEN.c.key.in_(["a", "b"])))
    with pytest.raises(TypeError, match="lists"):
        await store.read(lists.rows)
    with pytest.raises(ValueError, match="at least one"):
        await store.read(lambda session: AMONG.rows(session, {"wanted": [], "since": NOON}))
    defaults = Prepared(insert(_PERSON), ["name", "zone", "locale"])
    with pytest.raises(TypeError, match="defaults"):
        await store.write(defaults.run)


def somebody() -> Person:
    return Person(name="Robin Sample", zone="UTC", locale="en", agreed_at=NOON)


@pytest.mark.parametrize(
    "made",
    [
        "loaded.loaded(Session(create_engine('sqlite://')), SeenEvent, ('a', None, None))",
        "loaded.not_stored(SeenEvent, {'key': 'a'})",
    ],
)
def test_objects_can_be_made_before_anything_else_was_asked(made: str) -> None:
    """In a process of its own: elsewhere SQLAlchemy has been asked for something already."""
    program = (
        "from sqlalchemy import create_engine\n"
        "from sqlalchemy.orm import Session\n"
        "from bot.store import loaded\n"
        "from bot.store.models import SeenEvent\n"
        f"print({made}.key)"
    )
    ended = subprocess.run(  # noqa: S603 - the words above
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (ended.stdout, ended.stderr) == ("a\n", "")


async def test_rows_become_objects_of_the_session(store: Store) -> None:
    await store.write(lambda session: session.add(somebody()))

    def change(session: Session) -> None:
        (robin,) = (loaded(session, Person, row) for row in PEOPLE.rows(session))
        assert object_session(robin) is session
        assert (robin.name, robin.agreed_at, robin.locale_chosen) == ("Robin Sample", NOON, False)
        assert robin not in session.dirty
        robin.locale = "es"

    await store.write(change)
    assert await store.read(lambda session: session.get_one(Person, 1).locale) == "es"


async def test_an_object_that_the_session_has_stays_the_same_and_keeps_its_changes(store: Store) -> None:
    await store.write(lambda session: session.add(somebody()))

    def job(session: Session) -> None:
        robin = session.get_one(Person, 1)
        with session.no_autoflush:
            robin.name = "Robin Example"
            (again,) = (loaded(session, Person, row) for row in PEOPLE.rows(session))
        assert again is robin
        assert again.name == "Robin Example"

    await store.write(job)


async def test_numbers_are_read(store: Store) -> None:
    """Whose sort the driver tells with the rows."""
    numbers = Prepared(select(cast(bindparam("half"), Float), cast(bindparam("two"), BigInteger)))
    given = {"half": 0.5, "two": 2}
    found = await store.read(lambda session: numbers.rows(session, given))
    assert found == [(0.5, 2)]
    assert isinstance(found[0][0], float)


async def test_documents_of_objects_are_read(store: Store) -> None:
    teams = Prepared(select(*columns_of(Team)))
    settings = {"group_floor": 3}
    row = {"name": "Sample", "zone": "UTC", "locale": "en", "instrument": "sample", "settings": settings}
    await store.write(lambda session: session.add(Team(id="sample", **row)))
    found = await store.read(lambda session: [loaded(session, Team, each) for each in teams.rows(session)])
    assert [(team.id, team.settings) for team in found] == [("sample", settings)]


async def test_clashes_on_the_way_through_the_driver_are_run_again(store: Store) -> None:
    read = Prepared(select(_SEEN.c.reply).where(_SEEN.c.key == bindparam("wanted")))
    write = Prepared(update(_SEEN).where(_SEEN.c.key == bindparam("wanted")).values(reply=bindparam("to")))
    await store.write(lambda session: remember(session, "a", reply={"count": 0}))

    def one_more(session: Session) -> None:
        ((reply,),) = read.rows(session, {"wanted": "a"})
        write.run(session, {"wanted": "a", "to": {"count": reply["count"] + 1}})

    await asyncio.gather(*(store.write(one_more) for _ in range(20)))
    found = await store.read(lambda session: read.rows(session, {"wanted": "a"}))
    assert found == [({"count": 20},)]


async def test_what_is_not_stored_tells_its_values_and_is_never_written(store: Store) -> None:
    person = not_stored(Person, {"id": 7, "name": "Pat", "agreed_at": NOON})
    assert (person.id, person.name, person.agreed_at) == (7, "Pat", NOON)

    def job(session: Session) -> int:
        person.name = "Somebody else"
        session.flush()
        return len(session.scalars(select(Person.id)).all())

    assert await store.write(job) == 0
