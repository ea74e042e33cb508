"""Asks an installation's database about the versions of rubrics that it knows; never makes or changes it."""

from __future__ import annotations

import asyncio

import click

from bot.config.settings import Settings
from bot.store.engine import open_store
from bot.store.instruments import InstrumentsChanged, changed_instruments, version_as_it_was
from bot.store.jobs import Job, T
from bot.store.migrate import schema_state
from bot.store.problems import StoreAway
from rubric.model import Instrument, Library


def refuse_changed_rubrics(settings: Settings, library: Library) -> None:
    """Raise InstrumentsChanged where words changed under a version; a database that is away is mentioned."""
    try:
        changed = _asked(settings.database.url, lambda session: changed_instruments(session, library))
    except StoreAway as away:
        click.echo(f"The database was not asked about changed rubrics: {away}.", err=True)
        return
    if changed:
        raise InstrumentsChanged(changed)


def stored_version(settings: Settings, instrument_id: str, version: str) -> Instrument | None:
    """A version with the words that it was first seen with; None where the database knows none."""
    return _asked(settings.database.url, lambda session: version_as_it_was(session, instrument_id, version))


def _asked(url: str, question: Job[T]) -> T | None:
    """The answer of a database that has this program's tables; None where there is none yet."""
    return asyncio.run(_answer(url, question)) if schema_state(url).ready else None


async def _answer(url: str, question: Job[T]) -> T:
    store = open_store(url)
    try:
        return await store.read(question)
    finally:
        await store.close()
