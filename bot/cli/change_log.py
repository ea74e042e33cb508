"""`stem-bot log export`: who changed what in a team, as a file."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

import click
from sqlalchemy.orm import Session

from bot.cli.failures import Told
from bot.cli.files import config_option, read_settings
from bot.cli.new_file import check_new_file, new_file, overwrite_option
from bot.cli.teams import team_named
from bot.records.cells import harmless
from bot.store.engine import open_store
from bot.store.migrate import schema_state
from bot.store.queries.changes import Logged, every_change

_COLUMNS: Final = ("at", "who", "through", "record", "record_id", "what")


@click.group
def log() -> None:
    """The log of changes."""


@log.command("export")
@config_option
@click.option("--team", "team_id", required=True, help="The team's id, as the settings have it.")
@click.option("--format", "form", type=click.Choice(("csv", "json")), default="csv", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The new file.")
@overwrite_option
def export(config: Path, team_id: str, form: str, out: Path, *, overwrite: bool) -> None:
    """Write every change of a team to a file, the newest first.

    Nothing is sent or changed, and the bot may be running. Ratings, votes and what is important to somebody
    stand there with their day only, without a name.
    """
    settings = read_settings(config)
    check_new_file(out, overwrite=overwrite)
    url = settings.database.url
    if not schema_state(url).ready:
        raise Told(f"The database is not ready. `stem-bot migrate --config {config}` brings it up to date.")
    with new_file(out) as beside:
        count = asyncio.run(_export(url, team_id, partial(_WRITERS[form], beside)))
    click.echo(f"Written: {out} ({count} change{'' if count == 1 else 's'}).")


async def _export(url: str, team_id: str, write: Callable[[Iterable[Logged]], int]) -> int:
    store = open_store(url)
    try:
        return await store.read(partial(_written, team_id=team_id, write=write))
    finally:
        await store.close()


def _written(session: Session, team_id: str, write: Callable[[Iterable[Logged]], int]) -> int:
    team_named(session, team_id)
    return write(every_change(session, team_id))


def _cells(one: Logged) -> tuple[str, ...]:
    at = one.at.date().isoformat() if one.in_confidence else one.at.isoformat()
    return at, one.who, one.through, one.record, one.record_id, one.what


def _csv(file: Path, changes: Iterable[Logged]) -> int:
    with file.open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        return sum(1 for one in changes if writer.writerow([harmless(each) for each in _cells(one)]))


def _json(file: Path, changes: Iterable[Logged]) -> int:
    with file.open("w", encoding="utf-8") as opened:
        rows = (
            json.dumps(dict(zip(_COLUMNS, _cells(one), strict=True)), ensure_ascii=False) for one in changes
        )
        before, count = "[\n", 0
        for row in rows:
            opened.write(before + row)
            before, count = ",\n", count + 1
        opened.write("\n]\n" if count else "[]\n")
        return count


_WRITERS: Final[dict[str, Callable[[Path, Iterable[Logged]], int]]] = {"csv": _csv, "json": _json}
