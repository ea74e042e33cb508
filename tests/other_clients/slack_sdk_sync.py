"""The workshop club's bot on slack_sdk's synchronous client and its built-in Socket Mode client."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from threading import Lock
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

Json = dict[str, Any]
DAYS = (("Monday", "mon"), ("Friday", "fri"))
ROOMS = ("Lab 1", "Lab 2", "Library")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def field(name: str, label: str, element: Json, *, optional: bool = False) -> Json:
    told = {"action_id": name} | element
    return {"type": "input", "block_id": name, "label": plain(label), "optional": optional, "element": told}


def form(channel: str) -> Json:
    levels = [option("Beginners", "1"), option("Advanced", "2")]
    return {
        "type": "modal",
        "callback_id": "plan",
        "private_metadata": channel,
        "notify_on_close": True,
        "title": plain("Plan a workshop"),
        "submit": plain("Plan"),
        "blocks": [
            field("title", "Title", {"type": "plain_text_input"}),
            field("level", "Level", {"type": "static_select", "options": levels}),
            field("helper", "Helper", {"type": "users_select"}),
            field("room", "Room", {"type": "external_select", "min_query_length": 1}, optional=True),
        ],
    }


def card(words: str) -> list[Json]:
    days = [option(*day) for day in DAYS]
    select = {"type": "static_select", "action_id": "when", "placeholder": plain("When"), "options": days}
    button = {"type": "button", "action_id": "join", "text": plain("Join")}
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": words}},
        {"type": "actions", "elements": [button, select]},
    ]


class Club:
    """Answers each kind of envelope: the acknowledgement's payload first, then what is left to do."""

    def __init__(self, web: WebClient) -> None:
        self.web = web
        self.busy = Lock()
        self.leaving = False
        self.events = {
            "app_home_opened": self.app_home_opened,
            "app_mention": self.app_mention,
            "message": self.message,
        }

    def slash_commands(self, acknowledge: Callable[[Json], None], body: Json) -> None:
        if body["text"] == "form":
            self.web.views_open(trigger_id=body["trigger_id"], view=form(body["channel_id"]))
            acknowledge({})
        elif body["text"] == "look":
            acknowledge({})
            words = self.read(body["channel_id"], body["user_id"])
            self.web.chat_postEphemeral(channel=body["channel_id"], user=body["user_id"], text=words)
        else:
            acknowledge({"text": self.failing()})

    def block_suggestion(self, acknowledge: Callable[[Json], None], body: Json) -> None:
        found = [option(room, room) for room in ROOMS if body["value"].casefold() in room.casefold()]
        acknowledge({"options": found})

    def view_submission(self, acknowledge: Callable[[Json], None], body: Json) -> None:
        values, channel = body["view"]["state"]["values"], body["view"]["private_metadata"]
        title = values["title"]["title"]["value"]
        if len(title) < 3:
            acknowledge({"response_action": "errors", "errors": {"title": "Say a little more."}})
            return
        acknowledge({})
        level = values["level"]["level"]["selected_option"]["text"]["text"]
        helper = values["helper"]["helper"]["selected_user"]
        room = (values["room"]["room"]["selected_option"] or {"value": "no room"})["value"]
        words = f"{title}, {level}, with <@{helper}> in {room}"
        self.web.chat_postMessage(channel=channel, text=words, blocks=card(words))
        self.web.files_upload_v2(
            channel=channel,
            initial_comment="What to bring",
            content=f"For {body['user']['id']}: goggles",
            filename="plan.txt",
        )

    def view_closed(self, acknowledge: Callable[[Json], None], body: Json) -> None:
        acknowledge({})
        opened = self.web.conversations_open(users=body["user"]["id"])
        self.web.chat_postMessage(channel=opened["channel"]["id"], text="Put away")

    def block_actions(self, acknowledge: Callable[[Json], None], body: Json) -> None:
        acknowledge({})
        (action,) = body["actions"]
        channel, user = body["channel"]["id"], body["user"]["id"]
        if action["action_id"] == "join":
            words = f"{body['message']['text']}. <@{user}> joins"
            self.web.chat_update(channel=channel, ts=body["message"]["ts"], text=words, blocks=card(words))
        else:
            words = f"On {action['selected_option']['text']['text']}"
            self.web.chat_postEphemeral(channel=channel, user=user, text=words)

    def nothing(self, event: Json) -> None:
        """Other events that the app subscribed to are none of its business."""

    def app_home_opened(self, event: Json) -> None:
        words = {"type": "section", "text": plain("Workshops of the club")}
        self.web.views_publish(user_id=event["user"], view={"type": "home", "blocks": [words]})

    def app_mention(self, event: Json) -> None:
        self.web.chat_postMessage(channel=event["channel"], text="Here I am", thread_ts=event["ts"])

    def message(self, event: Json) -> None:
        if event["channel_type"] != "im" or "bot_id" in event:
            return
        self.web.reactions_add(channel=event["channel"], timestamp=event["ts"], name="eyes")
        self.web.chat_postMessage(channel=event["channel"], text=f"Heard: {event['text']}")

    def failing(self) -> str:
        try:
            self.web.chat_postMessage(channel="C404", text="Lost")
        except SlackApiError as refused:
            return str(refused.response["error"])
        return "no error"

    def read(self, channel: str, user: str) -> str:
        web = self.web
        email = web.users_info(user=user)["user"]["profile"]["email"]
        note: Json = {"event_type": "club_note", "event_payload": {"key": "k1"}}
        posted = web.chat_postMessage(channel=channel, text="Remember me", metadata=note)
        history = web.conversations_history(channel=channel, limit=1, include_all_metadata=True)
        link = web.chat_getPermalink(channel=channel, message_ts=posted["ts"])["permalink"]
        web.chat_delete(channel=channel, ts=posted["ts"])
        listed = [member for page in web.users_list(limit=1) for member in page["members"]]
        parts = (
            web.auth_test()["team"],
            web.users_lookupByEmail(email=email)["user"]["real_name"],
            f"{len(web.conversations_members(channel=channel)['members'])} here",
            f"{len(listed)} in all",
            history["messages"][0]["metadata"]["event_payload"]["key"],
            "linked" if channel in link else link,
        )
        return ", ".join(parts)

    def listen(self, client: BaseSocketModeClient, request: SocketModeRequest) -> None:
        def acknowledge(payload: Json) -> None:
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload or None))

        with self.busy:
            if self.leaving:
                return
            if request.type == "events_api":
                acknowledge({})
                event = request.payload["event"]
                self.events.get(event["type"], self.nothing)(event)
            else:
                getattr(self, request.payload.get("type", request.type))(acknowledge, request.payload)


def main() -> None:
    logging.basicConfig(level=logging.WARNING)
    web = WebClient(
        os.environ["CLUB_BOT_TOKEN"], base_url=os.environ["CLUB_ADDRESS"] + "/api/", retry_handlers=[]
    )
    sockets = SocketModeClient(os.environ["CLUB_APP_TOKEN"], web_client=web)
    club = Club(web)
    sockets.socket_mode_request_listeners.append(club.listen)
    sockets.connect()
    print("ready", flush=True)  # noqa: T201 - the test waits for this line
    sys.stdin.read()
    with club.busy:
        club.leaving = True
    sockets.close()


if __name__ == "__main__":
    main()
