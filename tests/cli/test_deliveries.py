"""`stem-bot deliveries`: what an operator sees of the outbox, lets go again and puts away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.engine import open_store
from bot.store.migrate import migrate
from bot.store.models import Delivery
from tests.cli.terminal import stem_bot, write_files
from tests.schedule.outbox_rows import Outbox
from tests.schedule.set_clock import SetClock

pytestmark = pytest.mark.unit

NOW = datetime.now(UTC)
# The state of each delivery and what it ran into, in the order of their ids.
LETTERS = (
    ("sent", ""),
    ("failed", "no-direct-messages: 50007"),
    ("parked", "no-permission: missing_scope"),
    ("expired", "a rate limit"),
    ("ambiguous", "no answer"),
    ("pending", ""),
    ("failed", "place-gone: is_archived"),
    ("sending", ""),
    ("waiting", ""),
)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """An installation whose outbox holds `LETTERS`; the seventh is past its time."""
    written, _ = write_files(tmp_path)
    url = f"sqlite:///{tmp_path}/stem-bot.db"
    migrate(url)
    asyncio.run(_fill(url))
    return written


async def _fill(url: str) -> None:
    store = open_store(url)
    box = Outbox(store, SetClock())
    await box.set_up()
    for number, (state, trouble) in enumerate(LETTERS, start=1):
        id_ = await box.to_ana(f"prompt:{number}")
        late = {"expires_at": NOW - timedelta(hours=1)} if number == 7 else {}
        await box.change(
            id_ or 0, state=state, trouble=trouble, created_at=NOW - timedelta(hours=number), **late
        )
    await store.close()


def look(config: Path, question: Callable[[Session], list[str]]) -> list[str]:
    async def ask() -> list[str]:
        store = open_store(f"sqlite:///{config.parent}/stem-bot.db")
        try:
            return await store.read(question)
        finally:
            await store.close()

    return asyncio.run(ask())


def states(config: Path) -> list[str]:
    return look(config, lambda session: list(session.scalars(select(Delivery.state).order_by(Delivery.id))))


def test_it_counts_the_states_and_says_why_something_did_not_arrive(config: Path) -> None:
    told = stem_bot("deliveries", "--config", config)
    assert told.exit_code == 0, told.stderr
    lines = told.stdout.splitlines()
    assert lines[0] == (
        "Deliveries: 1 ambiguous, 1 expired, 2 failed, 1 parked, 1 pending, 1 sending, 1 sent, 1 waiting."
    )
    shown = {int(line.split()[0]): line for line in lines if line.strip()[:1].isdigit()}
    assert list(shown) == [7, 5, 4, 3, 2]
    assert "they take no direct messages there" in shown[2]
    assert "prompt to slack U0ANA in T0DISTRICT (riverbend)" in shown[2]
    assert "2 h" in shown[2]
    assert "may have arrived" in shown[3]
    assert "its time was over" in shown[4]
    assert "it is looked up" in shown[5]
    assert "archived" in shown[7]


def test_a_program_reads_the_same_as_json(config: Path) -> None:
    told = json.loads(stem_bot("deliveries", "--config", config, "--json", "--limit", "2").stdout)
    assert told["counts"]["failed"] == 2
    assert [one["id"] for one in told["not_arrived"]] == [7, 5]
    assert told["not_arrived"][0]["trouble"] == "place-gone: is_archived"
    assert datetime.fromisoformat(told["not_arrived"][0]["since"]) == NOW - timedelta(hours=7)


def test_what_was_refused_goes_again_and_the_rest_says_why_not(config: Path) -> None:
    told = stem_bot(
        "deliveries", "--config", config, "retry", "2", "3", "7", "1", "4", "5", "6", "8", "9", "77"
    )
    assert told.exit_code == 2
    assert told.stdout == "2 goes out again.\n"
    assert "3 stays as it is: it may have arrived already; look there first" in told.stderr
    assert "7 stays as it is: its time was over on " in told.stderr
    assert "1 stays as it is: it was sent." in told.stderr
    assert "4 stays as it is: its time was over on " in told.stderr
    assert "5 stays as it is: it is being looked up" in told.stderr
    assert "6 stays as it is: it goes out by itself." in told.stderr
    assert "8 stays as it is: it goes out by itself." in told.stderr
    assert "9 stays as it is: it waits until its reader agrees" in told.stderr
    assert "77 stays as it is: there is no such delivery." in told.stderr
    after = [state for state, _ in LETTERS]
    after[1] = "pending"
    assert states(config) == after


def test_what_may_have_arrived_goes_again_only_when_that_is_said(config: Path) -> None:
    told = stem_bot("deliveries", "retry", "3", "--even-if-twice", "--config", config)
    assert (told.exit_code, told.stdout) == (0, "3 goes out again.\n"), told.stderr
    assert states(config)[2] == "pending"
    assert look(config, lambda session: [session.get_one(Delivery, 3).trouble]) == [""]


def test_what_is_put_away_is_neither_sent_nor_listed(config: Path) -> None:
    told = stem_bot("deliveries", "cancel", "2", "5", "6", "8", "1", "--config", config)
    assert told.stdout == "2 is put away.\n5 is put away.\n6 is put away.\n"
    assert told.stderr == (
        "8 stays as it is: it is being sent at this moment.\n1 stays as it is: it was sent.\n"
    )
    assert [states(config)[place] for place in (1, 4, 5, 7)] == ["cancelled"] * 3 + ["sending"]
    again = stem_bot("deliveries", "--config", config, "retry", "2")
    assert "2 stays as it is: it was cancelled." in again.stderr


def test_with_nothing_in_doubt_it_says_so(tmp_path: Path) -> None:
    config, _ = write_files(tmp_path)
    early = stem_bot("deliveries", "--config", config)
    assert early.exit_code == 2
    assert "stem-bot migrate --config" in early.stderr
    migrate(f"sqlite:///{tmp_path}/stem-bot.db")
    told = stem_bot("deliveries", "--config", config)
    assert told.stdout == "Deliveries: none yet.\nNothing is lost or in doubt.\n"
    assert stem_bot("deliveries", "retry").exit_code == 2
    assert stem_bot("deliveries", "retry", "x").exit_code == 2
