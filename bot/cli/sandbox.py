"""`stem-bot sandbox`: the local workspace alone, for people who write other bots."""

from __future__ import annotations

import asyncio
import logging
import signal
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.failures import Told
from bot.cli.logs import logging_to_stderr
from bot.cli.ports import PORT, another_port

if TYPE_CHECKING:
    from bot.sandbox.alone.serve import Ports, Workspace

_OPTIONS = {"page": "--port", "slack": "--slack-port", "discord": "--discord-port"}
_FEW, _MANY = 5, 500


@click.command
@click.option("--port", type=PORT, default=8765, show_default=True, help="The page.")
@click.option("--slack-port", type=PORT, default=8766, show_default=True, help="Slack's API and sockets.")
@click.option("--discord-port", type=PORT, default=8767, show_default=True, help="Discord's API and gateway.")
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The manifest of your Slack app, YAML or JSON. Without it the app may do everything.",
)
@click.option(
    "--people", type=click.IntRange(1, _MANY), default=_FEW, show_default=True, help="How many are invented."
)
@click.option("--rate-limits/--no-rate-limits", default=True, help="Refuse what comes too fast, as they do.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
def sandbox(
    port: int,
    slack_port: int,
    discord_port: int,
    manifest: Path | None,
    people: int,
    *,
    rate_limits: bool,
    browser: bool,
) -> None:
    """Stand in for Slack and Discord on this computer, without stem-bot: for trying other bots."""
    click.get_current_context().with_resource(logging_to_stderr(logging.WARNING))
    # Only this subcommand needs the local workspace.
    from bot.cli.app_manifest import read_app_manifest  # noqa: PLC0415
    from bot.sandbox.alone.serve import Ports, PortTaken  # noqa: PLC0415

    data = read_app_manifest(manifest) if manifest else None
    ports = Ports(port, slack_port, discord_port)
    try:
        asyncio.run(_serve(ports, people, data, rate_limits=rate_limits, browser=browser))
    except PortTaken as taken:
        option = _OPTIONS[taken.option]
        what = f"Port {taken.port} is taken, perhaps by another sandbox or demo."
        again = f"stem-bot sandbox {option} {another_port(taken.port)}"
        raise Told(f"{what} End that one, or choose another port: {again}") from taken


async def _serve(
    ports: Ports, people: int, manifest: Mapping[str, Any] | None, *, rate_limits: bool, browser: bool
) -> None:
    from bot.sandbox.alone.serve import serving  # noqa: PLC0415

    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    async with serving(ports, people, manifest=manifest, rate_limits=rate_limits) as workspace:
        click.echo(_introduction(workspace))
        if browser:
            await asyncio.to_thread(webbrowser.open, workspace.page)
        await told.wait()


def _introduction(workspace: Workspace) -> str:
    slack, discord = workspace.sample.slack.app, workspace.sample.discord.app
    return f"""\
The local workspace is open: {workspace.page}

Slack
  base URL        {workspace.slack_api}
  bot token       {slack.bot_token}
  app token       {slack.app_token}
  signing secret  {slack.signing_secret}
Discord
  API             {workspace.discord_api}
  gateway         {workspace.discord_gateway}
  token           {discord.bot_token}

Nothing leaves this computer. Ctrl-C ends it."""
