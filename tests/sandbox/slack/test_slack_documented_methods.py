from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.sandbox.slack.web_api.methods import METHODS
from bot.sandbox.traffic import Exchange
from tests.sandbox.slack.documented_methods import ABSENT, folder_of_pages, page_of, unknown_error

NOON = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)
POINTER = "Slack takes an interactivity_pointer instead of the trigger, which only workflow steps have"
OTHER_ARGUMENTS = {"views.open": POINTER, "views.push": POINTER}
OTHER_SCOPES = {"apps.connections.open": "its page names the scopes of bots and people, not of app tokens"}
OTHER_TIERS: dict[str, str] = {}


@pytest.fixture(autouse=True)
def _pages() -> None:
    if folder_of_pages() is None:
        pytest.skip(ABSENT)


pytestmark = pytest.mark.unit


def differing(part: str) -> dict[str, tuple[object, object]]:
    """By method what the table says and what Slack's page says, where they are not the same."""
    found: dict[str, tuple[object, object]] = {}
    for name, method in METHODS.items():
        page = page_of(name)
        assert page is not None, name
        ours = {
            "required": frozenset(method.required),
            "scopes": frozenset(method.scopes),
            "tier": method.tier,
        }
        if ours[part] != getattr(page, part):
            found[name] = (ours[part], getattr(page, part))
    return found


def test_every_method_needs_the_arguments_that_slack_says() -> None:
    told = differing("required")
    assert {name: told.get(name) for name in set(told) ^ set(OTHER_ARGUMENTS)} == {}


def test_every_method_needs_the_scopes_that_slack_says() -> None:
    told = differing("scopes")
    assert {name: told.get(name) for name in set(told) ^ set(OTHER_SCOPES)} == {}


def test_every_method_has_the_rate_limit_that_slack_says() -> None:
    told = differing("tier")
    assert {name: told.get(name) for name in set(told) ^ set(OTHER_TIERS)} == {}


def test_an_error_word_that_slack_does_not_have_is_told() -> None:
    def answered(error: str) -> Exchange:
        return Exchange(1, NOON, "from the app", "chat.postMessage", {}, 200, {"ok": False, "error": error})

    assert unknown_error(answered("no_such_chanel")) == "chat.postMessage: no_such_chanel"
    assert unknown_error(answered("channel_not_found")) is None
