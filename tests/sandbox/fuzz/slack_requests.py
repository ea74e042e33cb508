"""Random requests to the local Slack: every method, every transport, good values and junk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.slack.web_api.methods import METHODS
from tests.sandbox.fuzz.block_samples import BLOCKS, HOME, INPUT_BLOCKS, MODAL
from tests.sandbox.fuzz.harvest import Harvest
from tests.sandbox.fuzz.junk import Junk
from tests.sandbox.fuzz.premises import SLACK
from tests.sandbox.fuzz.wanted import CONTENT_TYPES, Wanted, form_encoded, multipart, quoted

NAMES = tuple(METHODS)
OPTIONAL = (
    *("text", "blocks", "thread_ts", "metadata", "limit", "cursor", "latest", "oldest", "inclusive"),
    *("types", "users", "return_im", "include_locale", "include_all_metadata", "view_id", "external_id"),
    *("hash", "initial_comment", "channel_id", "reply_broadcast", "attachments", "unfurl_links", "user"),
    *("include_num_members", "exclude_archived", "include_users", "team_id", "mrkdwn", "trigger_id"),
)


class SlackRequests:
    """The next request is `next()`; what the server answers is learnt through the harvest."""

    def __init__(self, junk: Junk, harvest: Harvest) -> None:
        self._junk = junk
        self._harvest = harvest
        self._good: dict[str, Callable[[], Any]] = self._makers()

    def next(self) -> Wanted:
        pick = self._junk.random.random()
        if pick < 0.85:
            return self._call()
        if pick < 0.92:
            return self._hook()
        if pick < 0.97:
            return self._upload()
        return self._elsewhere()

    def _call(self) -> Wanted:
        junk = self._junk
        name = junk.random.choice(NAMES) if junk.chance(0.97) else junk.text()
        wanted = self._carried(f"/api/{quoted(name)}", self._arguments(name))
        app = name in METHODS and METHODS[name].takes == "app"
        token = SLACK.app.app_token if app else SLACK.app.bot_token
        if junk.chance(0.08):
            token = junk.random.choice(
                ("", "xoxb-nobody", "xoxp-1", SLACK.app.bot_token, SLACK.app.app_token)
            )
        scheme = "Bearer" if junk.chance(0.98) else junk.random.choice(("Basic", "", "bearer"))
        return wanted.with_headers(Authorization=f"{scheme} {token}")

    def _arguments(self, name: str) -> dict[str, Any]:
        junk = self._junk
        required = METHODS[name].required if name in METHODS else ()
        names = [*required, *junk.random.sample(OPTIONAL, junk.random.randrange(5))]
        arguments = {one: self._argument(one) for one in names if junk.chance(0.97)}
        if name.startswith("chat.") and junk.chance(0.8):
            arguments["text"] = self._argument("text")
        if junk.chance(0.03):
            arguments[junk.text()] = junk.value()
        return arguments

    def _argument(self, name: str) -> Any:
        good = self._good[name]() if name in self._good else self._harvest.any(name)
        return self._junk.spoiled(good) if self._junk.chance(0.15) else good

    def _carried(self, path: str, arguments: dict[str, Any]) -> Wanted:
        junk = self._junk
        way = junk.random.randrange(10)
        if way < 4:
            return Wanted("POST", path, {"Content-Type": "application/json"}, junk.encoded(arguments))
        if way < 6:
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            return Wanted("POST", path, headers, form_encoded(junk, arguments))
        if way == 6:
            return Wanted("GET", f"{path}?{form_encoded(junk, arguments).decode()}")
        if way == 7:
            kind, body = multipart(junk, arguments, {"file": b"x"} if junk.chance(0.2) else {})
            return Wanted("POST", path, {"Content-Type": kind}, body)
        method = junk.random.choice(("POST", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))
        body = junk.encoded(arguments) if junk.chance(0.7) else junk.text().encode("utf-8", "replace")
        return Wanted(method, path, {"Content-Type": junk.random.choice(CONTENT_TYPES)}, body)

    def _hook(self) -> Wanted:
        url = self._harvest.any("response_url")
        path = "/" + url.split("/", 3)[-1] if url and self._junk.chance(0.9) else "/hooks/T0/nobody"
        names = ("text", "blocks", "response_type", "replace_original", "delete_original", "thread_ts")
        asked = self._junk.random.sample(names, self._junk.random.randrange(5))
        return self._carried(path, {name: self._argument(name) for name in asked})

    def _upload(self) -> Wanted:
        url = self._harvest.any("upload_url")
        path = "/" + url.split("/", 3)[-1] if url and self._junk.chance(0.9) else "/upload/v1/F0"
        body = b"x" * self._junk.random.choice((0, 1, 10, 10, 10, 100_000))
        return Wanted("POST", path, {"Content-Type": self._junk.random.choice(CONTENT_TYPES)}, body)

    def _elsewhere(self) -> Wanted:
        junk = self._junk
        places = (
            "/link/",
            f"/files/{quoted(self._harvest.any('file_id'))}",
            "/api/",
            f"/{quoted(junk.text())}",
        )
        path = f"{junk.random.choice(places)}?ticket={quoted(junk.text())}"
        return Wanted(junk.random.choice(("GET", "POST", "PUT", "HEAD")), path)

    def _blocks(self) -> Any:
        return self._junk.random.sample(BLOCKS, self._junk.random.randrange(1, 4))

    def _view(self) -> Any:
        junk = self._junk
        if junk.chance(0.15):
            return HOME
        blocks = [*self._blocks(), *junk.random.sample(INPUT_BLOCKS, junk.random.randrange(4))]
        return MODAL | {"blocks": blocks} | ({"external_id": "same"} if junk.chance(0.1) else {})

    def _makers(self) -> dict[str, Callable[[], Any]]:
        harvest, pick = self._harvest, self._junk.random.choice
        people = [person.id for person in SLACK.people]
        places = [channel.id for channel in SLACK.channels]
        return {
            "channel": lambda: pick((*places, "#slt", *people, harvest.any("channel"))),
            "channel_id": lambda: pick(places),
            "channels": lambda: ",".join(places),
            "user": lambda: pick(people),
            "user_id": lambda: pick(people),
            "users": lambda: pick((*people, ",".join(people))),
            "text": lambda: pick(("Hello", "*bold* <@U0ANA> <https://example.org|there> `code` ~no~")),
            "blocks": self._blocks,
            "view": self._view,
            "metadata": lambda: {"event_type": "told", "event_payload": {"key": "1"}},
            "timestamp": lambda: harvest.any("ts"),
            "message_ts": lambda: harvest.any("ts"),
            "thread_ts": lambda: harvest.any("ts"),
            "latest": lambda: harvest.any("ts"),
            "oldest": lambda: harvest.any("ts"),
            "name": lambda: pick(("thumbsup", "tada", "no such thing")),
            "limit": lambda: pick((0, 1, 15, 200, 1000, -1)),
            "cursor": lambda: harvest.any("next_cursor"),
            "filename": lambda: "notes.txt",
            "length": lambda: pick((1, 10, 10, 100_000)),
            "files": lambda: [{"id": harvest.any("file_id"), "title": "Notes"}],
            "email": lambda: harvest.any("email"),
            "types": lambda: pick(("public_channel", "im", "public_channel,im", "mpim")),
            "view_id": lambda: harvest.any("id", "root_view_id"),
            "response_type": lambda: pick(("in_channel", "ephemeral")),
            "replace_original": lambda: True,
            "delete_original": lambda: True,
        }
