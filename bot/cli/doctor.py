"""`stem-bot doctor`: asks the database, the platforms and what is outside whether all is right."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.chat.events import Person
from bot.chat.findings import Finding
from bot.cli.facilitators import teams_without_facilitator
from bot.cli.failures import Told
from bot.cli.files import config_option, read_installation_and_tokens
from bot.cli.greeting import account_named, greet
from bot.config.settings import Settings
from bot.config.tokens import Tokens
from bot.outlets import hooks_of, server_of
from bot.store.migrate import schema_state
from bot.store.problems import StoreAway, StoreProblem


@click.command
@config_option
@click.option(
    "--to",
    metavar="ACCOUNT",
    callback=account_named,
    help="Send a test message to yourself: T…/U… in Slack, or a Discord user's id.",
)
def doctor(config: Path, to: Person | None) -> None:
    """Ask the platforms about tokens, scopes and channels, and say what to do about what is not right.

    A mail server is only signed in to; each webhook gets a message of the type ping. Posts nothing else but
    the test message that --to asks for, and changes nothing.
    """
    installation, tokens = read_installation_and_tokens(config)
    settings = installation.settings
    found = [_database(settings.database.url), *asyncio.run(teams_without_facilitator(settings.database.url))]
    found += asyncio.run(_platforms(settings, tokens))
    found += asyncio.run(_outside(settings, tokens))
    if to:
        found.append(asyncio.run(greet(settings, tokens, to)))
    for finding in found:
        click.echo(f"ok   {finding.what}" if finding.ok else f"NOT  {finding.what}\n     {finding.remedy}")
    wrong = sum(not finding.ok for finding in found)
    if wrong:
        raise Told(f"{wrong} of {len(found)} are not right.")


def _database(url: str) -> Finding:
    try:
        state = schema_state(url)
    except StoreProblem as problem:
        return Finding(ok=False, what=f"The database: {problem.what}.", remedy=f"{problem.remedy}.")
    except StoreAway as away:
        return Finding(
            ok=False, what=f"The database: {away}.", remedy="Check that it runs, and database.url."
        )
    if state.newer:
        remedy = "Install the newer stem-bot that has worked with it."
        return Finding(ok=False, what="The database is newer than this stem-bot.", remedy=remedy)
    words = "is up to date" if state.ready else "can be reached; `stem-bot run` will bring it up to date"
    return Finding(ok=True, what=f"The database {words}.")


async def _platforms(settings: Settings, tokens: Tokens) -> list[Finding]:
    # Their libraries are loaded only when they are asked.
    found: list[Finding] = []
    slack, discord = settings.platforms.slack, settings.platforms.discord
    teams = settings.teams.values()
    if slack:
        from bot.platforms.slack.doctor import examine as examine_slack  # noqa: PLC0415

        places = _by_place((one.workspace, one.channel) for team in teams for one in team.channels.slack)
        found += await examine_slack(slack.api_url, tokens.slack_app, tokens.slack_bots, places)
    if discord:
        from bot.platforms.discord.doctor import examine as examine_discord  # noqa: PLC0415

        places = _by_place((one.server, one.channel) for team in teams for one in team.channels.discord)
        found += await examine_discord(discord.api_url, tokens.discord_bot, places)
    return found


async def _outside(settings: Settings, tokens: Tokens) -> list[Finding]:
    found: list[Finding] = []
    if settings.email:
        from bot.platforms.email.doctor import examine as examine_email  # noqa: PLC0415 - loaded only now

        found += await examine_email(server_of(settings.email, tokens))
    if hooks := hooks_of(settings, tokens):
        from bot.platforms.webhook.doctor import examine as examine_webhooks  # noqa: PLC0415

        found += await examine_webhooks(hooks, datetime.now(UTC))
    return found


def _by_place(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    """Channels by the workspace or server that they are in."""
    places: dict[str, list[str]] = {}
    for workspace, channel in pairs:
        places.setdefault(workspace, []).append(channel)
    return places
