"""The stand on which the fuzzer works: both local platforms and the page, with people and short waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.discord.windows import Windows as DiscordWindows
from bot.sandbox.page import PageServer
from bot.sandbox.page.platform import Platform
from bot.sandbox.residents import LocalApp, LocalChannel, LocalGroup, LocalPerson, LocalWorkspace, Persona
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows as SlackWindows
from bot.sandbox.time_travel import Upcoming

NOON = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)
ANA, BEN, TEAM = "U0ANA", "U0BEN", "C0TEAM"
ANA_THERE, BEN_THERE, CLUB = "700000000000000101", "700000000000000102", "700000000000000011"
SLACK = LocalWorkspace(
    id="T0FUZZ",
    name="Fuzz District",
    app=LocalApp("A0FUZZ", "U0FUZZ", "fuzz", "xoxb-fuzz", "xapp-fuzz"),
    people=(LocalPerson(ANA, "Ana Rivera", email="ana@example.org"), LocalPerson(BEN, "Ben Okafor")),
    channels=(LocalChannel(TEAM, "slt", (ANA, BEN)), LocalChannel("C0OUT", "out", (ANA,), has_app=False)),
    groups=(LocalGroup("S0LEADS", "leads", (ANA,)),),
)
DISCORD = LocalWorkspace(
    id="700000000000000001",
    name="Fuzz Club",
    app=LocalApp("700000000000000901", "700000000000000900", "fuzz", "fuzz-token"),
    people=(LocalPerson(ANA_THERE, "Ana Rivera"), LocalPerson(BEN_THERE, "Ben Okafor")),
    channels=(
        LocalChannel(CLUB, "club", (ANA_THERE, BEN_THERE)),
        LocalChannel("700000000000000012", "out", (ANA_THERE,), has_app=False),
    ),
    groups=(LocalGroup("700000000000000801", "leads", (ANA_THERE,)),),
)
PERSONAS = (
    Persona("ana", "Ana Rivera", "Principal", {"slack": ANA, "discord": ANA_THERE}),
    Persona("ben", "Ben Okafor", "Coach", {"slack": BEN, "discord": BEN_THERE}),
)


class Calendar:
    """A clock with nothing planned."""

    def __init__(self) -> None:
        self.instant = NOON

    def now(self) -> datetime:
        return self.instant

    async def next_event(self) -> Upcoming | None:
        return None

    async def move_to(self, instant: datetime) -> None:
        self.instant = max(self.instant, instant)


@dataclass(frozen=True)
class Premises:
    slack: SlackServer
    discord: DiscordServer
    page: PageServer

    def address(self, server: str) -> str:
        return {"slack": self.slack.address, "discord": self.discord.address, "page": self.page.address}[
            server
        ]


@asynccontextmanager
async def premises(*, rate_limits: bool = False) -> AsyncIterator[Premises]:
    calendar = Calendar()
    slack = SlackServer(
        [SLACK],
        calendar.now,
        windows=SlackWindows(answer=0.3, redelivery=0.1, socket_heartbeat=60),
        rate_limits=rate_limits,
    )
    discord = DiscordServer(
        [DISCORD],
        calendar.now,
        DiscordWindows(
            first_answer=0.3,
            heartbeat=2.0,
            resume=1.0,
            identify=0.0,
            frames_a_minute=10**9,
            sessions_a_day=10**9,
        ),
        rate_limits=rate_limits,
    )
    platforms = {
        "slack": Platform(SLACK, slack.hands, slack.traffic, slack.fault_desk),
        "discord": Platform(DISCORD, discord, discord.traffic, discord.fault_desk),
    }
    page = PageServer(platforms, PERSONAS, calendar)
    await asyncio.gather(slack.start(), discord.start(), page.start())
    try:
        yield Premises(slack, discord, page)
    finally:
        await page.stop()
        await asyncio.gather(slack.stop(), discord.stop())
