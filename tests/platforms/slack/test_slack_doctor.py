import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.platforms.slack.doctor import examine
from bot.platforms.slack.manifest import EVENTS, SCOPES, slack_manifest
from bot.sandbox.faults import Fault
from tests.platforms.slack.slack_town import APP_TOKEN, CHANNEL, LOBBY, TOKENS, local_town


@pytest.mark.wire
async def test_what_is_in_order_is_found_in_order() -> None:
    async with local_town() as town:
        found = await examine(town.server.address + "/api/", APP_TOKEN, TOKENS, {"T0DISTRICT": [CHANNEL]})

    assert all(one.ok for one in found)
    assert any("#stem-team" in one.what for one in found)
    assert any("Elm School" in one.what for one in found)


@pytest.mark.wire
async def test_each_fault_is_named_with_its_remedy() -> None:
    channels = {"T0DISTRICT": [LOBBY, "C0NOWHERE"]}
    tokens = {"T0DISTRICT": TOKENS["T0DISTRICT"], "T0SCHOOL": "xoxb-wrong"}
    async with local_town() as town:
        found = await examine(town.server.address + "/api/", "xapp-wrong", tokens, channels)

    wrong = {one.what: one.remedy for one in found if not one.ok}
    assert [what.partition(" (")[0] for what in wrong] == [
        "The app token is refused by Slack",
        "The bot is not in #lobby",
        "The channel C0NOWHERE of T0DISTRICT is refused by Slack",
        "The bot token of T0SCHOOL is refused by Slack",
    ]
    assert all(wrong.values())


@pytest.mark.wire
async def test_a_token_of_another_workspace_is_noticed() -> None:
    async with local_town() as town:
        found = await examine(
            town.server.address + "/api/", APP_TOKEN, {"T0SCHOOL": TOKENS["T0DISTRICT"]}, {}
        )

    assert [one.what for one in found if not one.ok] == [
        "The bot token of T0SCHOOL belongs to T0DISTRICT (Cedar District)."
    ]


@pytest.mark.wire
async def test_an_unreachable_slack_is_told_apart_from_a_wrong_token() -> None:
    async with local_town() as town:
        town.server.faults.next("auth.test", Fault("server-error", status=503))
        found = await examine(
            town.server.address + "/api/", APP_TOKEN, {"T0DISTRICT": TOKENS["T0DISTRICT"]}, {}
        )

    (wrong,) = [one for one in found if not one.ok]
    assert "could not be checked" in wrong.what
    assert "slack.api_url" in wrong.remedy


@pytest.mark.wire
@pytest.mark.parametrize(
    ("granted", "missing"),
    [(SCOPES.keys(), []), (SCOPES.keys() - {"im:write", "commands"}, ["commands", "im:write"])],
)
async def test_missing_scopes_are_named_with_what_they_are_for(granted: set[str], missing: list[str]) -> None:
    async def auth_test(_request: web.Request) -> web.Response:
        answer = {"ok": True, "team_id": "T0DISTRICT", "team": "Cedar District"}
        return web.json_response(answer, headers={"x-oauth-scopes": ",".join(granted)})

    application = web.Application()
    application.router.add_post("/api/auth.test", auth_test)
    async with TestServer(application) as server:
        found = await examine(str(server.make_url("/api/")), APP_TOKEN, {"T0DISTRICT": "xoxb-1"}, {})

    scopes = [one for one in found if "scopes" in one.what.lower()]
    assert [one.ok for one in scopes] == [not missing]
    assert all(f"{scope} (to {SCOPES[scope]})" in scopes[0].what for scope in missing)


@pytest.mark.unit
def test_the_manifest_asks_for_the_scopes_and_nothing_else_and_listens_over_a_socket() -> None:
    manifest = slack_manifest("stem-test")

    assert set(manifest["oauth_config"]["scopes"]["bot"]) == set(SCOPES)
    assert manifest["settings"]["socket_mode_enabled"]
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}
    assert manifest["settings"]["event_subscriptions"] == {"bot_events": list(EVENTS)}
    (command,) = manifest["features"]["slash_commands"]
    assert (command["command"], command["should_escape"]) == ("/stem", True)
    assert manifest["features"]["bot_user"]["display_name"] == "stem-test"
    assert not manifest["features"]["app_home"]["messages_tab_read_only_enabled"]
