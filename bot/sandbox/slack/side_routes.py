"""The HTTP side of the local Slack beside the Web API: response URLs, uploads and files."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.faulty import after_fault, before_fault
from bot.sandbox.slack.hooks import post_to_hook
from bot.sandbox.slack.http_arguments import read_body
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused, refusal_json
from bot.sandbox.slack.town import Town
from bot.sandbox.traffic import Traffic

_GONE = frozenset({"used_url", "expired_url", "invalid_token"})


class SideRoutes:
    """What apps reach through addresses that they were handed."""

    def __init__(self, town: Town, faults: Faults, traffic: Traffic) -> None:
        self._town = town
        self._faults = faults
        self._traffic = traffic

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the routes."""
        router.add_post("/hooks/{team}/{secret}", self._hook)
        router.add_post("/upload/v1/{file}", self._upload)
        router.add_get("/files/{file}", self._file)

    async def _hook(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults.take("response_url")
        spoiled = before_fault(fault)
        if spoiled is not None:
            return spoiled
        body: dict[str, Any] = {}
        answer: Json = {"ok": True}
        plain: web.StreamResponse = web.Response(text="ok")
        try:
            body = await read_body(request)
            post_to_hook(self._town, request.match_info["secret"], Arguments(body))
        except Refused as refused:
            answer = refusal_json(refused)
            plain = web.json_response(answer, status=404 if refused.error in _GONE else 400)
        self._traffic.add("response_url", body, answer, status=plain.status)
        return await after_fault(fault, request, plain)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults.take("upload")
        spoiled = before_fault(fault)
        if spoiled is not None:
            return spoiled
        body = await request.read()
        answer = web.Response(text=f"OK - {len(body)}")
        try:
            self._town.uploads.receive(request.match_info["file"], body)
        except Refused as refused:
            answer = web.Response(status=400, text=refused.error)
        self._traffic.add("upload", {"bytes": len(body)}, {}, status=answer.status)
        return await after_fault(fault, request, answer)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        body = self._town.uploads.body(request.match_info["file"])
        return web.Response(status=404) if body is None else web.Response(body=body)
