"""Both local platforms and a database that outlive the bot, which runs in a process of its own."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import select

from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.discord.windows import Windows
from bot.sandbox.faults import Fault
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.slack.server import SlackServer
from bot.schedule import outbox
from bot.store.engine import Store, open_store
from bot.store.models import Delivery
from tests.acceptance.child import (
    DISCORD_TOKEN,
    SLACK_APP_TOKEN,
    SLACK_BOT_TOKEN,
    AheadClock,
    Order,
    work,
)
from tests.acceptance.repeats import DiscordRepeats, Repeats, SlackRepeats
from tests.processes import ended
from tests.town import (
    ACCOUNTS,
    DISCORD_IDS,
    GUILD,
    GUILD_CHANNEL,
    SLACK_CHANNEL,
    SLACK_IDS,
    SLACK_TEAM,
    Somebody,
    Town,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from bot.sandbox.hands import Hands

T = TypeVar("T")
# The first bot of all waits for the imports, on a machine that may be busy.
PATIENCE = 30.0
TUESDAY_3PM_NEW_YORK = datetime(2026, 12, 1, 20, 0, tzinfo=UTC)
POST = {"slack": "chat.postMessage", "discord": "POST /channels/{channel_id}/messages"}
HISTORY = {"slack": "conversations.history", "discord": "GET /channels/{channel_id}/messages"}
ANSWER = {"slack": "chat.update", "discord": "POST /interactions/{interaction_id}/{token}/callback"}
# What a process imports takes seconds; it is imported once, and every bot is a fork of that.
_PROCESSES = get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.acceptance.child"])


@dataclass
class Premises:
    """Where the bot works, dies and comes back."""

    order: Order
    slack: SlackServer
    discord: DiscordServer
    repeats: Mapping[str, Repeats]
    store: Store
    _bot: ForkServerProcess | None = field(default=None, init=False)

    def person(self, name: str, platform: str) -> Somebody:
        """A person at one platform."""
        hands: Mapping[str, Hands] = {"slack": self.slack.hands, "discord": self.discord}
        # What a person does needs nothing else of a town.
        return Somebody(name, platform, ACCOUNTS[platform][name], hands[platform], cast("Town", None))

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Look into the database."""
        return await self.store.read(question)

    def fault(self, platform: str, request: str, fault: Fault, times: int = 1) -> None:
        """Let the platform's next requests of that sort fail."""
        faults = self.slack.faults if platform == "slack" else self.discord.faults
        faults.next(request, fault, times)

    def asked(self, platform: str, request: str) -> int:
        """How many requests of that sort the platform got."""
        traffic = self.slack.traffic if platform == "slack" else self.discord.traffic
        return len(traffic.of(request))

    async def start_bot(self) -> None:
        """Start the bot; returns when it is connected to both platforms."""
        ours, theirs = _PROCESSES.Pipe()
        self._bot = _PROCESSES.Process(target=work, args=(self.order, theirs), daemon=True)
        self._bot.start()
        theirs.close()
        assert await asyncio.to_thread(ours.poll, PATIENCE), "the bot did not become ready"
        assert ours.recv() == "ready"

    def bot_shall_die(self, moment: str) -> None:
        """Let the bot die at the next such moment."""
        (self.order.deaths / moment).touch()

    async def bot_died(self) -> None:
        """Wait until the bot is dead; it must have been killed, by itself or by `kill_bot`."""
        assert self._bot is not None
        assert await ended(self._bot, PATIENCE) == -signal.SIGKILL
        assert not [*self.order.deaths.iterdir()]

    async def until_delivered(self, account: str) -> None:
        """Wait until the outbox knows that everything for an account has arrived."""
        waiting = select(Delivery.id).where(Delivery.account == account, Delivery.state != outbox.SENT)
        async with asyncio.timeout(PATIENCE):
            while await self.ask(lambda session: session.scalars(waiting).all()):  # noqa: ASYNC110
                await asyncio.sleep(0.02)  # another process writes there

    def kill_bot(self) -> None:
        """End the bot as `kill -9` does."""
        if self._bot is not None:
            self._bot.kill()


@asynccontextmanager
async def open_premises(database_url: str, deaths: Path, *, identify: float = 0.0) -> AsyncIterator[Premises]:
    """Both platforms on Tuesday afternoon, and no bot yet; `identify`: seconds between two sessions."""
    clock = AheadClock(TUESDAY_3PM_NEW_YORK - datetime.now(UTC))
    slack = SlackServer([_slack_workspace()], clock.now, manifest=slack_manifest())
    # A message is to be found again by its key, not by a nonce that is remembered only for minutes.
    discord = DiscordServer([_discord_server()], clock.now, Windows(nonce=0.0, identify=identify))
    await asyncio.gather(slack.start(), discord.start())
    order = Order(
        database_url,
        f"{slack.address}/api/",
        f"{discord.address}/api/v10",
        discord.gateway_address,
        clock.ahead,
        deaths,
    )
    repeats: Mapping[str, Repeats] = {"slack": SlackRepeats(slack), "discord": DiscordRepeats(discord)}
    premises = Premises(order, slack, discord, repeats, open_store(database_url))
    try:
        yield premises
    finally:
        premises.kill_bot()
        await premises.store.close()
        await asyncio.gather(slack.stop(), discord.stop())


def _slack_workspace() -> LocalWorkspace:
    people = tuple(LocalPerson(id_, name.capitalize()) for name, id_ in SLACK_IDS.items())
    channel = LocalChannel(SLACK_CHANNEL, "slt", tuple(SLACK_IDS.values()))
    bot = LocalApp("A0STEM", "U0STEMBOT", "stem-bot", SLACK_BOT_TOKEN, SLACK_APP_TOKEN)
    return LocalWorkspace(SLACK_TEAM, "Test District", bot, people, (channel,))


def _discord_server() -> LocalWorkspace:
    people = tuple(LocalPerson(id_, name.capitalize()) for name, id_ in DISCORD_IDS.items())
    channel = LocalChannel(GUILD_CHANNEL, "slt", tuple(DISCORD_IDS.values()))
    bot = LocalApp("900000000000000001", "900000000000000001", "stem-bot", DISCORD_TOKEN)
    return LocalWorkspace(GUILD, "Test District", bot, people, (channel,))
