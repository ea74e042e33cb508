"""Starting and stopping the three servers of the local workspace when nothing else runs with them."""

from __future__ import annotations

import errno
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.alone.sample import Sample, sample
from bot.sandbox.discord.gateway.intents import PRIVILEGED
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.movable_clock import FreeTime, MovableClock
from bot.sandbox.page import PageServer, Platform
from bot.sandbox.slack.server import SlackServer

HOST = "127.0.0.1"


class PortTaken(Exception):  # noqa: N818 - says what happened
    """A port on which one of the servers should listen is in use; `option` is the port's name in `Ports`."""

    def __init__(self, option: str, port: int) -> None:
        self.option = option
        self.port = port
        super().__init__(f"port {port} is taken")


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the servers listen; the defaults stay what they are, for people write them into programs."""

    page: int = 8765
    slack: int = 8766
    discord: int = 8767


@dataclass(frozen=True, slots=True)
class Workspace:
    """The workspace as it runs: what a program has to know to connect to it."""

    page: str
    slack_api: str
    discord_api: str
    discord_gateway: str
    sample: Sample


@asynccontextmanager
async def serving(
    ports: Ports, people: int, *, manifest: Mapping[str, Any] | None = None, rate_limits: bool = True
) -> AsyncIterator[Workspace]:
    """Serve sample workspaces with so many people; the clock runs by itself and can be moved.

    `manifest` is that of the Slack app, None for one that was given everything. Raises PortTaken, and
    ManifestError for a manifest that Slack would not take.
    """
    clock = MovableClock(datetime.now(UTC))
    there = sample(people, _name_in(manifest or {}))
    slack = SlackServer([there.slack], clock.now, manifest=manifest, rate_limits=rate_limits)
    discord = DiscordServer([there.discord], clock.now, approved_intents=PRIVILEGED, rate_limits=rate_limits)
    page = PageServer(_platforms(there, slack, discord), there.personas, FreeTime(clock))
    async with AsyncExitStack() as running:
        for option, port, server in (
            ("slack", ports.slack, slack),
            ("discord", ports.discord, discord),
            ("page", ports.page, page),
        ):
            running.push_async_callback(server.stop)
            await _listening(server.start(HOST, port), option, port)
        yield Workspace(
            page.address,
            f"{slack.address}/api/",
            f"{discord.address}/api/v10",
            discord.gateway_address,
            there,
        )


def _name_in(manifest: Mapping[str, Any]) -> str:
    display = manifest.get("display_information")
    name = display.get("name") if isinstance(display, Mapping) else None
    return name if isinstance(name, str) else ""


def _platforms(there: Sample, slack: SlackServer, discord: DiscordServer) -> dict[str, Platform]:
    return {
        "slack": Platform(there.slack, slack.hands, slack.traffic, slack.fault_desk),
        "discord": Platform(there.discord, discord, discord.traffic, discord.fault_desk),
    }


async def _listening(started: Awaitable[None], option: str, port: int) -> None:
    try:
        await started
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise PortTaken(option, port) from error
