"""The rules of answering an interaction, whoever answers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.sandbox.discord.server import DiscordServer
from bot.sandbox.discord.windows import Windows
from tests.sandbox.discord.junk import MODAL
from tests.sandbox.discord.lincoln_server import ANA, APP, BEN, CHANNEL, WORKSPACE, Bot, Local, MovableClock
from tests.sandbox.discord.raw_client import RawClient, raw_client
from tests.sandbox.discord.rest_client import Rest, Told

pytestmark = pytest.mark.wire
MESSAGES = f"/channels/{CHANNEL}/messages"
HI = {"content": "hi"}
BUTTON = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
WITH_BUTTON = {"content": "Press", "components": [{"type": 1, "components": [BUTTON]}]}
CHOICE = {"name": "One", "value": "one"}
STEM = {
    "name": "stem",
    "description": "Ask",
    "options": [{"type": 3, "name": "word", "description": "A word", "autocomplete": True}],
}


class App:
    """An app of our own: hears of acts over the gateway, answers over REST."""

    def __init__(self, server: DiscordServer, client: RawClient, rest: Rest) -> None:
        self.server = server
        self.rest = rest
        self._client = client
        self._acts: list[asyncio.Task[None]] = []

    async def hears(self, act: Coroutine[Any, Any, Any]) -> dict[str, Any]:
        """Let a person act; returns the interaction that the app is told of."""
        self._acts.append(asyncio.create_task(act))
        told: dict[str, Any] = (await self._client.hears_event("INTERACTION_CREATE"))["d"]
        return told

    async def answers(self, act: dict[str, Any], kind: int, data: Any = None) -> Told:
        """Give the first answer."""
        body = {"type": kind} | ({} if data is None else {"data": data})
        path = f"/interactions/{act['id']}/{act['token']}/callback?with_response=1"
        return await self.rest.asks("POST", path, body)

    async def command(self) -> dict[str, Any]:
        """Ana uses the command."""
        return await self.hears(self.server.types(ANA, CHANNEL, "/stem"))

    async def press(self) -> dict[str, Any]:
        """Ana presses the button of a new message."""
        sent = await self.rest.asks("POST", MESSAGES, WITH_BUTTON)
        return await self.hears(self.server.presses(ANA, sent.body["id"], "go"))

    async def completion(self) -> dict[str, Any]:
        """Ana half types the command."""
        return await self.hears(self.server.suggests(ANA, CHANNEL, "/stem word:o"))

    async def submission(self) -> dict[str, Any]:
        """Ana fills in the form that the command opens."""
        await self.answers(await self.command(), 9, MODAL | {"components": [MODAL["components"][0]]})
        return await self.hears(self.server.submits(ANA, {"a": "words"}))

    async def stop(self) -> None:
        """Wait for what people do."""
        await asyncio.gather(*self._acts)


@asynccontextmanager
async def opened(windows: Windows) -> AsyncIterator[App]:
    """An app that has registered its command."""
    server = DiscordServer([WORKSPACE], MovableClock(), windows)
    await server.start()
    async with (
        aiohttp.ClientSession() as session,
        raw_client(Local(server, MovableClock(), Bot())) as client,
    ):
        app = App(server, client, Rest(server, session))
        await client.identifies()
        await client.hears_event("READY")
        await app.rest.asks("POST", f"/applications/{APP}/commands", STEM)
        yield app
        await app.stop()
    await server.stop()


@pytest.fixture
async def app() -> AsyncIterator[App]:
    async with opened(Windows(first_answer=0.2)) as made:
        yield made


@pytest.mark.parametrize(
    ("act", "taken"),
    [
        ("command", {4, 5, 9}),
        ("press", {4, 5, 6, 7, 9}),
        ("completion", {8}),
        ("submission", {4, 5}),
    ],
)
async def test_each_act_takes_its_kinds_of_answer(app: App, act: str, taken: set[int]) -> None:
    data: dict[int, Any] = {4: HI, 7: HI, 8: {"choices": [CHOICE]}, 9: MODAL}
    done = await getattr(app, act)()
    refused = [kind for kind in (0, 1, 2, 3, *range(4, 14), "4") if kind not in taken]
    for kind in refused:
        told = await app.answers(done, kind, data.get(kind, {}))
        assert (told.status, told.code, told.wrong_at("type")) == (400, 50035, ["BASE_TYPE_CHOICES"]), kind
    kind = min(taken)
    assert (await app.answers(done, kind, data.get(kind))).status == 200
    assert (await app.answers(done, kind, data.get(kind))).code == 40060


@pytest.mark.parametrize("kind", [4, 8, 9])
async def test_an_answer_without_its_data_is_refused(app: App, kind: int) -> None:
    act = await (app.completion() if kind == 8 else app.command())
    assert (await app.answers(act, kind)).wrong_at("data") == ["BASE_TYPE_REQUIRED"]


async def test_what_is_wrong_stands_below_data(app: App) -> None:
    act = await app.command()
    long = await app.answers(act, 4, {"content": "x" * 2001})
    assert long.wrong_at("data", "content") == ["BASE_TYPE_MAX_LENGTH"]
    six = await app.answers(act, 9, MODAL | {"components": MODAL["components"] * 2})
    assert six.wrong_at("data", "components") == ["BASE_TYPE_BAD_LENGTH"]
    assert (await app.answers(act, 4, {})).code == 50006
    assert (await app.answers(act, 4, HI)).status == 200


async def test_twenty_six_choices_are_one_too_many(app: App) -> None:
    act = await app.completion()
    many = [{"name": f"{number}", "value": f"{number}"} for number in range(26)]
    told = await app.answers(act, 8, {"choices": many})
    assert told.wrong_at("data", "choices") == ["BASE_TYPE_MAX_LENGTH"]
    told = await app.answers(act, 8, {"choices": [CHOICE | {"value": 5}]})
    assert told.wrong_at("data", "choices", 0, "value") == ["STRING_TYPE_CONVERT"]
    assert (await app.answers(act, 8, {"choices": many[:25]})).status == 200


async def test_an_answer_after_the_window_is_unknown(app: App) -> None:
    act = await app.command()
    await app.stop()
    told = await app.answers(act, 4, HI)
    assert (told.status, told.code) == (404, 10062)
    assert (await app.rest.asks("POST", f"/webhooks/{APP}/{act['token']}", HI)).code == 10015


async def test_a_token_of_another_act_answers_nothing(app: App) -> None:
    act = await app.command()
    for token in ("none", "größe"):
        assert (await app.answers(act | {"token": token}, 4, HI)).code == 10062


async def test_the_first_follow_up_takes_the_place_of_the_deferral_and_its_privacy_stays(app: App) -> None:
    act = await app.command()
    deferred = (await app.answers(act, 5, {"flags": 64})).body
    assert deferred["interaction"]["response_message_loading"] is True
    assert deferred["interaction"]["response_message_ephemeral"] is True
    path = f"/webhooks/{APP}/{act['token']}"
    first = (await app.rest.asks("POST", path, {"content": "one", "flags": 0})).body
    second = (await app.rest.asks("POST", path, {"content": "two", "flags": 0})).body
    assert first["id"] == deferred["interaction"]["response_message_id"] != second["id"]
    assert (first["flags"], second["flags"]) == (64, 0)
    assert [each.words for each in app.server.messages(BEN, CHANNEL)] == ["two"]


async def test_what_was_answered_is_read_changed_and_deleted_by_the_token(app: App) -> None:
    act = await app.command()
    await app.answers(act, 4, HI | {"flags": 64})
    path = f"/webhooks/{APP}/{act['token']}/messages/"
    original = (await app.rest.asks("GET", path + "@original")).body
    assert (original["content"], original["flags"]) == ("hi", 64)
    assert (await app.rest.asks("GET", f"{MESSAGES}/{original['id']}")).code == 10008
    changed = await app.rest.asks("PATCH", path + original["id"], {"content": "ho", "flags": 0})
    assert (changed.body["content"], changed.body["flags"]) == ("ho", 64)
    assert (await app.rest.asks("DELETE", path + "@original")).status == 204
    assert (await app.rest.asks("GET", path + "@original")).code == 10008


async def test_messages_of_others_are_out_of_a_tokens_reach(app: App) -> None:
    await app.server.types(ANA, CHANNEL, "mine")
    (hers,) = app.server.messages(ANA, CHANNEL)
    act = await app.command()
    await app.answers(act, 4, HI)
    told = await app.rest.asks("PATCH", f"/webhooks/{APP}/{act['token']}/messages/{hers.id}", HI)
    assert told.code == 10008


async def test_a_form_is_no_message(app: App) -> None:
    act = await app.command()
    opened_form = (await app.answers(act, 9, MODAL)).body
    assert opened_form["resource"] == {"type": 9}
    told = await app.rest.asks("GET", f"/webhooks/{APP}/{act['token']}/messages/@original")
    assert told.code == 10008


async def test_a_token_ends_after_its_time() -> None:
    async with opened(Windows(first_answer=0.2, token=0.3)) as app:
        act = await app.command()
        await app.answers(act, 4, HI)
        await asyncio.sleep(0.35)
        told = await app.rest.asks("POST", f"/webhooks/{APP}/{act['token']}", HI)
        assert (told.status, told.code) == (401, 50027)


async def test_a_press_changes_its_message_and_its_flag_of_layout_stays(app: App) -> None:
    act = await app.press()
    layout = {"flags": 1 << 15, "content": None, "components": [{"type": 10, "content": "Done"}]}
    told = (await app.answers(act, 7, layout)).body
    assert told["resource"]["message"]["flags"] == 1 << 15
    path = f"{MESSAGES}/{told['resource']['message']['id']}"
    back = await app.rest.asks("PATCH", path, {"flags": 0, "content": "plain", "components": []})
    assert back.wrong_at("content") == ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"]
