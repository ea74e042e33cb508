"""Random requests to the local Discord: every route, good bodies and junk."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.discord.routes import ROUTES, Route
from tests.sandbox.fuzz.component_samples import COMMANDS, EVENT, LAYOUT, MESSAGES, MODAL
from tests.sandbox.fuzz.harvest import Harvest
from tests.sandbox.fuzz.junk import Junk
from tests.sandbox.fuzz.premises import ANA_THERE, CLUB, DISCORD
from tests.sandbox.fuzz.wanted import CONTENT_TYPES, Wanted, multipart, quoted

API = "/api/v10"
QUERIES = ("limit", "before", "after", "around", "query", "with_response", "with_counts", "wait", "compress")


class DiscordRequests:
    """The next request is `next()`; what the server answers is learnt through the harvest."""

    def __init__(self, junk: Junk, harvest: Harvest) -> None:
        self._junk = junk
        self._harvest = harvest

    def next(self) -> Wanted:
        junk = self._junk
        if junk.chance(0.03):
            places = ("", "/gateway", "/attachments/1/2/3", f"{API}/voice/regions", f"/{quoted(junk.text())}")
            return Wanted(junk.random.choice(("GET", "POST", "PUT", "HEAD")), junk.random.choice(places))
        route = junk.random.choice(ROUTES)
        path = API + re.sub(r"\{(\w+)\}", lambda part: quoted(self._part(part[1])), route.path)
        wanted = self._carried(route, path + self._query())
        token = DISCORD.app.bot_token if junk.chance(0.97) else junk.random.choice(("", "nobody", "Bearer x"))
        return wanted.with_headers(Authorization=f"Bot {token}", X_Audit_Log_Reason=quoted(junk.text())[:200])

    def _part(self, name: str) -> str:
        junk, harvest = self._junk, self._harvest
        if junk.chance(0.07):
            return junk.text() or "0"
        known = {
            "channel_id": (CLUB, CLUB, CLUB, harvest.any("channel_id") or CLUB),
            "guild_id": (DISCORD.id,),
            "application_id": (DISCORD.app.id,),
            "user_id": (ANA_THERE, DISCORD.app.bot_user),
            "message_id": (*(harvest.any("message_id") for _ in range(6)), harvest.any("id"), "@original"),
            "interaction_id": (harvest.any("interaction_id"),),
            "token": (harvest.any("token"),),
            "emoji": ("\N{FIRE}", "name:123"),
        }
        return junk.random.choice(known.get(name, (harvest.any(name, "id"),))) or "0"

    def _query(self) -> str:
        junk = self._junk
        if junk.chance(0.7):
            return ""
        name = junk.random.choice(QUERIES)
        value = junk.random.choice(("1", "100", "true", self._harvest.any("id"), junk.text(), str(1 << 70)))
        return f"?{name}={quoted(value)}"

    def _carried(self, route: Route, path: str) -> Wanted:
        junk = self._junk
        if route.method in {"GET", "DELETE"} and junk.chance(0.9):
            return Wanted(route.method, path)
        body = self.body(route)
        if junk.chance(0.12):
            names = ("files[0]", "files[1]", "file", "files[]", "files[x]", "payload_json")
            files = {junk.random.choice(names): b"x" * junk.random.choice((0, 5, 70_000))}
            kind, encoded = multipart(junk, {"payload_json": body}, files)
            return Wanted(route.method, path, {"Content-Type": kind}, encoded)
        kind = "application/json" if junk.chance(0.93) else junk.random.choice(CONTENT_TYPES)
        return Wanted(route.method, path, {"Content-Type": kind}, junk.encoded(body))

    def body(self, route: Route) -> Any:
        good = self._good(route.path)
        return self._junk.spoiled(good) if self._junk.chance(0.45) else good

    def _good(self, path: str) -> Any:
        junk = self._junk
        if path.endswith("/callback"):
            return self.callback()
        if "commands" in path:
            many = path.endswith("/commands") and junk.chance(0.5)
            return COMMANDS if many else junk.random.choice(COMMANDS)
        if "scheduled-events" in path:
            return EVENT
        if path.endswith("/@me/channels"):
            return {"recipient_id": ANA_THERE}
        if path.endswith("bulk-delete"):
            return {"messages": [self._harvest.any("id"), self._harvest.any("id")]}
        return self._message()

    def callback(self) -> Any:
        """A first answer of any type."""
        junk = self._junk
        kind = junk.random.choice((1, 4, 4, 4, 5, 6, 7, 8, 9, 9, 12))
        data: Any = self._message()
        if kind == 8:
            data = {"choices": [{"name": "One", "value": "1"}]}
        if kind == 9:
            data = MODAL
        return {"type": kind, "data": data}

    def _message(self) -> Any:
        junk = self._junk
        message = dict(junk.random.choice(MESSAGES))
        if "message_reference" in message:
            message["message_reference"] = {"message_id": self._harvest.any("id")}
        if message.get("flags"):
            message["components"] = junk.random.sample(LAYOUT, junk.random.randrange(1, 4))
        if junk.chance(0.2):
            message["flags"] = message.get("flags", 0) | 1 << 6
        return message
