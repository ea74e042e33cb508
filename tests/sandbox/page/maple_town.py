"""A town for the page's tests: both local servers, and in each a tiny real bot that answers `/stem`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.page import PageServer, Platform
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace, Persona
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from bot.sandbox.time_travel import Upcoming
from tests.sandbox.page.small_discord_bot import small_discord_bot
from tests.sandbox.page.small_slack_bot import Poster, small_slack_bot

NOON = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)
ANA, BEN, TEAM = "U0ANA", "U0BEN", "C0TEAM"
ANA_THERE, DEVON, CLUB = "700000000000000101", "700000000000000102", "700000000000000011"

SLACK = LocalWorkspace(
    id="T0MAPLE",
    name="Maple Grove Schools",
    app=LocalApp("A0STEM", "U0STEM", "stem-bot", "xoxb-maple", "xapp-maple"),
    people=(LocalPerson(ANA, "Ana Rivera", "America/Chicago"), LocalPerson(BEN, "Ben Okafor")),
    channels=(LocalChannel(TEAM, "slt", (ANA, BEN)),),
)
DISCORD = LocalWorkspace(
    id="700000000000000001",
    name="Maple Grove STEM club",
    app=LocalApp("700000000000000901", "700000000000000900", "stem-bot", "maple-discord"),
    people=(LocalPerson(ANA_THERE, "Ana Rivera"), LocalPerson(DEVON, "Devon Lee")),
    channels=(LocalChannel(CLUB, "club", (ANA_THERE, DEVON)),),
)
PERSONAS = (
    Persona("ana", "Ana Rivera", "Principal", {"slack": ANA, "discord": ANA_THERE}),
    Persona("ben", "Ben Okafor", "Instructional coach", {"slack": BEN}),
    Persona("devon", "Devon Lee", "Student leader", {"discord": DEVON}),
)


QUOTE = {"name": "Quote it", "type": "message", "callback_id": "quote", "description": "Say it once more"}


def manifest() -> dict[str, Any]:
    """The bot's own manifest, with a home page and a shortcut."""
    known = slack_manifest()
    features, settings = known["features"], known["settings"]
    home = {**features["app_home"], "home_tab_enabled": True}
    return {
        **known,
        "features": {**features, "app_home": home, "shortcuts": [QUOTE]},
        "settings": {**settings, "event_subscriptions": {"bot_events": ["app_home_opened"]}},
    }


class Calendar:
    """A clock with one thing planned: tomorrow the Slack bot says good morning to Ana."""

    def __init__(self) -> None:
        self.instant = NOON
        self.planned = [Upcoming(NOON + timedelta(hours=20), "good morning")]
        self.post: Poster | None = None

    def now(self) -> datetime:
        return self.instant

    async def next_event(self) -> Upcoming | None:
        return self.planned[0] if self.planned else None

    async def move_to(self, instant: datetime) -> None:
        while self.planned and self.planned[0].at <= instant:
            due = self.planned.pop(0)
            self.instant = due.at
            if self.post is not None:
                await self.post(ANA, f"It is time for: {due.words}")
        self.instant = instant


@dataclass(frozen=True)
class Maple:
    page: PageServer
    slack: SlackServer
    discord: DiscordServer
    calendar: Calendar

    @property
    def direct(self) -> str:
        """Ana's direct message in Slack."""
        return next(place.id for place in self.slack.hands.places(ANA) if place.direct)


@asynccontextmanager
async def maple_town(windows: Windows | None = None, name_of_ana: str = "Ana Rivera") -> AsyncIterator[Maple]:
    calendar = Calendar()
    ana, *others = SLACK.people
    schools = replace(SLACK, people=(replace(ana, name=name_of_ana), *others))
    slack = SlackServer([schools], calendar.now, manifest=manifest(), windows=windows)
    discord = DiscordServer([DISCORD], calendar.now)
    platforms = {
        "slack": Platform(schools, slack.hands, slack.traffic, slack.fault_desk),
        "discord": Platform(DISCORD, discord, discord.traffic, discord.fault_desk),
    }
    page = PageServer(platforms, PERSONAS, calendar)
    await asyncio.gather(slack.start(), discord.start(), page.start())
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            small_slack_bot(slack, SLACK.app, session) as calendar.post,
            small_discord_bot(discord, DISCORD.app),
        ):
            yield Maple(page, slack, discord, calendar)
    finally:
        await page.stop()
        await asyncio.gather(slack.stop(), discord.stop())
