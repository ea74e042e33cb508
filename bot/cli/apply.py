"""`stem-bot apply`: bring declared people, schedules and goals into the database."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.orm import Session

from bot.cli.files import config_option, read_installation
from bot.config.settings import Settings
from bot.declared.apply import apply_plans
from bot.declared.installation import sync_installation
from bot.declared.ledger import Outcome, Verb
from bot.declared.load import load_declared
from bot.declared.plan import TeamPlan
from bot.store.engine import open_store
from bot.store.migrate import migrate
from rubric.model import Library


@click.command
@click.argument("declared", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.yaml")
@config_option
def apply(declared: Path, config: Path) -> None:
    """Bring the people, schedules and goals that FILE.yaml declares into the database, all or nothing.

    Rows that were made in chat stay as they are. What was declared before and is not any more ends; nothing
    is deleted. The bot may be running.
    """
    installation = read_installation(config)
    settings, library = installation.settings, installation.library
    plans = load_declared(declared, settings, library)
    migrate(settings.database.url)
    outcome = asyncio.run(_apply(settings, library, plans))
    click.echo("\n".join([*map(str, outcome.told), *summary(outcome)]))


async def _apply(settings: Settings, library: Library, plans: tuple[TeamPlan, ...]) -> Outcome:
    now = datetime.now(UTC)

    def job(session: Session) -> Outcome:
        sync_installation(session, settings, library, now)
        return apply_plans(session, plans, now)

    store = open_store(settings.database.url)
    try:
        return await store.write(job)
    finally:
        await store.close()


def summary(outcome: Outcome) -> Iterator[str]:
    """A line for each kind of row: what happened to how many."""
    for kind, counted in outcome.counts().items():
        yield f"{kind}: {', '.join(f'{counted[verb]} {verb}' for verb in Verb if counted[verb])}"
