"""Random requests to the page's JSON API: every route, people who do what is on their screen, and junk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.fault_desk import OFFERS
from tests.sandbox.fuzz.harvest import Harvest
from tests.sandbox.fuzz.junk import Junk
from tests.sandbox.fuzz.premises import CLUB, TEAM
from tests.sandbox.fuzz.wanted import CONTENT_TYPES, Wanted, form_encoded

_WHO = ("persona", "platform")
ROUTES: dict[tuple[str, str], tuple[str, ...]] = {
    ("GET", "/api/town"): (),
    ("GET", "/api/view"): (*_WHO, "place", "last"),
    ("GET", "/api/thread"): (*_WHO, "place", "message"),
    ("GET", "/api/home"): _WHO,
    ("POST", "/api/home"): _WHO,
    ("POST", "/api/read"): (*_WHO, "place"),
    ("POST", "/api/type"): (*_WHO, "place", "text"),
    ("POST", "/api/suggest"): (*_WHO, "place", "text"),
    ("POST", "/api/press"): (*_WHO, "message", "control", "value"),
    ("POST", "/api/use"): (*_WHO, "message", "shortcut", "place"),
    ("POST", "/api/search"): (*_WHO, "message", "control", "text"),
    ("POST", "/api/submit"): (*_WHO, "values", "files"),
    ("POST", "/api/dismiss"): _WHO,
    ("POST", "/api/clock"): ("move", "play", "persona"),
    ("GET", "/api/traffic"): ("platform", "after"),
    ("GET", "/api/faults"): (),
    ("POST", "/api/faults"): (
        "platform",
        "name",
        "what",
        "times",
        "seconds",
        "status",
        "error",
        "user",
        "place",
    ),
    ("DELETE", "/api/faults"): ("platform",),
}
LINES = (
    *(
        "/stem status",
        "/stem rate indicator: x",
        "/stem",
        "/",
        "/nothing",
        "hello *you* <@U0ANA>",
        "/stem rate ",
    ),
    *("> quoted\n```code```", "@Ana Rivera hi", "<#C0TEAM> & <https://example.org|there>"),
)


class PageRequests:
    """The next request is `next()`; what people see is learnt through the harvest."""

    def __init__(self, junk: Junk, harvest: Harvest) -> None:
        self._junk = junk
        self._harvest = harvest
        self._platform = "slack"
        self._good = self._makers()

    def next(self) -> Wanted:
        junk = self._junk
        if junk.chance(0.02):
            return Wanted(
                junk.random.choice(("GET", "POST", "DELETE", "PUT")), f"/api/{junk.random.randrange(9)}"
            )
        method, path = junk.random.choice(tuple(ROUTES))
        self._platform = junk.random.choice(("slack", "discord"))
        given = {name: self._value(name) for name in ROUTES[method, path] if junk.chance(0.97)}
        if path == "/api/clock":
            given.pop(junk.random.choice(("move", "play")), None)
        if junk.chance(0.03):
            given[junk.text()] = junk.value()
        return self._carried(method, path, given)

    def _carried(self, method: str, path: str, given: dict[str, Any]) -> Wanted:
        junk = self._junk
        if method != "POST":
            return Wanted(method, f"{path}?{form_encoded(junk, given).decode()}")
        kind = "application/json" if junk.chance(0.95) else junk.random.choice(CONTENT_TYPES)
        headers = {"Content-Type": kind}
        if junk.chance(0.01):
            headers["Host"] = junk.random.choice(
                ("example.org", "[::1", "127.0.0.1:x", "[]", "localhost:1:2")
            )
        return Wanted(method, path, headers, junk.encoded(given))

    def _value(self, name: str) -> Any:
        good = self._good[name]() if name in self._good else ""
        return self._junk.spoiled(good) if self._junk.chance(0.06) else good

    def _makers(self) -> dict[str, Callable[[], Any]]:
        harvest, junk = self._harvest, self._junk
        pick = junk.random.choice
        return {
            "persona": lambda: pick(("ana", "ben")),
            "platform": lambda: self._platform,
            "place": lambda: pick((self._team(), harvest.any("place") or self._team())),
            "last": lambda: pick(("1", "200", "0", "99999999")),
            "message": lambda: pick((harvest.any("id"), harvest.any("message"), "home", "")),
            "control": lambda: pick(("go", "pick", "who", "search", "some_of", "day", harvest.any("id"))),
            "value": lambda: pick(("one", "1", "one,two", "U0ANA", "2026-12-09", harvest.any("id"), "")),
            "text": lambda: pick(LINES),
            "values": lambda: {
                pick(("words", "level", "pick", "who", "files", "tick", "day")): pick(
                    ("one", "1", "", "2026-12-09")
                )
            },
            "files": lambda: pick(
                ({}, {"files": [{"name": "a.txt", "media_type": "text/plain", "content": "aGVsbG8="}]})
            ),
            "move": lambda: pick(
                ("next", "day", "week", "2026-12-10T10:00:00Z", "2020-01-01T00:00:00+00:00")
            ),
            "play": lambda: pick((0, 60, 3600)),
            "after": lambda: pick(("0", "1", "100000")),
            "name": lambda: pick(OFFERS).name,
            "what": lambda: pick(("", "chat.postMessage", "POST /channels/{channel_id}/messages")),
            "times": lambda: pick((1, 2)),
            "seconds": lambda: pick((0, 0.1, 1)),
            "status": lambda: pick((500, 503)),
            "error": lambda: pick(("", "internal_error", "50007", "channel_not_found")),
            "user": lambda: pick(("", "U0ANA", "700000000000000101")),
        }

    def _team(self) -> str:
        return TEAM if self._platform == "slack" else CLUB
