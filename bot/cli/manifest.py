"""`stem-bot manifest`: what is pasted into a platform to make the app there."""

from __future__ import annotations

import json

import click


@click.command
@click.argument("platform", type=click.Choice(["slack"]))
@click.option("--name", default="stem-bot", show_default=True, help="What the app is called.")
def manifest(platform: str, name: str) -> None:  # noqa: ARG001 - there is one choice so far
    """Print the manifest with which Slack makes the app (api.slack.com/apps, "From a manifest")."""
    # The libraries behind it are loaded only for this.
    from bot.chat.router import Router  # noqa: PLC0415
    from bot.features.all import ROUTES  # noqa: PLC0415
    from bot.platforms.slack.manifest import slack_manifest  # noqa: PLC0415

    click.echo(json.dumps(slack_manifest(name, Router(ROUTES).shortcuts), indent=2))
