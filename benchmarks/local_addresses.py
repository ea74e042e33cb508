"""The workspaces that the benchmarks start, and how one message is posted to each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace

SLACK, DISCORD, BARE = "slack", "discord", "bare"
PEOPLE = 50
COMMAND = "/stem status"

SLACK_PEOPLE = tuple(LocalPerson(f"U{number:04}", f"Person {number}") for number in range(PEOPLE))
SLACK_CHANNEL = LocalChannel("C0BENCH", "bench", tuple(person.id for person in SLACK_PEOPLE))
SLACK_WORKSPACE = LocalWorkspace(
    id="T0BENCH",
    name="Bench District",
    app=LocalApp("A0BENCH", "U0BENCH", "bench", "xoxb-bench", "xapp-bench"),
    people=SLACK_PEOPLE,
    channels=(SLACK_CHANNEL,),
)
DISCORD_PEOPLE = tuple(LocalPerson(str(7 * 10**17 + number), f"Person {number}") for number in range(PEOPLE))
DISCORD_CHANNEL = LocalChannel(str(8 * 10**17), "bench", tuple(person.id for person in DISCORD_PEOPLE))
DISCORD_WORKSPACE = LocalWorkspace(
    id=str(9 * 10**17),
    name="Bench Server",
    app=LocalApp(str(6 * 10**17 + 1), str(6 * 10**17 + 2), "bench", "bench-token"),
    people=DISCORD_PEOPLE,
    channels=(DISCORD_CHANNEL,),
)


@dataclass(frozen=True, slots=True)
class Posting:
    """One post: below which address, with which token, and what."""

    path: str
    authorization: str
    body: Mapping[str, object]


SLACK_POST = Posting(
    "/api/chat.postMessage",
    f"Bearer {SLACK_WORKSPACE.app.bot_token}",
    {"channel": SLACK_CHANNEL.id, "text": "How has it moved?"},
)
DISCORD_POST = Posting(
    f"/api/v10/channels/{DISCORD_CHANNEL.id}/messages",
    f"Bot {DISCORD_WORKSPACE.app.bot_token}",
    {"content": "How has it moved?"},
)
