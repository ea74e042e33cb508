"""A Discord server for the workshop club, and its bot in every client library that is tried on it."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.seen import SeenForm, SeenMessage
from tests.other_clients.programs import Program, running
from tests.sandbox.discord.lincoln_server import until

GUILD, CHANNEL = "700000000000000001", "700000000000000011"
ANA, BEN = "700000000000000101", "700000000000000102"
APP = "700000000000000901"


def token_of(app: str) -> str:
    """A token as Discord makes them: clients read the app's id from its first part."""
    return ".".join((base64.b64encode(app.encode()).decode().rstrip("="), "Ym90", "c2VjcmV0"))


CLUB = LocalWorkspace(
    id=GUILD,
    name="Workshop Club",
    app=LocalApp(APP, APP, "club-bot", token_of(APP)),
    people=(LocalPerson(ANA, "Ana Ruiz"), LocalPerson(BEN, "Ben Okafor", "America/Chicago")),
    channels=(LocalChannel(CHANNEL, "workshops", (ANA, BEN)),),
)
DISCORD_JS = Program("discord_js.mjs", "discord.js")
HIKARI = Program("hikari_bot.py", "hikari", when_cut="Socket has closed")


class Club:
    """The server as its people use it."""

    def __init__(self, server: DiscordServer) -> None:
        self.server = server

    def channel(self, user: str = ANA) -> Sequence[SeenMessage]:
        return self.server.messages(user, CHANNEL)

    def direct(self, user: str = ANA) -> str:
        return next(place.id for place in self.server.places(user) if place.direct)

    def form(self, user: str = ANA) -> SeenForm:
        form = self.server.form(user)
        assert form is not None
        return form

    async def sees(self, true: Callable[[], bool]) -> None:
        """Wait for what the bot does after its first answer."""
        await until(true)


@asynccontextmanager
async def club(program: Program, token: str = CLUB.app.bot_token, may_log: str = "") -> AsyncIterator[Club]:
    """Open the server with the program logged in to it; trouble that a person is told fails the test."""
    server = DiscordServer((CLUB,), lambda: datetime(2026, 12, 8, 17, 0, tzinfo=UTC))
    await server.start()
    try:
        async with running(program, {"CLUB_ADDRESS": server.address, "CLUB_BOT_TOKEN": token}, may_log):
            yield Club(server)
        troubles = [trouble.words for user in (ANA, BEN) for trouble in server.troubles(user)]
        assert not troubles, troubles
    finally:
        await server.stop()
