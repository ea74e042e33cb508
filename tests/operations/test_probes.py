"""The answers that decide whether a process is left alone, taken out of the rota, or started again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from bot.chat.link import Link, LinkState
from bot.operations import probes
from bot.operations.probes import alive, ready
from bot.schedule.clock import Ticker
from bot.store.engine import Store
from bot.store.schema import newest_schema


@dataclass(frozen=True)
class Platform:
    platform: str
    link: Link


SLACK = Platform("slack", Link(LinkState.LISTENING, 1.5))
DISCORD = Platform("discord", Link(LinkState.STANDING_BY))


async def test_a_bot_that_stands_by_for_one_platform_is_ready(store: Store) -> None:
    verdict = await ready(store, newest_schema(), [SLACK, DISCORD])
    assert verdict.well
    assert verdict.parts == {"database": "ok", "slack": "listening", "discord": "standing by"}


async def test_a_bot_without_one_of_its_platforms_is_not_ready(store: Store) -> None:
    verdict = await ready(store, newest_schema(), [SLACK, Platform("discord", Link(LinkState.AWAY))])
    assert not verdict.well
    assert verdict.parts["discord"] == "away"


async def test_a_bot_whose_database_has_another_schema_is_not_ready(store: Store) -> None:
    await store.write(
        lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    )
    verdict = await ready(store, "0001", [SLACK])
    assert not verdict.well
    assert verdict.parts["database"] == "has the schema 9999, not 0001"


async def test_a_bot_whose_database_is_away_is_not_ready(store: Store) -> None:
    await store.close()
    verdict = await ready(store, newest_schema(), [SLACK])
    assert not verdict.well
    assert verdict.parts["database"] == "away"


async def test_a_clock_that_hangs_is_dead_and_one_that_did_not_begin_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(probes, "TICK_AGE", 0.05)
    ticker, hang = Ticker(0.01), asyncio.Event()
    ticker.calls(hang.wait)
    await asyncio.sleep(0.06)
    assert alive(ticker).well
    ticker.start()
    assert alive(ticker).well
    await asyncio.sleep(0.1)
    verdict = alive(ticker)
    assert not verdict.well
    assert verdict.parts["clock"] == "ticked 0 s ago"
    hang.set()
    await ticker.stop()
