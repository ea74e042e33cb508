"""The HTTP side of the local Slack: Web API methods, response URLs, uploads and files."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.faulty import after_fault, before_fault
from bot.sandbox.slack.hooks import post_to_hook
from bot.sandbox.slack.http_arguments import read_arguments, read_body, token_of
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.requests import AskedFor, Requests, redacted
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.methods import METHODS, Method, check_required
from bot.sandbox.slack.workspace import Workspace

log = logging.getLogger(__name__)


class WebRoutes:
    """Answers HTTP requests; every refusal is an answer, never a 500."""

    def __init__(self, town: Town, faults: Faults, requests: Requests) -> None:
        self._town = town
        self._faults = faults
        self._requests = requests

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the routes."""
        router.add_route("*", "/api/{method}", self._api)
        router.add_post("/hooks/{team}/{secret}", self._hook)
        router.add_post("/upload/v1/{file}", self._upload)
        router.add_get("/files/{file}", self._file)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        fault = self._faults.take(name)
        spoiled = before_fault(fault)
        if spoiled is not None:
            self._note(name, {}, spoiled.status, {"fault": fault.kind if fault else ""})
            return spoiled
        arguments: dict[str, Any] = {}
        try:
            arguments = await read_arguments(request)
            answer = self._do(name, token_of(request, arguments), Arguments(arguments))
        except Refused as refused:
            answer = refusal_json(refused, name)
        except Exception:
            # The outermost edge of the server: an app must get an answer, a person a way to find the reason.
            reference = secrets.token_hex(4)
            log.exception("The local Slack failed in %s (reference %s)", name, reference)
            answer = {"ok": False, "error": "internal_error", "reference": reference}
        self._note(name, arguments, 200, answer)
        return await after_fault(fault, request, web.json_response(answer))

    def _do(self, name: str, token: str, arguments: Arguments) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method")
        call = Call(self._town, self._workspace(method, token), arguments)
        check_required(method, call)
        return {"ok": True, **method.does(call)}

    def _workspace(self, method: Method, token: str) -> Workspace:
        if not token:
            raise Refused("not_authed")
        by_bot, by_app = self._town.of_bot(token), self._town.of_app(token)
        wanted, other = (by_bot, by_app) if method.takes == "bot" else (by_app, by_bot)
        if wanted is None:
            raise Refused("not_allowed_token_type" if other else "invalid_auth")
        return wanted

    async def _hook(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults.take("response_url")
        spoiled = before_fault(fault)
        if spoiled is not None:
            return spoiled
        body: dict[str, Any] = {}
        status, answer = 200, {"ok": True}
        try:
            body = await read_body(request)
            post_to_hook(self._town, request.match_info["secret"], Arguments(body))
        except Refused as refused:
            status = 404 if refused.error in {"used_url", "expired_url", "invalid_token"} else 400
            answer = refusal_json(refused, "")
        self._note("response_url", body, status, answer)
        plain = web.Response(text="ok") if status == 200 else web.json_response(answer, status=status)  # noqa: PLR2004
        return await after_fault(fault, request, plain)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults.take("upload")
        spoiled = before_fault(fault)
        if spoiled is not None:
            return spoiled
        body = await request.read()
        try:
            self._town.uploads.receive(request.match_info["file"], body)
        except Refused as refused:
            return web.Response(status=400, text=refused.error)
        self._note("upload", {"bytes": len(body)}, 200, {})
        return await after_fault(fault, request, web.Response(text=f"OK - {len(body)}"))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        body = self._town.uploads.body(request.match_info["file"])
        return web.Response(status=404) if body is None else web.Response(body=body)

    def _note(self, method: str, arguments: Mapping[str, Any], status: int, answer: Json) -> None:
        self._requests.add(
            AskedFor(self._town.stamps.now(), method, redacted(arguments), status, redacted(answer))
        )


def refusal_json(refused: Refused, method: str) -> Json:
    """A refusal as Slack words it."""
    answer: Json = {"ok": False, "error": refused.error}
    if refused.error == "unknown_method":
        answer["req_method"] = method
    if refused.messages:
        answer["errors"] = list(refused.messages)
        answer["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in refused.messages]}
    return answer
