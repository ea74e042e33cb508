from __future__ import annotations

import pytest

from bot.chat.phrases import Phrases
from bot.platforms.slack.listeners import new_app
from bot.platforms.slack.web import new_client, vendor_log

pytestmark = pytest.mark.unit


async def test_a_token_in_the_usual_place_is_no_reason_for_a_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-the-installation")
    new_app(new_client("", "xoxb-of-the-installation"), {}, Phrases())
    assert caplog.messages == []


def test_other_warnings_of_the_library_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    vendor_log().warning("the connection was lost")
    assert caplog.messages == ["the connection was lost"]
