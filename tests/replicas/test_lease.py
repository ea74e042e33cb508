"""The lease in the database: one holder at a time, a number that grows, and who may take it when."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from bot.replicas import lease
from bot.replicas.lease import Claim, Standing
from bot.replicas.tenure import Tenure
from bot.store.engine import Store, StoreAway, open_store
from bot.store.models import Lease

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.wire
ANN, BEN = Claim("gateway", "ann"), Claim("gateway", "ben")


@pytest.fixture
async def store(migrated_url: str) -> AsyncIterator[Store]:
    opened = open_store(migrated_url)
    yield opened
    await opened.close()


async def stands(store: Store, claim: Claim) -> Standing:
    return await store.write(partial(lease.stand, claim=claim, ready=True))


async def passes(store: Store, seconds: float) -> None:
    """Let the lease be as it will be then."""

    def age(session: Session) -> None:
        row = session.get_one(Lease, "gateway")
        row.until -= timedelta(seconds=seconds)
        if row.awaited_until:
            row.awaited_until -= timedelta(seconds=seconds)

    await store.write(age)


async def test_the_first_to_ask_holds_it_and_the_second_stands_by(store: Store) -> None:
    assert await stands(store, ANN) == Standing(1)
    second = await stands(store, BEN)
    assert second.fence == 0
    assert 7 < second.free_in <= 8


async def test_a_renewed_lease_keeps_its_number(store: Store) -> None:
    await stands(store, ANN)
    await passes(store, 7)
    assert await stands(store, replace(ANN, fence=1)) == Standing(1)
    await passes(store, 7)
    assert (await stands(store, BEN)).fence == 0


async def test_a_lease_that_ran_out_is_taken_under_a_higher_number(store: Store) -> None:
    await stands(store, ANN)
    await passes(store, 9)
    assert await stands(store, BEN) == Standing(2)
    assert not await store.read(partial(lease.is_held, claim=replace(ANN, fence=1)))
    assert (await stands(store, replace(ANN, fence=1))).fence == 0


async def test_a_lease_that_ran_out_and_was_not_taken_goes_on(store: Store) -> None:
    await stands(store, ANN)
    await passes(store, 60)
    assert await store.read(partial(lease.is_held, claim=replace(ANN, fence=1)))
    assert await stands(store, replace(ANN, fence=1)) == Standing(1)
    assert (await stands(store, BEN)).fence == 0


async def test_it_is_not_taken_by_somebody_who_leaves_the_first_turn_to_the_holder(store: Store) -> None:
    await stands(store, ANN)
    await passes(store, 60)
    polite = partial(lease.stand, claim=BEN, ready=False, taking="not-now")
    assert (await store.write(polite)).fence == 0
    assert await stands(store, replace(ANN, fence=1)) == Standing(1)


async def test_a_holder_that_started_anew_is_somebody_else(store: Store) -> None:
    await stands(store, ANN)
    assert (await stands(store, ANN)).fence == 0


async def test_it_is_offered_only_to_somebody_who_still_stands_by(store: Store) -> None:
    await stands(store, ANN)
    held = replace(ANN, fence=1)
    assert not await store.write(partial(lease.offer, claim=held))
    await stands(store, BEN)
    await passes(store, 7)
    assert await store.write(partial(lease.offer, claim=held))
    await passes(store, 9)
    assert not await store.write(partial(lease.offer, claim=held))


async def test_an_offered_lease_is_taken_at_once_and_the_giver_sees_how_far_the_next_is(store: Store) -> None:
    held = replace(ANN, fence=1)
    ask = partial(lease.successor, claim=held)
    await stands(store, ANN)
    await stands(store, BEN)
    await store.write(partial(lease.offer, claim=held))
    assert await store.read(ask) == "nobody"
    assert await stands(store, BEN) == Standing(2)
    assert await store.read(ask) == "coming"
    await stands(store, replace(BEN, fence=2))
    assert await store.read(ask) == "ready"
    assert (await stands(store, ANN)).fence == 0


async def test_a_lease_that_was_let_go_is_free_and_a_late_farewell_takes_it_from_nobody(store: Store) -> None:
    await stands(store, ANN)
    leave = partial(lease.let_go, claim=replace(ANN, fence=1))
    await store.write(leave)
    assert await stands(store, BEN) == Standing(2)
    await store.write(leave)
    assert (await stands(store, ANN)).fence == 0


async def test_of_many_who_ask_at_once_one_holds_it(store: Store) -> None:
    """The row is not there yet, and then it runs out under all of them."""
    for round_ in range(1, 6):
        tenants = [Tenure(store, "gateway") for _ in range(8)]
        for one in tenants:
            one.taking = "if-free"  # on a file the last would hold it
        standings = await asyncio.gather(*(one.stand(ready=False) for one in tenants))
        assert sorted(each.fence for each in standings) == [0] * 7 + [round_]
        assert sum([await one.confirm() for one in tenants]) == 1
        await passes(store, 9)


async def test_what_is_proven_is_not_asked_and_what_is_lost_is_seen(store: Store) -> None:
    tenure = Tenure(store, "gateway")
    assert not await tenure.confirm()
    await tenure.stand(ready=True)
    assert tenure.proven
    await store.write(lambda session: session.execute(update(Lease).values(fence=7, holder="ben")))
    # Nobody could have taken it yet by the database's clock, so nothing was asked.
    assert await tenure.confirm()
    assert (await tenure.stand(ready=True)).fence == 0
    assert not await tenure.confirm()


async def test_after_the_database_was_away_the_holder_has_the_first_turn(migrated_postgres_url: str) -> None:
    gone, store = open_store(migrated_postgres_url), open_store(migrated_postgres_url)
    holder, other = Tenure(store, "gateway"), Tenure(store, "gateway")
    await holder.stand(ready=True)
    await passes(store, 60)
    await gone.close()
    other.store = gone
    with pytest.raises(StoreAway):
        await other.stand(ready=False)
    other.store = store
    assert (await other.stand(ready=False)).fence == 0
    assert (await holder.stand(ready=True)).fence == 1
    await passes(store, 60)
    assert (await other.stand(ready=False)).fence == 2
    await store.close()


async def test_on_a_file_the_last_to_start_takes_the_lease_from_one_that_died(
    migrated_sqlite_url: str,
) -> None:
    store = open_store(migrated_sqlite_url)
    first, second = Tenure(store, "gateway"), Tenure(store, "gateway")
    assert (await first.stand(ready=True)).fence == 1
    assert (await second.stand(ready=True)).fence == 2
    assert (await first.stand(ready=True)).fence == 0
    assert (await second.stand(ready=True)).fence == 2
    await store.close()
