"""The bot's connection to Slack: signs in to every workspace, listens on Socket Mode, stops without loss."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import aiohttp
import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError

from bot.chat.events import Call, MessageCall
from bot.chat.link import Link, LinkState
from bot.chat.messenger import BotAway, Messenger, Reception
from bot.chat.phrases import Phrases
from bot.chat.sending_limits import SendingLimits
from bot.platforms.slack import inbound, visits
from bot.platforms.slack.answers import PATIENCE, Answers
from bot.platforms.slack.client import SlackMessenger
from bot.platforms.slack.delivery import Delivery
from bot.platforms.slack.direct import DirectMessages
from bot.platforms.slack.failures import error_word
from bot.platforms.slack.home import HomePages
from bot.platforms.slack.home_tab import HomeTab
from bot.platforms.slack.listeners import listen, new_app
from bot.platforms.slack.locales import Locales
from bot.platforms.slack.markup import Json
from bot.platforms.slack.permalinks import Permalinks
from bot.platforms.slack.reach import PLATFORM, Reach
from bot.platforms.slack.sign_in import CannotSignIn, sign_in
from bot.platforms.slack.socket_mode import SocketMode
from bot.platforms.slack.tasks import Tasks
from bot.platforms.slack.web import new_client, new_session

# How long stopping waits for what is under way, seconds.
DRAIN = 10.0
_log = structlog.get_logger(__name__)


class SlackConnection:
    """The app in all its workspaces; `bot_tokens` by workspace id. Made once, started once."""

    platform = PLATFORM

    def __init__(
        self,
        api_url: str,
        app_token: str,
        bot_tokens: Mapping[str, str],
        reception: Reception,
        t: Phrases,
        patience: float = PATIENCE,
        limits: SendingLimits | None = None,
    ) -> None:
        self._api_url = api_url
        self._app_token = app_token
        self._reception = reception
        self._t = t
        self._patience = patience
        self._clients = {workspace: new_client(api_url, token) for workspace, token in bot_tokens.items()}
        self._direct = DirectMessages(self._clients)
        self._locales = Locales(self._clients)
        self._permalinks = Permalinks(self._clients)
        self.messenger: Messenger = SlackMessenger(self._clients, self._direct, limits)
        self._tasks = Tasks()
        self._socket: SocketMode | None = None
        self._session: aiohttp.ClientSession | None = None
        self._stopping = False

    @property
    def connected(self) -> bool:
        """Whether Slack's socket is open and heard from lately."""
        return self._socket is not None and self._socket.connected

    @property
    def link(self) -> Link:
        """How the connection stands."""
        if self._socket is None:
            return Link(LinkState.AWAY)
        return Link(LinkState.LISTENING if self.connected else LinkState.AWAY, self._socket.silent_for)

    async def start(self) -> None:
        """Sign in and connect; raises `CannotSignIn` for a token that Slack refuses."""
        self._session = new_session()
        for client in self._clients.values():
            client.session = self._session
        try:
            identities = await sign_in(self._clients)
            self._socket = await self._listen(self._session, identities)
        except BaseException:
            await self._session.close()
            raise

    async def stop(self) -> None:
        """Let what is under way finish, then disconnect."""
        if given_up := await self._tasks.drain(DRAIN):
            _log.warning("slack.stopped_early", unfinished=given_up)
        # What comes in from here on stays unacknowledged rather than half done.
        self._stopping = True
        if self._socket is not None:
            await self._socket.close()
        if self._session is not None:
            await self._session.close()

    async def _listen(
        self, session: aiohttp.ClientSession, identities: Mapping[str, AuthorizeResult]
    ) -> SocketMode:
        app = new_app(new_client(self._api_url, session=session), identities, self._t)
        delivery = Delivery(self._clients, self.messenger, self._direct, session)
        pages = HomePages(self._reception, self._clients, self._locales)
        home = HomeTab(pages, delivery, self._tasks)
        answers = Answers(self._reception, delivery, home, self._tasks, self._patience)
        listen(app, lambda payload: self._receive(payload, answers))
        socket = SocketMode(app, self._app_token, self._tasks)
        try:
            await socket.connect()
        except SlackApiError as problem:
            await socket.close()
            raise CannotSignIn(
                f"Slack refuses the app token ({error_word(problem)}). Make an app-level token (xapp-…) with "
                "the scope connections:write, under Basic Information of the app, and set that."
            ) from problem
        return socket

    async def _receive(self, payload: Mapping[str, Any], answers: Answers) -> Json:
        if self._stopping:
            raise BotAway("stopping")
        if found := visits.visit(payload):
            return await answers.visited(found)
        if inbound.is_event(payload):
            if happening := inbound.happening(payload):
                await self._reception.notice(happening)
            return {}
        reach = inbound.where(payload)
        direct, locale, link = await self._unsaid(payload, reach)
        arrival = inbound.read(payload, replace(reach, direct=direct), self._reception.router)
        if arrival is None:
            return {}
        return await answers.first(replace(arrival, call=_complete(arrival.call, locale, link)))

    async def _unsaid(self, payload: Mapping[str, Any], reach: Reach) -> tuple[bool, str, str]:
        """What no payload says: whether it came from the direct message, a locale, a message's address."""
        person, used_on = reach.person(), inbound.used_on(payload)
        direct, locale = self._direct.known_between(person, reach.channel), self._locales.known(person)
        if used_on is None and direct is not None and locale is not None:
            return direct, locale, ""
        return await asyncio.gather(
            self._direct.is_between(person, reach.channel),
            self._locales.of(person),
            self._permalinks.of(used_on),
        )


def _complete(call: Call, locale: str, link: str) -> Call:
    """The call with what its payload does not say."""
    if isinstance(call, MessageCall):
        return replace(call, locale=locale, link=link)
    return replace(call, locale=locale)
