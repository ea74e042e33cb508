"""A whole fuzzing of one server: the stand, the apps on its sockets, the requests, and what came of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from random import Random

import aiohttp

from tests.sandbox.fuzz.campaign import Campaign, Source
from tests.sandbox.fuzz.discord_requests import DiscordRequests
from tests.sandbox.fuzz.fuzzed_apps import FuzzedDiscordApp, FuzzedSlackApp, listening
from tests.sandbox.fuzz.harvest import Harvest
from tests.sandbox.fuzz.junk import Junk
from tests.sandbox.fuzz.page_requests import PageRequests
from tests.sandbox.fuzz.people import busy
from tests.sandbox.fuzz.premises import Premises, premises
from tests.sandbox.fuzz.slack_requests import SlackRequests
from tests.sandbox.fuzz.watch import watching

SERVERS = ("slack", "discord", "page")


@dataclass(frozen=True)
class Outcome:
    """`findings` is empty when nothing was wrong; `frames` were sent by the apps over sockets."""

    server: str
    requests: int
    seconds: float
    frames: int
    statuses: dict[int, int]
    findings: list[str] = field(default_factory=list)


class Fuzzing:
    """Fuzzes one server as often as it is told to, always on the same stand."""

    def __init__(self, server: str, here: Premises, session: aiohttp.ClientSession, seed: str) -> None:
        junk = Junk(Random(seed))  # noqa: S311 - a seeded source is the point
        harvest = Harvest(junk.random)
        sources: dict[str, Source] = {
            "slack": SlackRequests(junk, harvest),
            "discord": DiscordRequests(junk, harvest),
            "page": PageRequests(junk, harvest),
        }
        source = sources[server]
        self._here = here
        self._session = session
        self._campaign = Campaign(server, here.address(server), source, harvest)
        self._apps = [
            FuzzedSlackApp(here, session, junk, harvest),
            FuzzedSlackApp(here, session, junk, harvest),
            FuzzedDiscordApp(here, session, junk, harvest),
        ]
        self._junk = junk
        self._harvest = harvest

    async def run(self, requests: int) -> Outcome:
        """Send so many requests while the apps listen and the people are busy."""
        campaign, began = self._campaign, time.perf_counter()
        with watching() as watch:
            async with listening(self._apps), busy(self._here, self._junk, self._harvest, watch):
                await campaign.run(requests, self._session)
        return Outcome(
            campaign.server,
            requests,
            time.perf_counter() - began,
            sum(app.frames for app in self._apps),
            dict(sorted(campaign.statuses.items())),
            [*campaign.findings, *watch.found],
        )


async def fuzz(server: str, requests: int, seed: str, *, rate_limits: bool = False) -> Outcome:
    """One fuzzing on a stand of its own."""
    async with premises(rate_limits=rate_limits) as here, aiohttp.ClientSession() as session:
        return await Fuzzing(server, here, session, seed).run(requests)
