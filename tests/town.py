"""A district in a test: both local platforms, the whole bot on real sockets, and people who use it.

Tests read like a chat: `await pat.types("/stem rate …")`, `await pat.presses("Undo")`, `await pat.sees("…")`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from bot.app import App, assemble
from bot.chat.router import Router
from bot.demo.time_machine import TimeMachine
from bot.features.all import ROUTES
from bot.language.catalogue import phrases_in
from bot.platforms.discord.connection import DiscordConnection
from bot.platforms.slack.connection import SlackConnection
from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.movable_clock import MovableClock
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.seen import SeenButton, SeenForm, SeenMenu, SeenMessage, SeenRow
from bot.sandbox.slack.server import SlackServer
from bot.store.engine import Store, open_store
from bot.store.migrate import migrate
from rubric.load import load_library
from tests.words import words_of, words_of_form

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.orm import Session

    from bot.chat.messenger import Reception
    from bot.sandbox.hands import Hands

T = TypeVar("T")
PATIENCE = 20.0
MONDAY_MORNING = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
SLACK_TEAM, SLACK_CHANNEL = "T0SLT", "C0SLT"
GUILD, GUILD_CHANNEL = "700000000000000001", "700000000000000101"
NAMES = ("fay", "pat", "cora", "theo", "sam", "stella", "liv", "dina", "finn", "nora", "luz")
# Whose apps are not in English, and what each platform calls their language.
LOCALES = {("luz", "slack"): "es-LA", ("luz", "discord"): "es-419"}
SLACK_IDS = {name: f"U0{name.upper()}" for name in NAMES}
DISCORD_IDS = {name: f"8000000000000000{number:02}" for number, name in enumerate(NAMES, start=1)}
ACCOUNTS: Mapping[str, Mapping[str, str]] = {"slack": SLACK_IDS, "discord": DISCORD_IDS}

POSTING = {"slack": "chat.postMessage", "discord": "POST /channels/{channel_id}/messages"}


class NotSeen(AssertionError):  # noqa: N818 - says what happened
    """What a person should see did not come; the message shows what they do see."""


@dataclass
class Town:
    """Everything that runs."""

    app: App
    clock: MovableClock
    time: TimeMachine
    hands: Mapping[str, Hands]
    store: Store
    faults: Mapping[str, Faults]

    def refuses_posts(self, platform: str, error: str, times: int = 1) -> None:
        """Let the platform refuse the next messages with its own error word."""
        self.refuses(platform, POSTING[platform], error, times)

    def refuses(self, platform: str, request: str, error: str, times: int = 1) -> None:
        """The same of any request."""
        self.faults[platform].next(request, Fault("refuse", error=error), times)

    def person(self, name: str, platform: str) -> Somebody:
        """A person at one platform."""
        return Somebody(name, platform, ACCOUNTS[platform][name], self.hands[platform], self)

    async def ask(self, question: Callable[[Session], T]) -> T:
        """Look into the database."""
        return await self.store.read(question)

    async def tell(self, change: Callable[[Session], T]) -> T:
        """Write into the database, as an import would."""
        return await self.store.write(change)


@dataclass
class Somebody:
    """A person who sits before one platform."""

    name: str
    platform: str
    account: str
    hands: Hands
    town: Town

    @property
    def direct(self) -> str:
        """Their direct message with the bot."""
        return next(place.id for place in self.hands.places(self.account) if place.direct)

    @property
    def channel(self) -> str:
        """The team's channel."""
        return next(place.id for place in self.hands.places(self.account) if not place.direct)

    async def types(self, text: str, *, channel: bool = False) -> None:
        """Type a line to the bot, or in the channel."""
        await self.hands.types(self.account, self.channel if channel else self.direct, text)

    async def presses(self, label: str, *, channel: bool = False) -> None:
        """Press the newest button with that label."""
        message, control = await self._finds(lambda: self._control(SeenButton, label, channel=channel), label)
        await self.hands.presses(self.account, message, control)

    async def chooses(self, option: str, *, channel: bool = False) -> None:
        """Choose an option (by its label's beginning) from the newest menu that has it."""
        message, control, value = await self._finds(lambda: self._option(option, channel=channel), option)
        await self.hands.presses(self.account, message, control, value)

    async def uses(self, shortcut: str, words: str, *, channel: bool = True) -> None:
        """Choose a shortcut in the menu of the newest message that holds the words."""
        message = await self.sees(words, channel=channel)
        await self.hands.uses_on_message(self.account, message.id, shortcut)

    async def fills(self, values: Mapping[str, str]) -> None:
        """Fill the open form by labels (their beginnings) and send it; options by their labels too."""
        form = await self._finds(lambda: self.hands.form(self.account), "a form")
        await self.hands.submits(
            self.account, dict(_by_id(form, label, value) for label, value in values.items())
        )

    async def sees(self, *words: str, channel: bool = False) -> SeenMessage:
        """Wait for a message that holds all the words; returns the newest such."""
        return await self._finds(lambda: self._message(words, channel=channel), " + ".join(words))

    async def sees_in_form(self, *words: str) -> SeenForm:
        """Wait for a form that shows all the words, its errors included."""
        return await self._finds(lambda: self._form_with(words), " + ".join(words))

    async def is_greeted(self, *words: str) -> None:
        """See the hello where it first comes: in a direct message, or behind the call to all."""
        if self.platform == "discord":
            await self.presses("Say hello", channel=True)
        await self.sees("Hello, I am stem-bot.", *words, channel=self.platform == "discord")

    async def agrees(self) -> None:
        """Say yes to the hello where it stands."""
        await self.presses("Sounds good", channel=self.platform == "discord")

    def messages(self, *, channel: bool = False) -> Sequence[str]:
        """The words of every message there, oldest first."""
        place = self.channel if channel else self.direct
        return [words_of(message) for message in self.hands.messages(self.account, place)]

    async def _finds(self, look: Callable[[], T | None], wanted: str) -> T:
        try:
            async with asyncio.timeout(PATIENCE):
                while (found := look()) is None:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)  # a person looks again; there is no event for "not yet"
                return found
        except TimeoutError:
            raise NotSeen(f"{self.name} does not see {wanted!r}. On the screen:\n{self._screen()}") from None

    def _screen(self) -> str:
        shown = [f"— {words}" for words in (*self.messages(channel=True), *self.messages())]
        return "\n".join([*shown, *(f"! {one.words}" for one in self.hands.troubles(self.account))])

    def _seen(self, *, channel: bool) -> Sequence[SeenMessage]:
        return self.hands.messages(self.account, self.channel if channel else self.direct)

    def _message(self, words: Sequence[str], *, channel: bool) -> SeenMessage | None:
        fitting = [one for one in self._seen(channel=channel) if all(word in words_of(one) for word in words)]
        return fitting[-1] if fitting else None

    def _control(self, kind: type[SeenButton], label: str, *, channel: bool) -> tuple[str, str] | None:
        for message in reversed(self._seen(channel=channel)):
            for control in _controls(message):
                if isinstance(control, kind) and control.label == label:
                    return message.id, control.id
        return None

    def _option(self, label: str, *, channel: bool) -> tuple[str, str, str] | None:
        for message in reversed(self._seen(channel=channel)):
            for control in _controls(message):
                options = control.options if isinstance(control, SeenMenu) else ()
                for option in options:
                    if option.label.startswith(label):
                        return message.id, control.id, option.id
        return None

    def _form_with(self, words: Sequence[str]) -> SeenForm | None:
        form = self.hands.form(self.account)
        return form if form and all(word in words_of_form(form) for word in words) else None


