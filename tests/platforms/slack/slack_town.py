"""A small local Slack with a real connection in it, and a reception whose routes each test declares."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.chat.cards import Card, Option, Paragraph, card
from bot.chat.events import ActionCall, Call, CommandCall, FormSubmission, Happening, MessageCall
from bot.chat.parameters import Parameter
from bot.chat.phrases import Phrases
from bot.chat.replies import Reply, Say
from bot.chat.router import Router
from bot.chat.routes import Command, Route
from bot.platforms.slack.connection import SlackConnection
from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.seen import SeenMessage, SeenRow
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows

ANA, BEN, CY = "U0ANA", "U0BEN", "U1CY"
CHANNEL, LOBBY, SCHOOL_CHANNEL = "C0TEAM", "C0LOBBY", "C1TEAM"
APP_TOKEN = "xapp-local-1"
DISTRICT = LocalWorkspace(
    id="T0DISTRICT",
    name="Cedar District",
    app=LocalApp("A0STEM", "U0STEM", "stem-bot", "xoxb-local-1", APP_TOKEN),
    people=(LocalPerson(ANA, "Ana Ruiz"), LocalPerson(BEN, "Ben Okafor")),
    channels=(
        LocalChannel(CHANNEL, "stem-team", (ANA, BEN)),
        LocalChannel(LOBBY, "lobby", (ANA,), has_app=False),
    ),
)
SCHOOL = LocalWorkspace(
    id="T0SCHOOL",
    name="Elm School",
    app=LocalApp("A0STEM", "U1STEM", "stem-bot", "xoxb-local-2", APP_TOKEN),
    people=(LocalPerson(CY, "Cy Lund"),),
    channels=(LocalChannel(SCHOOL_CHANNEL, "stem", (CY,)),),
)
TOKENS = {one.id: one.app.bot_token for one in (DISTRICT, SCHOOL)}


@dataclass
class SmallReception:
    """Runs a route directly; remembers the calls; may be slow or away."""

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
                return command.run(None, call) if command else Say(says(f"no command: {call.line}"))
            case ActionCall():
                return self.router.action(call.action).run(None, call)
            case FormSubmission():
                return self.router.submission(call.form).run(None, call)
            case MessageCall():
                return self.router.shortcut(call.shortcut).run(None, call)

    async def notice(self, happening: Happening) -> None:
        self.happenings.append(happening)

    async def suggest(self, call: CommandCall, parameter: str, typed: str) -> Sequence[Option]:
        raise NotImplementedError


@dataclass
class Town:
    """What a test works with: the server with its people, the connection, the reception."""

    server: SlackServer
    connection: SlackConnection
    reception: SmallReception

    def seen(self, user: str = ANA, place: str = CHANNEL) -> list[SeenMessage]:
        return list(self.server.hands.messages(user, place))

    def direct(self, user: str = ANA) -> str:
        return next(place.id for place in self.server.hands.places(user) if place.direct)

    async def types(self, line: str, user: str = ANA, place: str = CHANNEL) -> None:
        await self.server.hands.types(user, place, line)

    async def presses(self, message: SeenMessage, control: str, value: str = "", user: str = ANA) -> None:
        await self.server.hands.presses(user, message.id, control, value)


@asynccontextmanager
async def local_town(
    *routes: Route, windows: Windows | None = None, patience: float = 1.5
) -> AsyncIterator[Town]:
    workspaces, manifest = [DISTRICT, SCHOOL], slack_manifest()
    server = SlackServer(workspaces, lambda: datetime.now(UTC), manifest=manifest, windows=windows)
    await server.start()
    reception = SmallReception(Router(routes, when_empty="help"))
    connection = connect(server, reception, patience)
    try:
        await connection.start()
        yield Town(server, connection, reception)
    finally:
        await connection.stop()
        await server.stop()


def connect(server: SlackServer, reception: SmallReception, patience: float = 1.5) -> SlackConnection:
    return SlackConnection(server.address + "/api/", APP_TOKEN, TOKENS, reception, Phrases(), patience)


def command(
    path: str, run: Any, *parameters: Parameter, private: bool = True, opens_form: bool = False
) -> Command:
    summary, example = f"About {path}", f"/stem {path}"
    return Command(path, run, summary, example, parameters, private=private, opens_form=opens_form)


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - the real server tells nobody
            await asyncio.sleep(0.01)


def controls(message: SeenMessage) -> list[str]:
    return [one.id for part in message.parts if isinstance(part, SeenRow) for one in part.controls]


def says(text: str) -> Card:
    return card(Paragraph(text))
