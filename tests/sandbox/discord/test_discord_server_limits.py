from __future__ import annotations

import time
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox.discord.limits.drip import Drip
from bot.sandbox.discord.limits.keeper import LimitKeeper
from bot.sandbox.discord.limits.table import LIMITS
from bot.sandbox.discord.replies import Reply
from bot.sandbox.discord.routes import ROUTES
from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.discord.windows import Windows
from tests.sandbox.discord.lincoln_server import ANA, APP, CHANNEL, GUILD, WORKSPACE
from tests.sandbox.discord.rest_client import NOW, Rest, at_once

MESSAGES = f"/channels/{CHANNEL}/messages"
GATEWAY = next(route for route in ROUTES if route.name == "GET /gateway")


@pytest.fixture
def windows() -> Windows:
    return Windows()


@pytest.fixture
async def rest(windows: Windows) -> AsyncIterator[Rest]:
    server = DiscordServer([WORKSPACE], lambda: NOW, windows)
    await server.start()
    async with aiohttp.ClientSession() as session:
        yield Rest(server, session)
    await server.stop()


@pytest.mark.unit
def test_a_bucket_takes_its_fill_at_once_and_then_drips() -> None:
    drip = Drip(5, 5.0)
    assert [drip.take(100.0).remaining for _ in range(5)] == [4, 3, 2, 1, 0]
    full = drip.take(100.0)
    assert full.remaining == 0
    assert (full.wait, full.whole_after) == pytest.approx((1.0, 5.0))
    assert drip.take(101.0).wait == 0.0
    assert drip.take(101.5).wait == pytest.approx(0.5)
    assert drip.take(200.0).remaining == 4


@pytest.mark.unit
def test_every_limited_route_is_in_the_table_of_routes() -> None:
    assert set(LIMITS) <= {route.name for route in ROUTES}


@pytest.mark.wire
async def test_the_headers_say_truly_how_many_more_fit(rest: Rest) -> None:
    told = [await rest.asks("POST", MESSAGES, {"content": f"{number}"}) for number in range(5)]
    assert [each.headers["X-RateLimit-Remaining"] for each in told] == ["4", "3", "2", "1", "0"]
    last = told[-1].headers
    assert last["X-RateLimit-Limit"] == "5"
    assert 4 < float(last["X-RateLimit-Reset-After"]) <= 5
    assert float(last["X-RateLimit-Reset"]) == pytest.approx(
        time.time() + float(last["X-RateLimit-Reset-After"]), abs=2
    )
    refused = await rest.asks("POST", MESSAGES, {"content": "too fast"})
    assert refused.status == 429
    assert 0 < refused.body["retry_after"] <= 1
    assert refused.body == {
        "message": "You are being rate limited.",
        "retry_after": refused.body["retry_after"],
        "global": False,
    }
    assert refused.headers["Retry-After"] == "1"
    assert refused.headers["X-RateLimit-Scope"] == "user"
    assert refused.headers["X-RateLimit-Bucket"] == last["X-RateLimit-Bucket"]
    assert "Via" in refused.headers
    assert len(rest.server.messages(ANA, CHANNEL)) == 5


@pytest.mark.wire
async def test_another_channel_has_a_bucket_of_its_own(rest: Rest) -> None:
    opened = await rest.asks("POST", "/users/@me/channels", {"recipient_id": ANA})
    told = await at_once(*(rest.asks("POST", MESSAGES, {"content": "x"}) for _ in range(5)))
    assert {each.status for each in told} == {200}
    direct = await rest.asks("POST", f"/channels/{opened.body['id']}/messages", {"content": "x"})
    assert (direct.status, direct.headers["X-RateLimit-Remaining"]) == (200, "4")


@pytest.mark.wire
async def test_an_error_tells_the_bucket_too(rest: Rest) -> None:
    wrong = await rest.asks("POST", MESSAGES, {"content": 5})
    assert (wrong.status, wrong.headers["X-RateLimit-Remaining"]) == (400, "4")


@pytest.mark.wire
class TestAtThreeASecond:
    @pytest.fixture
    def windows(self) -> Windows:
        return Windows(requests_a_second=3)

    async def test_the_global_limit_says_so(self, rest: Rest) -> None:
        told = [await rest.asks("GET", "/users/@me") for _ in range(4)]
        assert [each.status for each in told] == [200, 200, 200, 429]
        assert told[-1].body["global"] is True
        assert told[-1].headers["X-RateLimit-Global"] == "true"
        assert told[-1].headers["X-RateLimit-Scope"] == "global"

    async def test_what_bears_an_interactions_token_is_not_counted(self, rest: Rest) -> None:
        for _ in range(6):
            told = await rest.asks("POST", "/interactions/1/none/callback", {"type": 4})
            assert told.code == 10062
        assert (await rest.asks("GET", "/users/@me")).status == 200


@pytest.mark.wire
async def test_two_hundred_new_commands_a_day_are_enough(rest: Rest) -> None:
    path = f"/applications/{APP}/commands"
    for day in range(2):
        names = [{"name": f"c{day}-{number}", "description": "x"} for number in range(100)]
        assert (await rest.asks("PUT", path, names)).status == 200
    assert (await rest.asks("PUT", path, names)).status == 200, "nothing of it is new"
    refused = await rest.asks("PUT", path, [{"name": "one-more", "description": "x"}])
    assert (refused.status, refused.code, refused.headers["X-RateLimit-Scope"]) == (429, 30034, "shared")
    assert 400 < refused.body["retry_after"] <= 432
    in_guild = f"/applications/{APP}/guilds/{GUILD}/commands"
    assert (await rest.asks("POST", in_guild, {"name": "one-more", "description": "x"})).status == 201


@pytest.mark.unit
@pytest.mark.parametrize(("scope", "banned"), [("", True), ("shared", False)])
def test_ten_thousand_refusals_shut_the_address_out(scope: str, banned: bool) -> None:
    keeper = LimitKeeper(50, on=True)
    for _ in range(10_000):
        keeper.answered(Reply(429, headers={"X-RateLimit-Scope": scope}))
    reply = keeper.held_back(GATEWAY, None, {}, {})
    assert (reply is not None) == banned
    assert reply is None or (reply.status, reply.body, "Via" in reply.headers) == (429, None, False)


@pytest.mark.wire
async def test_a_workspace_without_limits_holds_nothing_back() -> None:
    server = DiscordServer([WORKSPACE], lambda: NOW, rate_limits=False)
    await server.start()
    async with aiohttp.ClientSession() as session:
        rest = Rest(server, session)
        told = await at_once(*(rest.asks("POST", MESSAGES, {"content": "x"}) for _ in range(60)))
    await server.stop()
    assert {each.status for each in told} == {200}
    assert "X-RateLimit-Limit" not in told[0].headers
