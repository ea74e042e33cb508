"""`stem-bot export`: the at-a-glance of one team or of all, as a file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.chat.phrases import ENGLISH
from bot.cli.failures import Told
from bot.cli.files import config_option, read_installation
from bot.cli.new_file import check_new_file, new_file, overwrite_option
from bot.cli.teams import team_named
from bot.cli.transfer import progress_bar
from bot.language.catalogue import phrases_in
from bot.language.reader import Reader
from bot.records import gather
from bot.records.formats import FORMATS, Format
from bot.records.glance import Record
from bot.store.copy import Progress
from bot.store.engine import Store, open_store
from bot.store.migrate import schema_state
from bot.store.models import Team
from rubric.model import Library


@click.command
@config_option
@click.option("--team", "team_id", help="The team's id, as the settings have it.")
@click.option("--all-teams", is_flag=True, help="Every team, one after another in the same file.")
@click.option(
    "--format", "form", type=click.Choice(tuple(FORMATS)), required=True, help="PDF is for one team only."
)
@click.option("--year", default="", help="A school year such as 2026-27: what was recorded then.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The new file.")
@overwrite_option
def export(
    config: Path,
    team_id: str | None,
    *,
    all_teams: bool,
    form: str,
    year: str,
    out: Path,
    overwrite: bool,
) -> None:
    """Write the at-a-glance to a file: the states of today, or the record of a year.

    Nothing is sent or changed. The bot may be running. The file holds what teams agreed on, their goals and
    how much evidence there is; no person's rating is in it.
    """
    if (team_id is None) != all_teams:
        raise Told("Name one team with --team, or take every team with --all-teams.")
    if all_teams and not FORMATS[form].streams:
        raise Told(f"{form} is for one team. For every team take xlsx, csv or json.")
    installation = read_installation(config)
    check_new_file(out, overwrite=overwrite)
    url = installation.settings.database.url
    if not schema_state(url).ready:
        raise Told(f"The database is not ready. `stem-bot migrate --config {config}` brings it up to date.")
    with progress_bar("Exporting") as progress, new_file(out) as beside:
        made = asyncio.run(
            _export(url, _Wanted(installation.library, FORMATS[form], year), team_id, beside, progress)
        )
    click.echo(f"Written: {out} ({made.count} team{'' if made.count == 1 else 's'}).")
    if made.without:
        click.echo(f"No record of {year}: {', '.join(made.without)}.")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """With which instruments, in which format, of which year (empty: today)."""

    library: Library
    form: Format
    year: str


@dataclass(frozen=True, slots=True)
class _Made:
    """How many teams are in the file, and the ids of those that have no record of the year."""

    count: int
    without: list[str]


async def _export(url: str, wanted: _Wanted, team_id: str | None, file: Path, progress: Progress) -> _Made:
    store = open_store(url)
    try:
        teams = await store.read(partial(_teams, team_id=team_id))
        words, reader = await store.read(partial(_words, team_id=team_id))
        reading = _Reading(store, asyncio.get_running_loop(), wanted, teams, progress, [])
        count = await asyncio.to_thread(wanted.form.write, file, reading.records(), phrases_in(words), reader)
        if team_id is not None and not count:
            raise Told(await store.read(partial(_no_record, team_id=team_id, year=wanted.year)))
        return _Made(count, reading.without)
    finally:
        await store.close()


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads one team after another while another thread writes, so that no two are in memory at once."""

    store: Store
    loop: asyncio.AbstractEventLoop
    wanted: _Wanted
    teams: list[str]
    progress: Progress
    without: list[str]

    def records(self) -> Iterator[Record]:
        """The records, for a thread that is not the event loop's."""
        for done, team_id in enumerate(self.teams, start=1):
            job = partial(_record, wanted=self.wanted, team_id=team_id)
            record = asyncio.run_coroutine_threadsafe(self.store.read(job), self.loop).result()
            if record is None:
                self.without.append(team_id)
            else:
                yield record
            self.progress(done, len(self.teams))


def _record(session: Session, wanted: _Wanted, team_id: str) -> Record | None:
    team = session.get_one(Team, team_id)
    today = Reader(team.zone, team.locale, datetime.now(UTC)).today
    return gather.record_of(session, team, wanted.library.instrument(team.instrument), today, wanted.year)


def _teams(session: Session, team_id: str | None) -> list[str]:
    if team_id is not None:
        return [team_named(session, team_id).id]
    return list(session.scalars(select(Team.id).where(Team.removed_at.is_(None)).order_by(Team.id)))


def _words(session: Session, team_id: str | None) -> tuple[str, Reader]:
    """In which language, and how days are read: a team's own, English for all."""
    now = datetime.now(UTC)
    if team_id is None:
        return ENGLISH, Reader("UTC", ENGLISH, now)
    team = session.get_one(Team, team_id)
    return team.locale, Reader(team.zone, team.locale, now)


def _no_record(session: Session, team_id: str, year: str) -> str:
    known = ", ".join(gather.years(session, team_id)) or "none yet"
    return (
        f"Team '{team_id}' has no record of {year}. There are: {known}. Without --year: the state of today."
    )
