"""The Web API over HTTP: reads a call, lets its method answer, and words the answer as Slack does."""

from __future__ import annotations

import time
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.slack.edge import guarded
from bot.sandbox.slack.faulty import after_fault, before_fault
from bot.sandbox.slack.http_arguments import read_arguments, token_of, warning_of
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused, TooFast, refusal_json
from bot.sandbox.slack.web_api.desk import WebApi
from bot.sandbox.traffic import Traffic


class WebRoutes:
    """Answers HTTP requests; every refusal is an answer, never a 500."""

    def __init__(self, api: WebApi, faults: Faults, traffic: Traffic) -> None:
        self._api = api
        self._faults = faults
        self._traffic = traffic

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Register the route."""
        router.add_route("*", "/api/{method:(?s:.*)}", guarded(self._call))

    async def _call(self, request: web.Request) -> web.StreamResponse:
        name, began = request.match_info["method"], time.monotonic()
        fault = self._faults.take(name)
        spoiled = before_fault(fault)
        if spoiled is not None:
            self._traffic.add(name, {}, {"fault": str(fault)}, status=spoiled.status)
            return spoiled
        arguments: dict[str, Any] = dict(request.query)
        status, headers = 200, dict[str, str]()
        try:
            arguments = await read_arguments(request)
            token = token_of(request, arguments)
            headers = self._api.scope_headers(name, token)
            answer = self._api.answer(name, token, arguments)
        except Refused as refused:
            answer = refusal_json(refused)
            if isinstance(refused, TooFast):
                status, headers["Retry-After"] = 429, str(refused.seconds)
        answer = _warned(answer, warning_of(request))
        self._traffic.add(name, arguments, answer, status=status, took=time.monotonic() - began)
        return await after_fault(fault, request, web.json_response(answer, status=status, headers=headers))


def _warned(answer: Json, warning: str) -> Json:
    """The answer with Slack's remark about the head of the request, where there is one."""
    if not warning:
        return answer
    warnings = [one for one in (answer.get("warning"), warning) if one]
    metadata = {**answer.get("response_metadata", {}), "warnings": warnings}
    return {**answer, "warning": ",".join(warnings), "response_metadata": metadata}
