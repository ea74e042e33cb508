"""Teams whose people sit in the benchmarks' workspaces: their config, their rows, and what a person types."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.local_addresses import (
    DISCORD_APP,
    GUILD,
    GUILD_CHANNEL,
    PEOPLE,
    SLACK_APP,
    SLACK_CHANNEL_ID,
    SLACK_TEAM,
    discord_account,
    slack_account,
)
from bot.store.engine import open_store
from bot.store.migrate import migrate
from bot.store.models import Account, Membership, Person, RoleHolder, Team, TeamChannel

TEAM, INSTRUMENT = "bench", "engaged-stem-community"
ROLE, INDICATOR = "district-administration", "EC1.Leaders2"
# A typed line of both platforms; the words differ each time, or the bot would take it for the same rating.
RATE = f'/stem rate indicator:{INDICATOR} level:3 evidence:"seen in round {{number}}"'
TERM_STARTS, AGREED = date(2026, 8, 1), datetime(2026, 8, 1, 12, tzinfo=UTC)
TOKENS = {
    "SLACK_APP_TOKEN": SLACK_APP.app_token,
    "SLACK_BOT_TOKEN": SLACK_APP.bot_token,
    "DISCORD_BOT_TOKEN": DISCORD_APP.bot_token,
}
_SLACK = """\
  slack:
    api_url: {address}/api/
    app_token_env: SLACK_APP_TOKEN
    workspaces: {{{workspace}: {{bot_token_env: SLACK_BOT_TOKEN}}}}
    posts_per_minute: {pace}
"""
_DISCORD = """\
  discord:
    api_url: {address}/api/v10
    gateway_url: {gateway}
    bot_token_env: DISCORD_BOT_TOKEN
    requests_per_second: {pace}
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the local platforms are (empty: it does not take part), and how fast each may be sent to."""

    slack: str = ""
    discord: str = ""
    gateway: str = ""
    posts_per_minute: int = 500
    requests_per_second: int = 50


@dataclass(frozen=True, slots=True)
class School:
    """How many there are; the first team has the channels."""

    teams: int = 1
    people: int = PEOPLE
    zone: str = "UTC"

    @property
    def team_ids(self) -> list[str]:
        """Their ids, the first one's first."""
        return [TEAM, *(f"{TEAM}-{number}" for number in range(1, self.teams))]


def write_config(folder: Path, database: Path, place: Place, school: School | None = None) -> Path:
    """The installation's config on the platforms that take part."""
    lines = [f'database: {{url: "sqlite:///{database}"}}', "platforms:"]
    channels = []
    if place.slack:
        lines.append(
            _SLACK.format(address=place.slack, workspace=SLACK_TEAM, pace=place.posts_per_minute).rstrip()
        )
        channels.append(f"slack: [{{workspace: {SLACK_TEAM}, channel: {SLACK_CHANNEL_ID}}}]")
    if place.discord:
        where = {"address": place.discord, "gateway": place.gateway, "pace": place.requests_per_second}
        lines.append(_DISCORD.format(**where).rstrip())
        channels.append(f'discord: [{{server: "{GUILD}", channel: "{GUILD_CHANNEL}"}}]')
    lines += ["teams:", *_teams(school or School(), ", ".join(channels))]
    file = folder / "config.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _teams(school: School, channels: str) -> Iterator[str]:
    for name in school.team_ids:
        elsewhere = f"slack: [{{workspace: {SLACK_TEAM}, channel: {name.upper().replace('BENCH-', 'C0')}}}]"
        where = channels if name == TEAM else elsewhere
        yield f"  {name}: {{name: {name}, zone: {school.zone}, channels: {{{where}}}}}"


async def new_database(file: Path, school: School | None = None) -> None:
    """A database with the school in it, instead of the one that was there."""
    await asyncio.to_thread(file.unlink, missing_ok=True)
    migrate(f"sqlite:///{file}")
    store = open_store(f"sqlite:///{file}")
    await store.write(lambda session: add_school(session, school or School()))
    await store.close()


def add_school(session: Session, school: School) -> None:
    """The teams, the first in both channels, and their people with an account on each platform."""
    for name in school.team_ids:
        team = Team(id=name, name=name, zone=school.zone, locale="en", instrument=INSTRUMENT, settings={})
        session.add(team)
    session.flush()
    for platform, workspace, channel in (
        ("slack", SLACK_TEAM, SLACK_CHANNEL_ID),
        ("discord", GUILD, GUILD_CHANNEL),
    ):
        session.add(TeamChannel(team_id=TEAM, platform=platform, workspace=workspace, channel=channel))
    people = [_person(number, school.zone) for number in range(school.people)]
    session.add_all(people)
    session.flush()
    for number, person in enumerate(people):
        session.add_all(_seat(person.id, number, school.team_ids[number % school.teams]))


def _person(number: int, zone: str) -> Person:
    name = f"Person {number}"
    return Person(name=name, zone=zone, locale="en", greeted_at=AGREED, agreed_at=AGREED)


def _seat(person_id: int, number: int, team_id: str) -> Iterator[Account | Membership | RoleHolder]:
    at_slack, at_discord = slack_account(number), discord_account(number)
    yield Account(
        person_id=person_id, platform="slack", workspace=SLACK_TEAM, account=at_slack, preferred=True
    )
    yield Account(
        person_id=person_id, platform="discord", workspace="", account=at_discord, direct_agreed_at=AGREED
    )
    term = {"team_id": team_id, "person_id": person_id, "starts_on": TERM_STARTS, "managed": "chat"}
    yield Membership(permission="member", **term)
    yield RoleHolder(role=ROLE, **term)
