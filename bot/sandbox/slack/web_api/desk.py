"""Where a Web API call is let through or turned away: its method, its token, its pace, its scopes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.rate_limits import TIERS, RateLimits
from bot.sandbox.slack.records import Json
from bot.sandbox.slack.refusals import Refused
from bot.sandbox.slack.scopes import APP_SCOPES, granted
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.web_api.call import Call
from bot.sandbox.slack.web_api.methods import METHODS, Method, check_required
from bot.sandbox.slack.workspace import Workspace


class WebApi:
    """All methods in front of all workspaces."""

    def __init__(self, town: Town, limits: RateLimits) -> None:
        self._town = town
        self._limits = limits

    def answer(self, name: str, token: str, arguments: Mapping[str, Any]) -> Json:
        """What Slack answers to this call; Refused or TooFast when it does not do it."""
        method = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", details={"req_method": name})
        call = Call(self._town, self._workspace(method, token), Arguments(arguments), self._limits)
        call.count(TIERS[method.tier], name)
        if method.takes == "bot":
            call.demand(*method.scopes)
        check_required(method, call)
        return {"ok": True, **method.does(call)}

    def scope_headers(self, name: str, token: str) -> dict[str, str]:
        """What the token may do and what the method takes, as the headers that Slack adds."""
        method = METHODS.get(name)
        if self._town.of_bot(token):
            provided = granted(self._town.manifest)
        elif self._town.of_app(token):
            provided = APP_SCOPES
        else:
            return {}
        accepted = method.scopes if method else ()
        return {"X-OAuth-Scopes": ",".join(provided), "X-Accepted-OAuth-Scopes": ",".join(accepted)}

    def _workspace(self, method: Method, token: str) -> Workspace:
        if not token:
            raise Refused("not_authed")
        by_bot, by_app = self._town.of_bot(token), self._town.of_app(token)
        wanted, other = (by_bot, by_app) if method.takes == "bot" else (by_app, by_bot)
        if wanted is None:
            raise Refused("not_allowed_token_type" if other else "invalid_auth")
        return wanted
