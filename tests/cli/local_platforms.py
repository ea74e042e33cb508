"""A local Slack and a local Discord for the command to speak to, and the config that points at them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.program import program
from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.slack.server import SlackServer
from tests.cli.terminal import runner

if TYPE_CHECKING:
    from click.testing import Result

    from bot.sandbox.hands import Hands

ANA_IN_SLACK, ANA_IN_DISCORD = "U0ANA", "800000000000000001"
TOKENS = {
    "SLACK_APP_TOKEN": "xapp-local",
    "SLACK_BOT_TOKEN": "xoxb-local",
    "DISCORD_BOT_TOKEN": "local.bot.token",
}
CONFIG = """\
database: {{url: "sqlite:///{folder}/stem-bot.db"}}
platforms:
  slack:
    api_url: {slack}/api/
    app_token_env: SLACK_APP_TOKEN
    workspaces: {{T0SLT: {{bot_token_env: SLACK_BOT_TOKEN}}}}
  discord:
    api_url: {discord}/api/v10
    gateway_url: {gateway}
    bot_token_env: DISCORD_BOT_TOKEN
teams:
  riverbend:
    name: Riverbend SLT
    zone: America/New_York
    channels:
      slack: [{{workspace: T0SLT, channel: C0SLT}}]
      discord: [{{server: "700000000000000001", channel: "700000000000000101"}}]
"""


@dataclass(frozen=True)
class Platforms:
    """Both servers, and a config that names them."""

    hands: Mapping[str, Hands]
    config: Path

    async def stem_bot(self, *words: str, **changed: str) -> Result:
        """Run the command with the tokens in its environment, other ones where they are given."""
        line = [*words, "--config", str(self.config)]
        return await asyncio.to_thread(runner(TOKENS | changed).invoke, program, line)


@asynccontextmanager
async def local_platforms(folder: Path, *, in_channel: bool = True) -> AsyncIterator[Platforms]:
    """Both servers while they run; `in_channel` says whether the app was added to Slack's channel."""
    slack = SlackServer([_slack(in_channel=in_channel)], lambda: datetime.now(UTC), manifest=slack_manifest())
    discord = DiscordServer([_discord()], lambda: datetime.now(UTC))
    await asyncio.gather(slack.start(), discord.start())
    config = folder / "config.yaml"
    gateway = discord.gateway_address
    text = CONFIG.format(folder=folder, slack=slack.address, discord=discord.address, gateway=gateway)
    config.write_text(text, encoding="utf-8")
    try:
        yield Platforms({"slack": slack.hands, "discord": discord}, config)
    finally:
        await asyncio.gather(slack.stop(), discord.stop())


def _slack(*, in_channel: bool) -> LocalWorkspace:
    app = LocalApp("A0STEM", "U0STEM", "stem-bot", TOKENS["SLACK_BOT_TOKEN"], TOKENS["SLACK_APP_TOKEN"])
    channel = LocalChannel("C0SLT", "slt", (ANA_IN_SLACK,), has_app=in_channel)
    return LocalWorkspace("T0SLT", "District", app, (LocalPerson(ANA_IN_SLACK, "Ana"),), (channel,))


def _discord() -> LocalWorkspace:
    app = LocalApp("900000000000000001", "900000000000000002", "stem-bot", TOKENS["DISCORD_BOT_TOKEN"])
    channel = LocalChannel("700000000000000101", "slt", (ANA_IN_DISCORD,))
    people = (LocalPerson(ANA_IN_DISCORD, "Ana"),)
    return LocalWorkspace("700000000000000001", "Students", app, people, (channel,))
