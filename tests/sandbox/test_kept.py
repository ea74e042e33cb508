from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.sandbox.discord import posts
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.hands import Hands
from bot.sandbox.residents import LocalApp, LocalChannel, LocalPerson, LocalWorkspace
from bot.sandbox.slack import uploads, workspace
from bot.sandbox.slack.server import SlackServer

pytestmark = pytest.mark.unit
ANA, PLACE = "700000000000000101", "700000000000000011"
HOME = LocalWorkspace(
    id="700000000000000001",
    name="Oak Hill",
    app=LocalApp("700000000000000901", "700000000000000900", "bot", "token"),
    people=(LocalPerson(ANA, "Ana Ruiz"),),
    channels=(LocalChannel(PLACE, "team", (ANA,)),),
)


def noon() -> datetime:
    return datetime(2026, 12, 8, 17, 0, tzinfo=UTC)


def hands_of(platform: str) -> Hands:
    return SlackServer([HOME], noon).hands if platform == "slack" else DiscordServer([HOME], noon)


@pytest.mark.parametrize("platform", ["slack", "discord"])
async def test_a_channel_keeps_its_latest_messages_and_forgets_the_oldest(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace, "KEPT", 20)
    monkeypatch.setattr(posts, "KEPT", 20)
    hands = hands_of(platform)

    for number in range(25):
        await hands.types(ANA, PLACE, f"message {number}")

    seen = [message.words for message in hands.messages(ANA, PLACE)]
    assert seen == [f"message {number}" for number in range(5, 25)]


def test_uploads_are_forgotten_when_they_are_too_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "KEPT_BYTES", 25)
    kept = uploads.Uploads()
    files = [kept.announce("T0", f"{number}.txt", 10) for number in range(3)]

    for file in files:
        kept.receive(file.id, b"x" * 10)

    assert [kept.find(file.id) is not None for file in files] == [False, True, True]
