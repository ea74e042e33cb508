"""Checks what went between apps and every local Discord of the test run against Discord's own description."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.sandbox.discord.server import DiscordServer
from tests.sandbox.discord.openapi_description import is_request, official_description


@pytest.fixture(autouse=True)
def discord_traffic_fits_its_description(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Notes each server that a test starts, and judges its traffic when the test is over.

    What a fuzzer asks is no app's request: of that the answers alone are judged.
    """
    description = official_description()
    started: list[DiscordServer] = []
    start = DiscordServer.start

    async def noted(server: DiscordServer, host: str = "127.0.0.1", port: int = 0) -> None:
        started.append(server)
        await start(server, host, port)

    monkeypatch.setattr(DiscordServer, "start", noted)
    yield
    if description is None:
        return
    asked = [one for server in started for one in server.traffic if is_request(one)]
    by_app = "fuzz" not in request.path.parts
    wrong = {words for exchange in asked for words in description.complaints(exchange, requests=by_app)}
    assert not wrong, "\n".join(sorted(wrong))
