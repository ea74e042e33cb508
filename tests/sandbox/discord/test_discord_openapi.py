from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.sandbox.discord.routes import ROUTES
from bot.sandbox.traffic import Exchange
from tests.sandbox.discord.openapi_description import ABSENT, Description, official_description
from tests.sandbox.discord.openapi_differences import DIFFERENCES, Difference, Side

pytestmark = pytest.mark.unit
POST = "POST /channels/{channel_id}/messages"
NOON = datetime(2026, 12, 8, 17, 0, tzinfo=UTC)


@pytest.fixture
def description() -> Description:
    found = official_description()
    if found is None:
        pytest.skip(ABSENT)
    return Description(found.document)


def exchange(what: str, sent: dict[str, Any], status: int, answer: Any) -> Exchange:
    return Exchange(1, NOON, "from the app", what, sent, status, answer)


def of(difference: Difference) -> Exchange:
    if difference.side == "request":
        return exchange(difference.route, {"body": difference.sample}, 200, None)
    return exchange(difference.route, {}, difference.status, difference.sample)


def unchanged(body: Any, side: Side) -> Any:
    del side
    return body


def test_every_route_of_the_local_discord_is_one_of_discords(description: Description) -> None:
    assert [route.name for route in ROUTES if not description.knows(route.name)] == []


@pytest.mark.parametrize(
    ("sent", "status", "answer", "complaint"),
    [
        ({"body": {"content": 7}}, 200, None, f"{POST}: the request: $.content: 7 is not of type"),
        ({"query": {"waits": "1"}}, 200, None, f"{POST}: the query has waits"),
        ({}, 200, {"id": "1"}, f"{POST}: the answer 200: $: "),
        ({}, 302, None, f"{POST}: answers 302"),
        ({}, 404, {"message": "Unknown"}, f"{POST}: the answer 404: $: 'code' is a required property"),
    ],
)
def test_what_does_not_fit_is_told(
    description: Description, sent: dict[str, Any], status: int, answer: Any, complaint: str
) -> None:
    told = list(description.complaints(exchange(POST, sent, status, answer)))

    assert any(one.startswith(complaint) for one in told), told


def test_a_route_that_discord_does_not_have_is_told(description: Description) -> None:
    (told,) = description.complaints(exchange("POST /channels/{channel_id}/poems", {}, 200, None))

    assert told == "POST /channels/{channel_id}/poems: not in the description"


def test_the_same_fault_is_told_each_time(description: Description) -> None:
    wrong = exchange("GET /gateway", {}, 200, {"address": "ws://127.0.0.1"})

    assert list(description.complaints(wrong)) == list(description.complaints(wrong)) != []


def test_a_union_is_judged_by_the_branch_that_was_meant(description: Description) -> None:
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": 7}]}
    told = list(description.complaints(exchange(POST, {"body": {"components": [row]}}, 200, None)))

    assert told[0].startswith(f"{POST}: the request: $.components[0].components[0].custom_id: 7 is not of")


@pytest.mark.parametrize("difference", DIFFERENCES, ids=lambda difference: difference.reason)
def test_each_known_difference_is_still_needed(description: Description, difference: Difference) -> None:
    strict = Description(description.document, put=unchanged)
    told = [one for one in strict.complaints(of(difference)) if f"the {difference.side}" in one]

    assert told != [], "the description has caught up: take this difference out"
    assert [one for one in description.complaints(of(difference)) if f"the {difference.side}" in one] == []
