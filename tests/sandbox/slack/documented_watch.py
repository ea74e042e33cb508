"""Checks that the errors of every local Slack of the test run are words of Slack's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.sandbox.slack.server import SlackServer
from tests.sandbox.slack.documented_methods import folder_of_pages, unknown_error


@pytest.fixture(autouse=True)
def slack_errors_are_documented(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Notes each server that a test starts, and judges its errors when the test is over."""
    started: list[SlackServer] = []
    start = SlackServer.start

    async def noted(server: SlackServer, host: str = "127.0.0.1", port: int = 0) -> None:
        started.append(server)
        await start(server, host, port)

    monkeypatch.setattr(SlackServer, "start", noted)
    yield
    if folder_of_pages() is not None:
        told = {unknown_error(exchange) for server in started for exchange in server.traffic}
        assert sorted(filter(None, told)) == []
