"""A tiny slack-bolt app: `/stem card`, `form`, `give`, `say …`, `nothing` (never answers), and a home."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.residents import LocalApp
from bot.sandbox.slack.server import SlackServer
from tests.sandbox.page.small_slack_pages import GIVING, add_pages, add_shortcut, plain

Poster = Callable[[str, str], Awaitable[None]]


def words(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def option(value: str, label: str) -> dict[str, Any]:
    return {"value": value, "text": plain(label), "description": plain(f"What {label} means")}


CARD = [
    {"type": "header", "text": plain("Check-in")},
    words("How has *it* moved since?"),
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": "moving", "text": plain("Moving"), "style": "primary"},
            {
                "type": "static_select",
                "action_id": "later",
                "placeholder": plain("Later"),
                "options": [option("hour", "In an hour"), option("day", "Tomorrow")],
            },
        ],
    },
]
FORM = {
    "type": "modal",
    "callback_id": "rating",
    "title": plain("Rate an indicator"),
    "submit": plain("Send"),
    "blocks": [
        words("The five levels"),
        {
            "type": "input",
            "block_id": "level",
            "label": plain("Level"),
            "element": {
                "type": "radio_buttons",
                "action_id": "level",
                "options": [option("1", "Getting Started"), option("2", "Progressing")],
            },
        },
        {
            "type": "input",
            "block_id": "evidence",
            "optional": True,
            "label": plain("Evidence"),
            "element": {"type": "plain_text_input", "action_id": "evidence"},
        },
        {
            "type": "input",
            "block_id": "who",
            "optional": True,
            "label": plain("Who could help"),
            "element": {"type": "users_select", "action_id": "who"},
        },
        {
            "type": "input",
            "block_id": "by",
            "optional": True,
            "label": plain("By when"),
            "element": {"type": "datepicker", "action_id": "by"},
        },
    ],
}


def new_app(client: AsyncWebClient) -> AsyncApp:
    app = AsyncApp(client=client, process_before_response=True)
    add_pages(app, client)
    add_shortcut(app, client)

    @app.command("/stem")
    async def stem(ack: Any, command: dict[str, str]) -> None:
        asked, _, rest = command["text"].partition(" ")
        if asked == "nothing":
            await asyncio.sleep(30)
        if asked in ("form", "give"):
            view = FORM if asked == "form" else GIVING
            await client.views_open(trigger_id=command["trigger_id"], view=view)
            await ack()
        elif asked == "card":
            await ack()
            await client.chat_postMessage(channel=command["channel_id"], text="Check-in", blocks=CARD)
        else:
            await ack(text=f"You said: {rest}")

    async def changed(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        action = body["actions"][0]
        chosen = (action.get("selected_option") or {}).get("value", "moving")
        place, message = body["channel"]["id"], body["message"]["ts"]
        await client.chat_update(
            channel=place, ts=message, text=f"Recorded: {chosen}", blocks=[words(f"Recorded: {chosen}")]
        )

    app.action("moving")(changed)
    app.action("later")(changed)

    @app.view("rating")
    async def rated(ack: Any, body: dict[str, Any]) -> None:
        state = body["view"]["state"]["values"]
        evidence = state["evidence"]["evidence"]["value"] or ""
        if "http" not in evidence:
            await ack(response_action="errors", errors={"evidence": "Give a link that shows it."})
            return
        await ack()
        level, who = (
            state["level"]["level"]["selected_option"]["value"],
            state["who"]["who"]["selected_user"],
        )
        told = f"Recorded level {level}, {evidence}, {who}, {state['by']['by']['selected_date']}"
        await client.chat_postMessage(channel=body["user"]["id"], text=told)

    return app


@asynccontextmanager
async def small_slack_bot(
    server: SlackServer, app: LocalApp, session: aiohttp.ClientSession
) -> AsyncIterator[Poster]:
    logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
    address = server.address + "/api/"
    client = AsyncWebClient(app.bot_token, base_url=address, session=session, retry_handlers=[])
    handler = AsyncSocketModeHandler(new_app(client), app.app_token, ping_interval=2)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    while server.sockets.count(app.app_token) == 0:  # noqa: ASYNC110 - the far side of a socket
        await asyncio.sleep(0.01)

    async def post(user: str, text: str) -> None:
        await client.chat_postMessage(channel=user, text=text)

    try:
        yield post
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
