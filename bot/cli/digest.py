"""`stem-bot digest`: what a team's channel would be told now, to print or to pass on without a chat."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from bot.chat.messenger import File
from bot.cli.failures import Told
from bot.cli.files import config_option, read_installation
from bot.cli.new_file import check_new_file, overwrite_option, write_new_file
from bot.cli.teams import team_named
from bot.desk import Desk, WritesNeeded
from bot.features.all import REPORTS
from bot.features.digest.period import USUAL_TIME, period_until
from bot.features.digest.sending import KIND
from bot.language.catalogue import phrases_in
from bot.schedule import report_file
from bot.schedule.asked_for import PATIENCE
from bot.schedule.bench_process import BenchProcess
from bot.schedule.digest_settings import DISTRICT, ROLE, DigestSettings, digest_settings, settings_to_store
from bot.schedule.report import TEAM, Period, Recipient, Report
from bot.store.engine import open_store
from bot.store.migrate import schema_state
from bot.store.models import Team
from bot.store.queries import schedules
from rubric.model import Library

# These say nothing without settings: of which role, of which teams.
_PLANNED_ALONE = {
    ROLE: 'Plan one in chat: /stem digest schedule "weekly on Fri at 16:00" report:instructional-coach',
    DISTRICT: "Declare one with its teams and bring it in with `stem-bot apply` (docs/briefs.md).",
}
_NAMES = tuple(one.name for one in REPORTS)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which report of which team, in which format, read with which instruments."""

    team_id: str
    report: Report
    form: str
    library: Library


@click.command
@click.argument("team_id", metavar="TEAM")
@config_option
@click.option("--format", "form", type=click.Choice(report_file.FORMATS), default="text", show_default=True)
@click.option(
    "--report", "name", type=click.Choice(_NAMES), default=TEAM, show_default=True, help="Which one."
)
@click.option("--to", "file", type=click.Path(path_type=Path, dir_okay=False), help="The new file.")
@overwrite_option
def digest(config: Path, team_id: str, form: str, name: str, file: Path | None, *, overwrite: bool) -> None:
    """Write TEAM's digest as of now: what its channel may see, since the last one that went out.

    Nothing is sent, and the next digest tells the same. The bot may be running.
    """
    if file is None and form != "text":
        raise Told(f"Name the file: --to {team_id}.{form}. Only text is shown here.")
    if file is not None:
        check_new_file(file, overwrite=overwrite)
    installation = read_installation(config)
    url = installation.settings.database.url
    if not schema_state(url).ready:
        raise Told(f"The database is not ready. `stem-bot migrate --config {config}` brings it up to date.")
    report = next(one for one in REPORTS if one.name == name)
    made = asyncio.run(_made(url, _Wanted(team_id, report, form, installation.library)))
    if file is None:
        click.echo(made.content.decode(), nl=False)
    else:
        write_new_file(file, made.content)
        click.echo(f"Written: {file}")


async def _made(url: str, wanted: _Wanted) -> File:
    store, bench = open_store(url), BenchProcess()
    try:
        try:
            given = await store.read(partial(_given, wanted=wanted, writes=False))
        except WritesNeeded:
            # Figures that were shown are remembered, so that nobody can subtract.
            given = await store.write(partial(_given, wanted=wanted, writes=True))
        return await bench.make(report_file.MODULE, given, PATIENCE)
    finally:
        await bench.end()
        await store.close()


def _given(session: Session, wanted: _Wanted, *, writes: bool) -> Mapping[str, Any]:
    team = team_named(session, wanted.team_id)
    t = phrases_in(team.locale)
    desk = Desk(session, datetime.now(UTC), wanted.library, t, phrases_in, writes=writes)
    settings, period = _planned(desk, team, wanted.report)
    issue = wanted.report.gather(desk, team, settings_to_store(settings), period)
    to = Recipient(t, desk.team_reader(team), "")
    return report_file.given(wanted.form, team, wanted.report, wanted.report.title(desk), issue, to)


def _planned(desk: Desk, team: Team, report: Report) -> tuple[DigestSettings, Period]:
    """As the team has planned it, the next due first; else the usual, over the last week."""
    for schedule in schedules.running(desk.session, team.id, KIND):
        settings = digest_settings(schedule.settings)
        if settings.report == report.name:
            return settings, period_until(desk, schedule, desk.now)
    if report.name in _PLANNED_ALONE:
        raise Told(f"{team.id} has no {report.name} report. {_PLANNED_ALONE[report.name]}")
    return DigestSettings(report.name), Period(desk.now - USUAL_TIME, desk.now)
