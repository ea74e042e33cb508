"""One call of a Web API method, as the functions of this package get it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.slack.arguments import Arguments
from bot.sandbox.slack.rate_limits import Allowance, RateLimits
from bot.sandbox.slack.scopes import demand, granted
from bot.sandbox.slack.town import Town
from bot.sandbox.slack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls (the app in `workspace`) with which arguments, and how often it may."""

    town: Town
    workspace: Workspace
    arguments: Arguments
    limits: RateLimits

    def demand(self, *any_of: str) -> None:
        """Refused with `missing_scope` when the app has none of these scopes."""
        demand(self.town.manifest, any_of)

    def may(self, scope: str) -> bool:
        """Whether the app has this scope."""
        return scope in granted(self.town.manifest)

    def count(self, allowance: Allowance, *what: str) -> None:
        """Count it against a limit of the workspace; TooFast when it is one too many."""
        self.limits.take(allowance, self.workspace.home.id, *what)