def _controls(message: SeenMessage) -> list[SeenButton | SeenMenu]:
    return [control for part in message.parts if isinstance(part, SeenRow) for control in part.controls]


def _by_id(form: SeenForm, label: str, value: str) -> tuple[str, str]:
    field = next((one for one in form.fields if one.label.startswith(label)), None)
    if field is None:
        raise NotSeen(f"no field {label!r} in the form:\n{words_of_form(form)}")
    chosen = next((option.id for option in field.options if value and option.label.startswith(value)), value)
    return field.id, chosen


@asynccontextmanager
async def open_town(
    database_url: str, *, start: datetime = MONDAY_MORNING, outside: tuple[str, ...] = ()
) -> AsyncIterator[Town]:
    """Start everything for one test, and stop it; who is `outside` is not in Slack's channel yet."""
    clock = MovableClock(start)
    slack = SlackServer(
        [_slack_workspace(outside)], clock.now, manifest=slack_manifest(shortcuts=Router(ROUTES).shortcuts)
    )
    discord = DiscordServer([_discord_server()], clock.now)
    await asyncio.gather(slack.start(), discord.start())
    migrate(database_url)
    store = open_store(database_url)
    app = assemble(store, clock, load_library(), lambda reception: _connections(slack, discord, reception))
    try:
        await app.start()
        time = TimeMachine(clock, store, app.settle)
        faults = {"slack": slack.faults, "discord": discord.faults}
        yield Town(app, clock, time, {"slack": slack.hands, "discord": discord}, store, faults)
    finally:
        await app.stop()
        await asyncio.gather(slack.stop(), discord.stop())


def _connections(
    slack: SlackServer, discord: DiscordServer, reception: Reception
) -> tuple[SlackConnection, DiscordConnection]:
    t = phrases_in("en")
    return (
        SlackConnection(f"{slack.address}/api/", "xapp-test", {SLACK_TEAM: "xoxb-test"}, reception, t),
        DiscordConnection(
            f"{discord.address}/api/v10", discord.gateway_address, "bot-token", reception, phrases_in
        ),
    )


def _slack_workspace(outside: tuple[str, ...]) -> LocalWorkspace:
    people = _people("slack")
    inside = tuple(id_ for name, id_ in SLACK_IDS.items() if name not in outside)
    channel = LocalChannel(SLACK_CHANNEL, "slt", inside)
    bot = LocalApp("A0STEM", "U0STEMBOT", "stem-bot", "xoxb-test", "xapp-test")
    return LocalWorkspace(SLACK_TEAM, "Test District", bot, people, (channel,))


def _discord_server() -> LocalWorkspace:
    people = _people("discord")
    channel = LocalChannel(GUILD_CHANNEL, "slt", tuple(DISCORD_IDS.values()))
    bot = LocalApp("900000000000000001", "900000000000000001", "stem-bot", "bot-token")
    return LocalWorkspace(GUILD, "Test District", bot, people, (channel,))


def _people(platform: str) -> tuple[LocalPerson, ...]:
    return tuple(
        LocalPerson(account, name.capitalize(), locale=LOCALES.get((name, platform), "en-US"))
        for name, account in ACCOUNTS[platform].items()
    )
