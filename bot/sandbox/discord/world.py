"""Everything that the local Discord holds, put together once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.discord.changes import Changes
from bot.sandbox.discord.commands.shelf import CommandShelf
from bot.sandbox.discord.directory import Directory
from bot.sandbox.discord.gateway.hub import Hub
from bot.sandbox.discord.interactions import Interactions
from bot.sandbox.discord.nonces import Nonces
from bot.sandbox.discord.posts import Posts
from bot.sandbox.discord.scheduled_events import ScheduledEvents
from bot.sandbox.discord.screens import Screens
from bot.sandbox.discord.snowflakes import Snowflakes
from bot.sandbox.discord.uploads import Uploads
from bot.sandbox.discord.windows import Windows
from bot.sandbox.residents import LocalWorkspace
from bot.sandbox.traffic import Traffic


@dataclass(frozen=True, slots=True)
class World:
    """The parts that REST, gateway and people share; `approved_intents` are the privileged ones granted."""

    now: Callable[[], datetime]
    approved_intents: int
    ids: Snowflakes
    directory: Directory
    hub: Hub
    posts: Posts
    shelf: CommandShelf
    interactions: Interactions
    screens: Screens
    nonces: Nonces
    changes: Changes
    traffic: Traffic
    events: ScheduledEvents
    uploads: Uploads = field(default_factory=Uploads)
    refuses_dms: set[str] = field(default_factory=set)


def make_world(
    workspaces: Sequence[LocalWorkspace],
    now: Callable[[], datetime],
    windows: Windows,
    approved_intents: int,
) -> World:
    """Return a world with the given workspaces in it."""
    ids = Snowflakes(now)
    directory = Directory(workspaces, ids)
    traffic = Traffic(now)
    hub = Hub(windows, traffic)
    changes = Changes()
    return World(
        now=now,
        approved_intents=approved_intents,
        ids=ids,
        directory=directory,
        hub=hub,
        posts=Posts(directory, hub, ids, changes),
        shelf=CommandShelf(ids),
        interactions=Interactions(ids, windows),
        screens=Screens(now),
        nonces=Nonces(windows.nonce),
        changes=changes,
        traffic=traffic,
        events=ScheduledEvents(directory, hub, ids, now),
    )
