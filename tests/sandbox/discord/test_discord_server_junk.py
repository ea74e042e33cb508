"""Whatever JSON stands wherever: the local Discord refuses as Discord does, and never answers with a 500."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.discord.interactions import COMMAND, COMPLETION, COMPONENT, FORM
from bot.sandbox.discord.records import Draft
from bot.sandbox.discord.refusals import Refused
from bot.sandbox.discord.rest.call import Answer, Call
from bot.sandbox.discord.routes import ROUTES, Route
from bot.sandbox.discord.scheduled_events import Plan
from bot.sandbox.discord.server import API, DiscordServer
from bot.sandbox.discord.windows import Windows
from bot.sandbox.discord.world import World, make_world
from tests.sandbox.discord.junk import ANSWERS, JUNK, spoiled
from tests.sandbox.discord.junk import COMMAND as STEM
from tests.sandbox.discord.lincoln_server import ANA, APP, BOT_USER, CHANNEL, GUILD, TOKEN, WORKSPACE

NOW = datetime(2026, 9, 7, tzinfo=UTC)
KNOWN = {"channel_id": CHANNEL, "guild_id": GUILD, "application_id": APP, "user_id": ANA, "emoji": "👍"}
RAW = [b"NaN", b'{"a": Infinity}', b"[" * 5000, b"[" * 99 + b"]" * 99, b"1" * 5000, b"\xff", b"--x\r\n"]
CALLBACK = next(route for route in ROUTES if route.path.endswith("/callback"))
QUERIES = st.dictionaries(
    st.sampled_from(["limit", "before", "after", "around", "query", "with_response", "with_member"]),
    st.sampled_from(["", "0", "1", "-1", "x", "9" * 30, "²", "true"]),
    max_size=3,
)
UNHURRIED = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def lived_in() -> tuple[World, dict[str, str]]:
    """A world with something at every address, and the parts of those addresses."""
    world = make_world([WORKSPACE], lambda: NOW, Windows(), 0)
    message = world.posts.add(CHANNEL, BOT_USER, Draft(content="hello"))
    stored, _ = world.shelf.put(APP, "", STEM)
    world.shelf.put(APP, GUILD, STEM | {"id": stored["id"]})
    plan = Plan("Fair", "Gym", datetime(2026, 10, 1, 10, tzinfo=UTC), datetime(2026, 10, 1, 12, tzinfo=UTC))
    event = world.events.add(GUILD, BOT_USER, plan)
    parts = {"message_id": message.id, "command_id": stored["id"], "guild_scheduled_event_id": event.id}
    return world, KNOWN | parts | {"role_id": GUILD}


def handled(world: World, route: Route, call: Call) -> Answer | Refused:
    """What the route's handler answers; anything but an answer or a refusal is raised."""
    try:
        call.check_ids()
        return route.handler(world, call)
    except Refused as refusal:
        return refusal


@pytest.mark.unit
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
@UNHURRIED
@given(body=spoiled() | JUNK, query=QUERIES)
def test_every_handler_answers_or_refuses(route: Route, body: Any, query: dict[str, str]) -> None:
    world, parts = lived_in()
    act = world.interactions.begin(COMMAND, APP, ANA, CHANNEL, {})
    act.answer, act.response = 4, parts["message_id"]
    parts |= {"interaction_id": act.id, "token": act.token}
    answer = handled(world, route, Call(parts, query, body, app=world.directory.apps[APP]))
    if isinstance(answer, Refused):
        assert 400 <= answer.reason.status < 500
        assert answer.body()["message"]
    else:
        json.dumps(answer.body, allow_nan=False)


@pytest.mark.unit
@pytest.mark.parametrize("kind", [COMMAND, COMPONENT, COMPLETION, FORM])
@settings(UNHURRIED, max_examples=100)
@given(body=st.sampled_from(ANSWERS) | spoiled())
def test_every_first_answer_is_taken_or_refused(kind: int, body: Any) -> None:
    world, parts = lived_in()
    asked_for = {"options": [{"type": 3, "name": "word", "value": "", "focused": True}]}
    act = world.interactions.begin(kind, APP, ANA, CHANNEL, asked_for)
    act.source = parts["message_id"] if kind in (COMPONENT, FORM) else ""
    parts |= {"interaction_id": act.id, "token": act.token}
    answer = handled(world, CALLBACK, Call(parts, {"with_response": "1"}, body))
    if isinstance(answer, Refused):
        assert (answer.reason.status, act.answer) == (400, None)
    else:
        assert act.answer == body["type"]


@pytest.fixture(scope="module")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(loop: asyncio.AbstractEventLoop) -> Iterator[DiscordServer]:
    made = DiscordServer([WORKSPACE], lambda: NOW, rate_limits=False)
    loop.run_until_complete(made.start())
    yield made
    loop.run_until_complete(made.stop())


async def asked(url: str, method: str, raw: bytes, content_type: str) -> tuple[int, Any]:
    headers = {"Authorization": f"Bot {TOKEN}", "Content-Type": content_type}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url, data=raw, headers=headers) as answer,
    ):
        told = await answer.read()
        return answer.status, json.loads(told) if told else None


@pytest.mark.wire
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
@settings(UNHURRIED, max_examples=4)
@given(
    raw=st.binary(max_size=20)
    | st.sampled_from(
        [b"NaN", b'{"a": Infinity}', b"[" * 5000, b"[" * 100 + b"]" * 100, b"1" * 5000, b"\xff"]
    ),
    part=st.sampled_from(["1", "x", "@original", "-1", "9" * 30, "%F0%9F%98%80", "%00"]),
    content_type=st.sampled_from(
        ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=x", "?"]
    ),
)
def test_no_bytes_bring_the_server_down(
    server: DiscordServer,
    loop: asyncio.AbstractEventLoop,
    route: Route,
    raw: bytes,
    part: str,
    content_type: str,
) -> None:
    path = re.sub(r"\{(\w+)\}", lambda found: KNOWN.get(found[1], part), route.path)
    status, answer = loop.run_until_complete(
        asked(server.address + API + path, route.method, raw, content_type)
    )
    assert status < 500, answer
    if status >= 400:
        assert isinstance(answer["code"], int)
        assert answer["message"]
