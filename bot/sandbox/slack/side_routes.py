"""The HTTP side of the local Slack beside the Web API: response URLs, uploads and files."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.edge import guarded
from bot.sandbox.slack.faulty import after_fault, before_fault
from bot.sandbox.slack.file_bytes import read_file
from bot.sandbox.slack.hooks import post_to_hook
from bot.sandbox.slack.http_arguments import read_body, token_of
from bot.sandbox.slack.rate_limits import ONE_CHANNEL, RateLimits
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused, TooFast, refusal_json
from bot.sandbox.slack.scopes import FILES, granted
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.uploads import Upload
from bot.sandbox.traffic import Traffic

_GONE = frozenset({"used_url", "expired_url", "invalid_token"})
# Other files are only ever saved: what somebody uploads must not run as a page of this address.
_SHOWN = frozenset({"image/gif", "image/jpeg", "image/png", "image/webp", "text/plain"})


class SideRoutes:
    """What apps reach through addresses that they were handed."""

    def __init__(self, town: Town, limits: RateLimits, faults: Faults, traffic: Traffic) -> None:
        self._town = town
        self._limits = limits
        self._faults = faults
        self._traffic = traffic

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the routes."""
        router.add_post("/hooks/{team}/{secret}", guarded(self._hook))
        router.add_post("/upload/v1/{file}", guarded(self._upload))
        router.add_get("/files/{file}", guarded(self._file))
        router.add_get("/files-pri/{team}-{file}/{name}", guarded(self._private_file))
        router.add_get("/files-pri/{team}-{file}/download/{name}", guarded(self._private_file))

    async def _hook(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults.take("response_url")
        spoiled = before_fault(fault)
        if spoiled is not None:
            self._traffic.add("response_url", {}, {"fault": str(fault)}, status=spoiled.status)
            return spoiled
        body: dict[str, Any] = {}
        answer: Json = {"ok": True}
        plain: web.StreamResponse = web.Response(text="ok")
        try:
            body = await read_body(request)
            self._limits.take(ONE_CHANNEL, request.match_info["team"], "response_url")
            post_to_hook(self._town, request.match_info["secret"], Arguments(body))
        except Refused as refused:
            answer = refusal_json(refused)
            plain = _refusal(refused, answer)
        self._traffic.add("response_url", body, answer, status=plain.status)
        return await after_fault(fault, request, plain)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults.take("upload")
        spoiled = before_fault(fault)
        if spoiled is not None:
            self._traffic.add("upload", {}, {"fault": str(fault)}, status=spoiled.status)
            return spoiled
        body = b""
        try:
            body = await read_file(request)
            self._town.uploads.receive(request.match_info["file"], body)
            answer = web.Response(text=f"OK - {len(body)}")
        except Refused as refused:
            answer = web.Response(status=400, text=refused.error)
        self._traffic.add("upload", {"bytes": len(body)}, answer.text, status=answer.status)
        return await after_fault(fault, request, answer)

    async def _private_file(self, request: web.Request) -> web.StreamResponse:
        """A file for an app, by its token; who has none is shown the way to the sign-in page."""
        workspace = self._town.of_bot(token_of(request, dict(request.query)))
        upload = self._town.uploads.find(request.match_info["file"])
        if workspace is None or FILES not in granted(self._town.manifest):
            return web.Response(status=302, headers={"Location": f"{self._town.address}/signin"})
        if upload is None or upload.body is None or upload.team != workspace.home.id:
            return web.Response(status=404)
        return _shown(upload)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        upload = self._town.uploads.find(request.match_info["file"])
        return web.Response(status=404) if upload is None or upload.body is None else _shown(upload)


def _refusal(refused: Refused, answer: Json) -> web.StreamResponse:
    if isinstance(refused, TooFast):
        return web.json_response(answer, status=429, headers={"Retry-After": str(refused.seconds)})
    return web.json_response(answer, status=404 if refused.error in _GONE else 400)


def _shown(upload: Upload) -> web.StreamResponse:
    headers = {"X-Content-Type-Options": "nosniff"}
    if upload.media_type in _SHOWN:
        return web.Response(body=upload.body, content_type=upload.media_type, headers=headers)
    headers["Content-Disposition"] = "attachment"
    return web.Response(body=upload.body, content_type="application/octet-stream", headers=headers)
