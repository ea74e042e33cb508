"""A small local Discord with a real connection in it, and a reception whose routes each test declares."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.chat.cards import Card, Option, Paragraph, card
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission, Happening, MessageCall
from bot.chat.phrases import Phrases
from bot.chat.replies import Reply, Say
from bot.chat.router import Router
from bot.chat.routes import Route
from bot.platforms.discord.connection import DiscordConnection
from bot.sandbox.discord.server import API, DiscordServer
from bot.sandbox.discord.windows import Windows
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.seen import SeenMessage, SeenRow, SeenText

GUILD, CHANNEL, CLOSED = "2000000000000000001", "3000000000000000001", "3000000000000000002"
ANA, BEN = "4000000000000000001", "4000000000000000002"
APP = LocalApp("5000000000000000001", "5000000000000000002", "stem-bot", "invented-token")


@dataclass
class SmallReception:
    """Runs a route directly; remembers the calls."""

    router: Router
    seconds: float = 0.0
    away: Exception | None = None
    calls: list[Call] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)

    def phrases(self, call: Call) -> Phrases:
        return Phrases(call.locale)

    async def answer(self, call: Call) -> Reply:
        self.calls.append(call)
        await asyncio.sleep(self.seconds)
        if self.away:
            raise self.away
        match call:
            case CommandCall():
                command = self.router.commands.get(call.command)
                return (
                    command.run(None, call) if command else Say(card(Paragraph(f"no command: {call.line}")))
                )
            case ActionCall():
                return self.router.action(call.action).run(None, call)
            case FormSubmission():
                return self.router.submission(call.form).run(None, call)
            case MessageCall():
                return self.router.shortcut(call.shortcut).run(None, call)

    async def notice(self, happening: Happening) -> None:
        self.happenings.append(happening)

    async def suggest(self, call: CommandCall, parameter: str, typed: str) -> Sequence[Option]:
        self.calls.append(call)
        known = {one.name: one for one in self.router.commands[call.command].parameters}
        suggest = known[parameter].suggest
        return suggest(None, call, typed) if suggest else ()


@dataclass
class Town:
    """What a test works with: the server with its people, the connection, the reception."""

    server: DiscordServer
    connection: DiscordConnection
    reception: SmallReception

    def seen(self, user: str = ANA, place: str = CHANNEL) -> list[SeenMessage]:
        return list(self.server.messages(user, place))

    def direct(self, user: str = ANA) -> str:
        return next(place.id for place in self.server.places(user) if place.direct)


@asynccontextmanager
async def local_town(
    *routes: Route, windows: Windows | None = None, started: bool = True, rate_limits: bool = True
) -> AsyncIterator[Town]:
    people = (LocalPerson(ANA, "Ana"), LocalPerson(BEN, "Ben"))
    channels = (
        LocalChannel(CHANNEL, "stem", (ANA, BEN)),
        LocalChannel(CLOSED, "closed", (ANA,), has_app=False),
    )
    workspace = LocalWorkspace(GUILD, "School", APP, people, channels)
    server = DiscordServer([workspace], lambda: datetime.now(UTC), windows, rate_limits=rate_limits)
    await server.start()
    reception = SmallReception(Router(routes))
    connection = connect(server, reception)
    try:
        if started:
            await connection.start()
        yield Town(server, connection, reception)
    finally:
        await connection.stop()
        await server.stop()


def connect(
    server: DiscordServer, reception: SmallReception, token: str = APP.bot_token
) -> DiscordConnection:
    return DiscordConnection(server.address + API, server.gateway_address, token, reception, Phrases)


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - the real server tells nobody
            await asyncio.sleep(0.01)


def words(message: SeenMessage) -> str:
    texts = [part for part in message.parts if isinstance(part, SeenText)]
    return "\n".join("".join(span.text for span in text.spans) for text in texts)


def controls(message: SeenMessage) -> list[str]:
    return [one.id for part in message.parts if isinstance(part, SeenRow) for one in part.controls]


def says(text: str) -> Card:
    return card(Paragraph(text))
