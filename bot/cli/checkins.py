"""`stem-bot checkins preview`: the check-ins of a whole term as a calendar, before anything is sent."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import click
from sqlalchemy.orm import Session

from bot.chat.text import plain
from bot.cli.failures import Told
from bot.cli.files import config_option, read_installation
from bot.cli.teams import team_named
from bot.cli.term_calendar import calendar_file
from bot.desk import Desk
from bot.features.checkins.forecast import CheckInForecast
from bot.language.catalogue import phrases_in
from bot.schedule.outlook import NOTHING, DayOff, Outlook
from bot.schedule.unasked_words import unasked_lines
from bot.store.engine import open_store
from bot.store.migrate import schema_state
from bot.store.models import Team
from rubric.asking import Unasked
from rubric.model import Library

_USUAL = timedelta(weeks=20)
_LONGEST = timedelta(days=400)


@click.group
def checkins() -> None:
    """Look at the check-ins of a team before they come."""


@checkins.command
@config_option
@click.option("--team", "team_id", required=True, help="The team's id, as the settings have it.")
@click.option("--until", "last", type=click.DateTime(["%Y-%m-%d"]), help="A day; 20 weeks ahead if left out.")
@click.option(
    "--ics", type=click.Path(path_type=Path, dir_okay=False), help="Also write it as a calendar file."
)
def preview(config: Path, team_id: str, last: datetime | None, ics: Path | None) -> None:
    """Show every run until a day: how many people are asked, and which days off leave one out.

    Nothing is sent or changed. Leave, joiners and new goals may still change it. The bot may be running.
    """
    installation = read_installation(config)
    url = installation.settings.database.url
    if not schema_state(url).ready:
        raise Told(f"The database is not ready. `stem-bot migrate --config {config}` brings it up to date.")
    until = last.date() if last else None
    look = partial(_look, library=installation.library, team_id=team_id, last=until)
    lines, made = asyncio.run(_read(url, look))
    if ics is not None:
        ics.write_bytes(made)
    click.echo("\n".join([*lines, *([f"Written: {ics}"] if ics else [])]))


async def _read(url: str, look: Callable[[Session], tuple[list[str], bytes]]) -> tuple[list[str], bytes]:
    store = open_store(url)
    try:
        return await store.read(look)
    finally:
        await store.close()


def _look(session: Session, library: Library, team_id: str, last: date | None) -> tuple[list[str], bytes]:
    now = datetime.now(UTC)
    team = team_named(session, team_id)
    desk = Desk(session, now, library, phrases_in("en"), phrases_in)
    reader = desk.team_reader(team)
    until = last or reader.today + _USUAL
    if not reader.today <= until <= reader.today + _LONGEST:
        raise Told(f"--until {until} is not between today and a year from now.")
    coming = CheckInForecast().until(desk, team, until)
    runs = [one for one in coming if isinstance(one, Outlook)]
    return list(_lines(desk, team, coming, until)), calendar_file(team, runs, now)


def _lines(desk: Desk, team: Team, coming: Sequence[Outlook | DayOff], until: date) -> Iterator[str]:
    yield f"{team.name}: check-ins until {until} ({team.zone})"
    if not coming:
        yield "None falls due."
    unasked: dict[Unasked, None] = {}
    for one in coming:
        if isinstance(one, DayOff):
            yield f"{one.day:%a %Y-%m-%d}         {one.schedule.slot}: left out, no school ({one.why})"
            continue
        unasked |= dict.fromkeys(one.unasked)
        yield f"{one.day:%a %Y-%m-%d}  {one.schedule.at:%H:%M}  {one.schedule.slot}: {_people(one)}"
    yield from (plain(line) for line in unasked_lines(list(unasked), desk.t))


def _people(run: Outlook) -> str:
    left_out = Counter(why for _, why in run.left_alone if why != NOTHING)
    asked = f"{len(run.questions)} asked"
    return ", ".join([asked, *(f"{count} {why}" for why, count in sorted(left_out.items()))])
