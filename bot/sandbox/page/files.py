"""The page's own files, read once from the package: nothing else can be asked for by name."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from aiohttp import web

# Named here because the machine's own table of types may say something else.
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}


def file_routes() -> list[web.RouteDef]:
    """Make a route for every shipped file, and `/` for the page itself."""
    static = files("bot.sandbox.page") / "static"
    shipped = [_route(f"/{one.name}", one) for one in static.iterdir() if _suffix(one.name) in _TYPES]
    return [_route("/", static / "index.html"), *shipped]


def _route(path: str, file: Traversable) -> web.RouteDef:
    text, kind = file.read_text(encoding="utf-8"), _TYPES[_suffix(file.name)]

    async def send(_: web.Request) -> web.Response:
        return web.Response(text=text, content_type=kind, charset="utf-8")

    return web.get(path, send)


def _suffix(name: str) -> str:
    return name[name.rfind(".") :]
