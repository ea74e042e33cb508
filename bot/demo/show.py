"""`stem-bot demo`: a sample district on both local workspaces, with the whole bot and the page."""

from __future__ import annotations

import asyncio
import signal
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.app import assemble, connections
from bot.chat.router import Router
from bot.config.load import load_settings
from bot.config.settings import Settings
from bot.config.tokens import resolve_tokens
from bot.declared.apply import apply_plans
from bot.declared.installation import sync_installation
from bot.declared.load import load_declared
from bot.demo import demo_files
from bot.demo.district import APPS, DISCORD, SLACK, District, district
from bot.demo.opening import MONDAY, Stage, play
from bot.demo.time_machine import TimeMachine
from bot.features.all import ROUTES
from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.movable_clock import MovableClock
from bot.sandbox.page import PageServer, Platform
from bot.sandbox.residents import Persona
from bot.sandbox.slack.server import SlackServer
from bot.store.engine import Store, open_store
from bot.store.migrate import migrate
from rubric.load import load_library
from rubric.model import Library

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Show:
    """The demo as it runs."""

    address: str
    stage: Stage
    store: Store


async def run(*, port: int, open_browser: bool) -> None:
    """Show the demo until Ctrl-C; its data lives in a folder that goes with it."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    with tempfile.TemporaryDirectory(prefix="stem-bot-demo-") as folder:
        async with open_show(Path(folder), port) as show:
            print(f"stem-bot is at work in a sample district: {show.address}", flush=True)  # noqa: T201 - a person reads this
            print("This is a local workspace. Nothing leaves this computer. Ctrl-C ends it.", flush=True)  # noqa: T201
            if open_browser:
                await asyncio.to_thread(webbrowser.open, show.address)
            await told.wait()


@asynccontextmanager
async def open_show(folder: Path, port: int = 0) -> AsyncIterator[Show]:
    """Start both workspaces, the bot and the page, and play the opening; stop them in the other order."""
    clock = MovableClock(MONDAY)
    library = load_library()
    store, settings = await _prepared(folder, clock, library)
    start = await store.read(lambda session: district(session, library))
    slack = SlackServer(
        [start.workspaces[SLACK]], clock.now, manifest=slack_manifest(shortcuts=Router(ROUTES).shortcuts)
    )
    discord = DiscordServer([start.workspaces[DISCORD]], clock.now)
    await asyncio.gather(slack.start(HOST), discord.start(HOST))
    settings = _pointed_at(settings, slack, discord)
    tokens = resolve_tokens(settings, _environment(), "config.example.yaml")
    app = assemble(store, clock, library, partial(connections, settings, tokens, store))
    time = TimeMachine(clock, store, app.settle)
    page = PageServer(_platforms(start, slack, discord), start.personas, time)
    try:
        await app.start()
        stage = Stage({SLACK: slack.hands, DISCORD: discord}, _by_name(start), time)
        await play(stage)
        await page.start(HOST, port)
        yield Show(page.address, stage, store)
    finally:
        await page.stop()
        await time.stop()
        await app.stop()
        await asyncio.gather(slack.stop(), discord.stop())


def _platforms(start: District, slack: SlackServer, discord: DiscordServer) -> dict[str, Platform]:
    return {
        SLACK: Platform(start.workspaces[SLACK], slack.hands, slack.traffic, slack.fault_desk),
        DISCORD: Platform(start.workspaces[DISCORD], discord, discord.traffic, discord.fault_desk),
    }


async def _prepared(folder: Path, clock: MovableClock, library: Library) -> tuple[Store, Settings]:
    """A fresh database with the example's teams and the sample roster in it."""
    config, declared = demo_files()
    settings = load_settings(config)
    url = f"sqlite:///{folder / 'demo.db'}"
    migrate(url)
    store = open_store(url)
    await store.write(partial(sync_installation, settings=settings, library=library, now=clock.now()))
    plans = load_declared(declared, settings, library)
    await store.write(partial(apply_plans, plans=plans, now=clock.now()))
    return store, settings


def _pointed_at(settings: Settings, slack: SlackServer, discord: DiscordServer) -> Settings:
    """The same settings with the local addresses in place of the platforms' own."""
    slack_settings, discord_settings = settings.platforms.slack, settings.platforms.discord
    if slack_settings is None or discord_settings is None:
        raise ValueError("config.example.yaml names both platforms")
    platforms = settings.platforms.model_copy(
        update={
            "slack": slack_settings.model_copy(update={"api_url": f"{slack.address}/api/"}),
            "discord": discord_settings.model_copy(
                update={"api_url": f"{discord.address}/api/v10", "gateway_url": discord.gateway_address}
            ),
        }
    )
    return settings.model_copy(update={"platforms": platforms})


def _environment() -> Mapping[str, str]:
    return {
        "SLACK_APP_TOKEN": APPS[SLACK].app_token,
        "SLACK_BOT_TOKEN": APPS[SLACK].bot_token,
        "DISCORD_BOT_TOKEN": APPS[DISCORD].bot_token,
    }


def _by_name(start: District) -> dict[str, Persona]:
    return {persona.name: persona for persona in start.personas}
