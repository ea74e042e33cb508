from __future__ import annotations

from typing import Any

import pytest

from bot.platforms.slack.manifest import slack_manifest
from bot.sandbox.slack.manifest import AppManifest
from bot.sandbox.slack.manifest_data import ManifestError

pytestmark = pytest.mark.unit


def test_the_bots_own_manifest_says_what_the_local_slack_needs_to_know() -> None:
    read = AppManifest.read(slack_manifest())

    command = read.command("/stem")
    assert command is not None
    assert (command.usage_hint, command.should_escape) == ("help", True)
    assert read.command("/lunch") is None
    assert "chat:write" in (read.scopes or ())
    assert (read.socket_mode, read.interactive, read.home.messages_tab) == (True, True, True)
    assert not read.subscribes_to("message.channels")


def test_without_a_manifest_the_app_may_do_and_hears_everything() -> None:
    read = AppManifest.read(None)

    assert read.scopes is None
    assert read.command("/anything") is not None
    assert read.subscribes_to("message.channels")
    assert read.home.home_tab


def test_an_app_without_a_home_in_its_manifest_can_still_be_written_to() -> None:
    home = AppManifest.read({}).home

    assert (home.home_tab, home.messages_tab, home.read_only_messages) == (False, True, False)


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ({"features": []}, r"manifest.features is \[\]; it has to be an object"),
        ({"features": {"slash_commands": {}}}, "manifest.features.slash_commands is {}; it has to be a list"),
        (
            {"features": {"slash_commands": [{"command": "stem"}]}},
            r"slash_commands\[0\].command is 'stem'; it has to be a word behind",
        ),
        (
            {"oauth_config": {"scopes": {"bot": "chat:write"}}},
            "scopes.bot is 'chat:write'; it has to be a list",
        ),
        ({"oauth_config": {"scopes": {"bot": [1]}}}, "it has to be a list of texts"),
        ({"settings": {"socket_mode_enabled": "yes"}}, "it has to be true or false"),
        ({"settings": {"interactivity": {"request_url": 7}}}, "request_url is 7; it has to be a text"),
    ],
)
def test_a_manifest_that_makes_no_sense_is_refused_with_the_key(manifest: dict[str, Any], told: str) -> None:
    with pytest.raises(ManifestError, match=told):
        AppManifest.read(manifest)
