"""apps.connections.open: the way to a socket."""

from __future__ import annotations

from bot.sandbox.slack.records import Json
from bot.sandbox.slack.web_api.call import Call


def open_connection(call: Call) -> Json:
    """apps.connections.open: the address of a socket, good for one use."""
    app = call.workspace.app
    ticket = call.town.socket_tickets.issue(app.app_token)
    host = call.town.address.removeprefix("http")
    return {"url": f"ws{host}/link/?ticket={ticket}&app_id={app.id}"}
