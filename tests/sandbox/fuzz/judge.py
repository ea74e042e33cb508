"""What an answer may look like: never a 5xx, and a refusal in the platform's own shape."""

from __future__ import annotations

import json
from typing import Any

SERVER_ERROR, OK, FINE_UNTIL, TOO_MANY, TOO_LARGE = 500, 200, 300, 429, 413


def wrong_with(server: str, path: str, status: int, body: bytes) -> str:
    """Say what is wrong with an answer; empty when nothing is."""
    if status >= SERVER_ERROR:
        return f"answered {status}"
    if not path.startswith("/api/"):
        return ""
    said = _json(body)
    return {"slack": _slack, "discord": _discord, "page": _page}[server](status, said, body)


def _slack(status: int, said: Any, body: bytes) -> str:
    if not isinstance(said, dict) or not isinstance(said.get("ok"), bool):
        return "" if status == TOO_LARGE or not body else "an answer without `ok`"
    if status not in {OK, TOO_MANY}:
        return f"a Web API answer with status {status}"
    if said["ok"]:
        return ""
    error = said.get("error")
    named = isinstance(error, str) and bool(error) and error != "internal_error"
    return "" if named else "a refusal without a word of Slack's"


def _discord(status: int, said: Any, body: bytes) -> str:
    if status < FINE_UNTIL:
        return "" if not body or said is not None else "a success that is not JSON"
    if not isinstance(said, dict) or not isinstance(said.get("message"), str):
        return "" if not body else "a refusal without Discord's message"
    if status == TOO_MANY:
        return "" if "retry_after" in said else "a 429 without retry_after"
    return "" if isinstance(said.get("code"), int) else "a refusal without Discord's code"


def _page(status: int, said: Any, _: bytes) -> str:
    if status < FINE_UNTIL:
        return "" if isinstance(said, dict) else "a success that is not a JSON object"
    told = isinstance(said, dict) and isinstance(said.get("error"), str) and "reference" not in said
    return "" if told else "a refusal without words"


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
