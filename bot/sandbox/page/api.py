"""The routes under /api: the same things that a person does on the page."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.page.acts import Acts
from bot.sandbox.page.changes import Changes
from bot.sandbox.page.clock import PageClock
from bot.sandbox.page.looks import Looks
from bot.sandbox.page.machinery import Machinery
from bot.sandbox.page.town import Town


def api_routes(town: Town, clock: PageClock, changes: Changes) -> list[web.RouteDef]:
    """List the routes, in the order of docs/local-workspace.md."""
    looks, acts, machinery = Looks(town, clock), Acts(town), Machinery(town, clock, changes)
    return [
        web.get("/api/town", looks.town),
        web.get("/api/view", looks.view),
        web.get("/api/thread", looks.thread),
        web.get("/api/home", looks.home),
        web.post("/api/home", looks.open_home),
        web.get("/api/changes", changes.stream),
        web.post("/api/read", acts.read),
        web.post("/api/type", acts.type),
        web.post("/api/suggest", acts.suggest),
        web.post("/api/press", acts.press),
        web.post("/api/use", acts.use),
        web.post("/api/search", acts.search),
        web.post("/api/submit", acts.submit),
        web.post("/api/dismiss", acts.dismiss),
        web.post("/api/clock", machinery.clock),
        web.get("/api/traffic", machinery.traffic),
        web.get("/api/faults", machinery.faults),
        web.post("/api/faults", machinery.order_fault),
        web.delete("/api/faults", machinery.clear_faults),
    ]
