"""Request URLs instead of sockets: real slack-bolt behind a real web server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.seen import SeenButton, SeenOption, SeenRow
from bot.sandbox.slack.server import SlackServer
from bot.sandbox.slack.windows import Windows
from tests.sandbox.slack.cedar_district import ANA, CHANNEL, DISTRICT, NOON, until

pytestmark = pytest.mark.wire
SECRET = DISTRICT.app.signing_secret
WINDOWS = Windows(answer=0.5, retry_waits=(0.0, 0.05, 0.05))


@dataclass
class Inbox:
    """A web server of the app that notes what it gets and answers what it is told to."""

    runner: web.AppRunner
    address: str = ""
    status: int = 200
    body: str = ""
    delay: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.got.append((request.path, dict(request.headers), await request.read()))
        await asyncio.sleep(self.delay)
        return web.Response(status=self.status, text=self.body, headers=self.headers)


@pytest.fixture
async def inbox() -> AsyncIterator[Inbox]:
    application = web.Application()
    made = Inbox(web.AppRunner(application, shutdown_timeout=0.1))
    application.router.add_post("/{path:.*}", made.take)
    await made.runner.setup()
    site = web.TCPSite(made.runner, "127.0.0.1", 0)
    await site.start()
    made.address = f"http://127.0.0.1:{made.runner.addresses[0][1]}"
    yield made
    await made.runner.cleanup()


def manifest_at(address: str) -> dict[str, Any]:
    return {
        "features": {
            "slash_commands": [{"command": "/stem", "url": f"{address}/slack/events"}],
            "app_home": {"messages_tab_enabled": True},
        },
        "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "im:history"]}},
        "settings": {
            "socket_mode_enabled": False,
            "interactivity": {"is_enabled": True, "request_url": f"{address}/slack/events"},
            "event_subscriptions": {"request_url": f"{address}/slack/events", "bot_events": ["message.im"]},
        },
    }


@pytest.fixture
async def posting(inbox: Inbox) -> AsyncIterator[SlackServer]:
    """A local Slack that posts to the inbox."""
    made = SlackServer((DISTRICT,), lambda: NOON, manifest=manifest_at(inbox.address), windows=WINDOWS)
    await made.start()
    yield made
    await made.stop()


async def writes_to_the_app(server: SlackServer, text: str) -> None:
    await server.hands.types(ANA, server.hands.places(ANA)[-1].id, text)


async def test_a_command_is_a_signed_form_whose_answer_is_seen(posting: SlackServer, inbox: Inbox) -> None:
    inbox.body = "All is well"
    await posting.hands.types(ANA, CHANNEL, "/stem status")

    (_, headers, body) = inbox.got[0]
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert SignatureVerifier(SECRET).is_valid_request(body, headers)
    assert not SignatureVerifier("another").is_valid_request(body, headers)
    assert b"command=%2Fstem&text=status" in body
    (seen,) = posting.hands.messages(ANA, CHANNEL)
    assert (seen.words, seen.private) == ("All is well", True)


async def test_a_command_can_be_answered_with_json_for_everybody(posting: SlackServer, inbox: Inbox) -> None:
    inbox.body = '{"response_type": "in_channel", "text": "For all"}'
    inbox.headers = {"Content-Type": "application/json"}
    await posting.hands.types(ANA, CHANNEL, "/stem")

    (seen,) = posting.hands.messages(ANA, CHANNEL)
    assert (seen.words, seen.private) == ("For all", False)


@pytest.mark.parametrize(
    ("status", "delay", "error"),
    [(500, 0, "http_service_error"), (404, 0, "http_client_error"), (200, 0.8, "operation_timeout")],
)
async def test_a_command_that_comes_to_nothing_shows_slacks_own_line(
    posting: SlackServer, inbox: Inbox, status: int, delay: float, error: str
) -> None:
    inbox.status, inbox.delay = status, delay
    await posting.hands.types(ANA, CHANNEL, "/stem")

    assert [one.words for one in posting.hands.troubles(ANA)] == [f'/stem failed with the error "{error}"']


async def test_a_command_to_nobody_fails_at_once() -> None:
    server = SlackServer((DISTRICT,), lambda: NOON, manifest=manifest_at("http://127.0.0.1:9"))
    await server.start()
    await server.hands.types(ANA, CHANNEL, "/stem")
    await server.stop()

    assert "dispatch_failed" in server.hands.troubles(ANA)[0].words


async def test_an_event_comes_again_with_number_and_reason_under_the_same_id(
    posting: SlackServer, inbox: Inbox
) -> None:
    inbox.status = 500
    await writes_to_the_app(posting, "Hello")
    await until(lambda: len(inbox.got) == 4)
    await asyncio.sleep(0.2)

    assert len(inbox.got) == 4
    retries = [(one.get("X-Slack-Retry-Num"), one.get("X-Slack-Retry-Reason")) for _, one, _ in inbox.got]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({body for _, _, body in inbox.got}) == 1
    assert all(SignatureVerifier(SECRET).is_valid_request(body, headers) for _, headers, body in inbox.got)


async def test_a_slow_app_gets_the_event_again_as_timed_out(posting: SlackServer, inbox: Inbox) -> None:
    inbox.delay = 0.7
    await writes_to_the_app(posting, "Hello")
    await until(lambda: len(inbox.got) == 2)
    inbox.delay = 0

    assert inbox.got[1][1]["X-Slack-Retry-Reason"] == "http_timeout"


async def test_an_app_that_asks_for_no_retry_gets_none(posting: SlackServer, inbox: Inbox) -> None:
    inbox.status, inbox.headers = 500, {"X-Slack-No-Retry": "1"}
    await writes_to_the_app(posting, "Hello")
    await until(lambda: inbox.got)
    await asyncio.sleep(0.2)

    assert len(inbox.got) == 1


async def test_a_url_is_taken_only_if_it_gives_the_challenge_back(posting: SlackServer, inbox: Inbox) -> None:
    inbox.body = "something else"
    assert "didn't respond with the value of the challenge" in await posting.verify_url()

    inbox.status = 401
    assert "http_error" in await posting.verify_url()


@pytest.fixture
async def bolt() -> AsyncIterator[tuple[SlackServer, AsyncApp]]:
    """slack-bolt on its own web server, and the local Slack that posts to it."""
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(DISTRICT.app.bot_token, session=session)
        app = AsyncApp(client=client, signing_secret=SECRET, process_before_response=True)
        runner = web.AppRunner(app.server(port=0).web_app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        manifest = manifest_at(f"http://127.0.0.1:{runner.addresses[0][1]}")
        server = SlackServer((DISTRICT,), lambda: NOON, manifest=manifest)
        await server.start()
        client.base_url = server.address + "/api/"
        yield server, app
        await server.stop()
        await runner.cleanup()


async def test_bolt_over_http_answers_commands_buttons_forms_searches_and_events(
    bolt: tuple[SlackServer, AsyncApp],
) -> None:
    server, app = bolt
    heard: list[str] = []
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    menu = {"type": "external_select", "action_id": "who", "min_query_length": 1}
    view = {
        "type": "modal",
        "callback_id": "form",
        "title": {"type": "plain_text", "text": "Form"},
        "submit": {"type": "plain_text", "text": "Send"},
        "blocks": [
            {
                "type": "input",
                "block_id": "who",
                "label": {"type": "plain_text", "text": "Who"},
                "element": menu,
            }
        ],
    }

    @app.command("/stem")
    async def command(ack: Any) -> None:
        await ack(blocks=[{"type": "actions", "elements": [button]}], text="Press")

    @app.action("go")
    async def action(ack: Any, body: dict[str, Any], client: Any) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    @app.options("who")
    async def options(ack: Any, payload: dict[str, Any]) -> None:
        text = {"type": "plain_text", "text": f"{payload['value']} one"}
        await ack(options=[{"text": text, "value": "first"}])

    @app.view("form")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        heard.append(view["state"]["values"]["who"]["who"]["selected_option"]["value"])
        await ack()

    @app.event("message")
    async def message(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    assert await server.verify_url() == ""
    await server.hands.types(ANA, CHANNEL, "/stem")
    (seen,) = server.hands.messages(ANA, CHANNEL)
    (row,) = seen.parts
    assert isinstance(row, SeenRow)
    assert isinstance(row.controls[0], SeenButton)
    await server.hands.presses(ANA, seen.id, "go")
    assert await server.hands.searches(ANA, "", "who", "The") == (SeenOption("first", "The one"),)
    await server.hands.submits(ANA, {"who": "first"})
    await writes_to_the_app(server, "Hello")
    await until(lambda: len(heard) == 2)

    assert heard == ["first", "Hello"]
    assert server.hands.form(ANA) is None
    assert server.hands.troubles(ANA) == ()


async def test_bolt_turns_away_what_another_secret_signed(bolt: tuple[SlackServer, AsyncApp]) -> None:
    server, _ = bolt
    forged = replace(DISTRICT, app=replace(DISTRICT.app, signing_secret="another"))
    address = server.manifest.events_url.removesuffix("/slack/events")
    other = SlackServer((forged,), lambda: NOON, manifest=manifest_at(address))
    await other.start()
    await other.hands.types(ANA, CHANNEL, "/stem")
    await other.stop()

    assert "http_client_error" in other.hands.troubles(ANA)[0].words
