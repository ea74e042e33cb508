"""The workspaces that the benchmarks start, and how one message is posted to each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace

SLACK, DISCORD, BARE = "slack", "discord", "bare"
PEOPLE = 50
COMMAND = "/stem status"

SLACK_APP = LocalApp("A0BENCH", "U0BENCH", "bench", "xoxb-bench", "xapp-bench")
DISCORD_APP = LocalApp(str(6 * 10**17 + 1), str(6 * 10**17 + 2), "bench", "bench-token")
SLACK_TEAM, SLACK_CHANNEL_ID = "T0BENCH", "C0BENCH"
GUILD, GUILD_CHANNEL = str(9 * 10**17), str(8 * 10**17)


def slack_account(number: int) -> str:
    """The account of the how manieth person in Slack."""
    return f"U{number:04}"


def discord_account(number: int) -> str:
    """The account of the how manieth person in Discord."""
    return str(7 * 10**17 + number)


def slack_channel(number: int) -> str:
    """The how manieth channel in Slack; the first is everybody's."""
    return f"C0{number}" if number else SLACK_CHANNEL_ID


def slack_workspace(people: int, channels: int = 1) -> LocalWorkspace:
    """A workspace with so many people in it, all of them in the first channel."""
    residents = tuple(LocalPerson(slack_account(number), f"Person {number}") for number in range(people))
    everybody = LocalChannel(SLACK_CHANNEL_ID, "bench", tuple(person.id for person in residents))
    others = [LocalChannel(slack_channel(number), f"bench-{number}", ()) for number in range(1, channels)]
    return LocalWorkspace(SLACK_TEAM, "Bench District", SLACK_APP, residents, (everybody, *others))


def discord_server(people: int) -> LocalWorkspace:
    """The same in Discord."""
    residents = tuple(LocalPerson(discord_account(number), f"Person {number}") for number in range(people))
    channel = LocalChannel(GUILD_CHANNEL, "bench", tuple(person.id for person in residents))
    return LocalWorkspace(GUILD, "Bench Server", DISCORD_APP, residents, (channel,))


@dataclass(frozen=True, slots=True)
class Posting:
    """One post: below which address, with which token, and what."""

    path: str
    authorization: str
    body: Mapping[str, object]


SLACK_POST = Posting(
    "/api/chat.postMessage",
    f"Bearer {SLACK_APP.bot_token}",
    {"channel": SLACK_CHANNEL_ID, "text": "How has it moved?"},
)
DISCORD_POST = Posting(
    f"/api/v10/channels/{GUILD_CHANNEL}/messages",
    f"Bot {DISCORD_APP.bot_token}",
    {"content": "How has it moved?"},
)
