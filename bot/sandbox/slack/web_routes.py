"""The Web API over HTTP: reads a call, finds its method and its workspace, answers."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.faulty import after_fault, before_fault
from bot.sandbox.slack.http_arguments import read_arguments, token_of
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused, refusal_json
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.methods import METHODS, Method, check_required
from bot.sandbox.slack.workspace import Workspace
from bot.sandbox.traffic import Traffic

log = logging.getLogger(__name__)


class WebRoutes:
    """Answers HTTP requests; every refusal is an answer, never a 500."""

    def __init__(self, town: Town, faults: Faults, traffic: Traffic) -> None:
        self._town = town
        self._faults = faults
        self._traffic = traffic

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the route."""
        router.add_route("*", "/api/{method}", self._api)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        fault = self._faults.take(name)
        spoiled = before_fault(fault)
        if spoiled is not None:
            self._traffic.add(name, {}, {"fault": str(fault)}, status=spoiled.status)
            return spoiled
        arguments: dict[str, Any] = {}
        try:
            arguments = await read_arguments(request)
            answer = self._do(name, token_of(request, arguments), Arguments(arguments))
        except Refused as refused:
            answer = refusal_json(refused)
        except Exception:
            # The outermost edge of the server: an app must get an answer, a person a way to find the reason.
            reference = secrets.token_hex(4)
            log.exception("The local Slack failed in %s (reference %s)", name, reference)
            answer = {"ok": False, "error": "internal_error", "reference": reference}
        self._traffic.add(name, arguments, answer, status=200)
        return await after_fault(fault, request, web.json_response(answer))

    def _do(self, name: str, token: str, arguments: Arguments) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", asked=name)
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
