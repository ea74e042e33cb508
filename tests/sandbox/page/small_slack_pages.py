"""More of the tiny slack-bolt app: a home page, "Quote it", a form that asks for choices and files."""

from __future__ import annotations

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

HELPERS = ("Ana Rivera", "Ben Okafor", "Cora Diaz")


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def options(names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"value": name, "text": plain(name)} for name in names]


def asking(action: str, words: str) -> dict[str, Any]:
    return {
        "type": "external_select",
        "action_id": action,
        "placeholder": plain(words),
        "min_query_length": 0,
    }


def home(words: str) -> dict[str, Any]:
    several = {
        "type": "multi_static_select",
        "action_id": "roles",
        "placeholder": plain("Choose roles"),
        "max_selected_items": 2,
        "options": options(("Coach", "Liaison", "Teacher")),
    }
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": plain("Your week")},
            {"type": "section", "text": {"type": "mrkdwn", "text": words}, "accessory": several},
            {
                "type": "actions",
                "elements": [
                    {"type": "button", "action_id": "waved", "text": plain("Wave"), "style": "primary"},
                    asking("helper", "Find a helper"),
                ],
            },
        ],
    }


GIVING = {
    "type": "modal",
    "callback_id": "giving",
    "title": plain("Give minutes"),
    "submit": plain("Give"),
    "blocks": [
        {
            "type": "input",
            "block_id": "helper",
            "label": plain("Helper"),
            "element": asking("helper", "Find a helper"),
        },
        {
            "type": "input",
            "block_id": "minutes",
            "label": plain("Minutes"),
            "element": {"type": "file_input", "action_id": "minutes", "max_files": 2},
        },
    ],
}


def add_shortcut(app: AsyncApp, client: AsyncWebClient) -> None:
    """Answer to "Quote it" in the menu of a message."""

    @app.message_shortcut("quote")
    async def quoted(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        await client.chat_postMessage(
            channel=body["channel"]["id"], text=f"Quoted: {body['message']['text']}"
        )


def add_pages(app: AsyncApp, client: AsyncWebClient) -> None:
    """Answer to the home page and to the form of `/stem give`."""

    async def publish(user: str, words: str) -> None:
        await client.views_publish(user_id=user, view=home(words))

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any]) -> None:
        if event["tab"] == "home":
            await publish(event["user"], "One check-in waits for you.")

    async def chosen(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        (action,) = body["actions"]
        one = (action.get("selected_option") or {}).get("value", "waved")
        several = [each["value"] for each in action.get("selected_options", [])]
        await publish(body["user"]["id"], f"Chosen: {', '.join(several) or one}")

    for name in ("waved", "roles", "helper"):
        app.action(name)(chosen)

    @app.options("helper")
    async def helpers(ack: Any, payload: dict[str, Any]) -> None:
        typed = payload["value"].lower()
        await ack(options=options(tuple(name for name in HELPERS if typed in name.lower())))

    @app.view("giving")
    async def given(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        state = body["view"]["state"]["values"]
        files = ", ".join(file["name"] for file in state["minutes"]["minutes"]["files"])
        helper = state["helper"]["helper"]["selected_option"]["value"]
        await client.chat_postMessage(channel=body["user"]["id"], text=f"Given by {helper}: {files}")
