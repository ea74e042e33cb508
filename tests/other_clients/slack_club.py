"""A Slack workspace for the workshop club, and its bot in every client library that is tried on it."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.seen import SeenForm, SeenMessage
from bot.sandbox.slack.server import SlackServer
from tests.other_clients.programs import Program, running
from tests.sandbox.slack.cedar_district import until

ANA, BEN, CHANNEL = "U0ANA", "U0BEN", "C0CLUB"
CLUB = LocalWorkspace(
    id="T0CLUB",
    name="Workshop Club",
    app=LocalApp("A0CLUB", "U0CLUB", "club-bot", "xoxb-club", "xapp-club"),
    people=(
        LocalPerson(ANA, "Ana Ruiz", email="ana@example.org"),
        LocalPerson(BEN, "Ben Okafor", "America/Chicago", email="ben@example.org"),
    ),
    channels=(LocalChannel(CHANNEL, "workshops", (ANA, BEN)),),
)
SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "im:history",
    "im:write",
    "reactions:write",
    "users:read",
    "users:read.email",
)
BOLT = Program("bolt.mjs", "Bolt in JavaScript")
BOLT_BY_HTTP = Program("bolt.mjs", "Bolt in JavaScript by HTTP", mode="http")
SLACK_SDK = Program("slack_sdk_sync.py", "synchronous slack_sdk")
PROGRAMS = (BOLT, BOLT_BY_HTTP, SLACK_SDK)


def manifest(url: str = "") -> dict[str, Any]:
    """The app's manifest; with a URL it is called there, without one it is reached by Socket Mode."""
    events = {"bot_events": ["app_home_opened", "app_mention", "message.im"]}
    command = {"command": "/club", "description": "Workshops of the club"}
    calls: dict[str, Any] = {"request_url": url} if url else {}
    return {
        "display_information": {"name": "club-bot"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
            "bot_user": {"display_name": "club-bot"},
            "slash_commands": [command | ({"url": url} if url else {})],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": events | calls,
            "interactivity": {"is_enabled": True} | calls,
            "socket_mode_enabled": not url,
        },
    }


class Club:
    """The workspace as its people use it."""

    def __init__(self, server: SlackServer) -> None:
        self.server = server
        self.hands = server.hands

    def channel(self, user: str = ANA) -> Sequence[SeenMessage]:
        return self.hands.messages(user, CHANNEL)

    def direct(self, user: str = ANA) -> str:
        return next(place.id for place in self.hands.places(user) if place.direct)

    def form(self, user: str = ANA) -> SeenForm:
        form = self.hands.form(user)
        assert form is not None
        return form

    async def sees(self, true: Callable[[], object]) -> None:
        """Wait for what the bot does after it has acknowledged."""
        await until(true, seconds=10)


@asynccontextmanager
async def club(program: Program, token: str = "", signing_secret: str = "") -> AsyncIterator[Club]:
    """Open the workspace with the program logged in to it; trouble that a person is told fails the test.

    `token` and `signing_secret` are given to the program instead of the right ones, `token` for both tokens.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}/slack/events" if program.mode == "http" else ""
    server = SlackServer((CLUB,), lambda: datetime(2026, 12, 8, 17, 0, tzinfo=UTC), manifest=manifest(url))
    await server.start()
    settings = {
        "CLUB_ADDRESS": server.address,
        "CLUB_BOT_TOKEN": token or CLUB.app.bot_token,
        "CLUB_APP_TOKEN": token or CLUB.app.app_token,
        "CLUB_SIGNING_SECRET": signing_secret or CLUB.app.signing_secret,
        "CLUB_PORT": str(port),
    }
    try:
        async with running(program, settings):
            yield Club(server)
        troubles = [trouble.words for user in (ANA, BEN) for trouble in server.hands.troubles(user)]
        assert not troubles, troubles
    finally:
        await server.stop()


def free_port() -> int:
    """A port for the program's own server: the manifest has to name it before the program runs."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
