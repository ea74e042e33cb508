"""Posts signed JSON to webhooks: the bot's `Messenger` there. Of an answer only the status is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import aiohttp

from bot.chat.cards import Card
from bot.chat.events import MessageRef, Person
from bot.chat.messenger import Address, File, NotSent, Refused
from bot.chat.phrases import Phrases
from bot.chat.sending_limits import SendingLimits
from bot.platforms.webhook.failures import of_status
from bot.platforms.webhook.hook import PLATFORM, Hook, Hooks
from bot.platforms.webhook.limits import AT_ONCE, sending_limits
from bot.platforms.webhook.render import body
from bot.platforms.webhook.signature import signed

# Seconds.
PATIENCE = 10.0
_FIRST_PAUSE, _LONGEST_PAUSE, _EACH_TIME = 10.0, 3600.0, 3.0
_UNTIL_STARTED_ANEW = 60.0
_USER_AGENT = "stem-bot"


class WebhookMessenger:
    """Webhooks of teams. One is known by the team's id (as the workspace) and its own."""

    platform = PLATFORM

    def __init__(
        self,
        hooks: Hooks,
        now: Callable[[], datetime],
        real: Callable[[], datetime],
        phrases_in: Callable[[str], Phrases],
        limits: SendingLimits | None = None,
    ) -> None:
        self.limits = limits or sending_limits()
        self._hooks = hooks
        self._now = now
        self._real = real
        self._phrases_in = phrases_in
        self._pauses: dict[Hook, float] = {}
        self._session: aiohttp.ClientSession | None = None

    async def send(self, to: Address, card: Card, key: str, file: File | None = None) -> MessageRef:
        """Post it; the delivery's `key` is the webhook-id.

        Whatever leaves open whether it arrived is `NotSent` here: under its id it may be posted again.
        """
        name = "" if isinstance(to, Person) else to.channel
        hook = self._hooks.get((to.workspace, name))
        if hook is None:
            # Another process may have newer settings; what was taken out gets nothing more by itself.
            raise NotSent(
                "this process's configuration names no such webhook", _UNTIL_STARTED_ANEW, alone=True
            )
        content = body(hook, key, card, file, self._now(), self._phrases_in(hook.locale))
        # A receiver compares it with its own clock, which nobody moves.
        now = self._real()
        pause = self._pauses.get(hook, _FIRST_PAUSE)
        try:
            status, wait = await post(self._opened(), hook, key, content, now)
        except (aiohttp.ClientError, OSError, TimeoutError) as problem:
            self._pauses[hook] = min(pause * _EACH_TIME, _LONGEST_PAUSE)
            raise NotSent(f"no answer: {type(problem).__name__}", pause, alone=True) from problem
        if (wrong := of_status(status, wait, pause, now)) is not None:
            self._pauses[hook] = min(pause * _EACH_TIME, _LONGEST_PAUSE)
            raise wrong
        self._pauses.pop(hook, None)
        return MessageRef(PLATFORM, to.workspace, name, key)

    async def edit(self, message: MessageRef, card: Card) -> None:  # noqa: ARG002 - the port names them
        """Refused: what was posted stays as it is."""
        raise Refused("invalid", "what a webhook got cannot be changed")

    async def find(self, to: Address, key: str, since: datetime) -> MessageRef | None:  # noqa: ARG002
        """Nothing: it is posted again, and its id makes a second copy harmless."""
        return None

    async def stop(self) -> None:
        """Close what is open."""
        if self._session is not None:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        # A session belongs to the event loop that runs when it is made.
        if self._session is None or self._session.closed:
            self._session = new_session()
        return self._session


def new_session() -> aiohttp.ClientSession:
    """A session that waits `PATIENCE` seconds for an answer, keeps no connection and no cookie."""
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=PATIENCE),
        connector=aiohttp.TCPConnector(limit=AT_ONCE, force_close=True),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": _USER_AGENT, "Content-Type": "application/json"},
    )


async def post(
    session: aiohttp.ClientSession, hook: Hook, id_: str, content: bytes, at: datetime
) -> tuple[int, str]:
    """The answer's status and Retry-After; its content is not read, and a redirect not followed."""
    headers = signed(id_, at, content, hook.secret)
    async with session.post(hook.url, data=content, headers=headers, allow_redirects=False) as answer:
        status, wait = answer.status, answer.headers.get("Retry-After", "")
        answer.close()
        return status, wait
