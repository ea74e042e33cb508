"""Slack's method pages as data, where they are at hand: needed arguments, scopes, rate limits and errors.

The folder of one JSON file a method is looked for at `STEM_BOT_SLACK_METHODS`, else beside the checkout.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.sandbox.traffic import Exchange

ROOT = Path(__file__).parents[3]
VARIABLE = "STEM_BOT_SLACK_METHODS"
ABSENT = f"Slack's method pages are not at hand: set {VARIABLE} to their folder to check against them"
_TIERS = {f"t{number}": f"tier {number}" for number in range(1, 5)} | {"t5": "special"}
# Of requests as such, whatever the method; the pages name these seldom or never.
_OF_REQUESTS = frozenset(
    {
        "invalid_charset",
        "invalid_form_data",
        "invalid_json",
        "invalid_post_type",
        "json_not_object",
        "missing_post_type",
        "not_authed",
    }
)


@dataclass(frozen=True, slots=True)
class MethodPage:
    """What Slack says of a method; `scopes` are those of a bot, of which it may need one or several."""

    required: frozenset[str]
    scopes: frozenset[str]
    tier: str


def folder_of_pages() -> Path | None:
    """Where the pages are; None where they are not."""
    given = os.environ.get(VARIABLE)
    if given:
        return Path(given)
    return next(iter(sorted(ROOT.parent.glob("*/specs/slack/methods"))), None)


@cache
def pages() -> dict[str, Path]:
    """The page of each method that has one."""
    folder = folder_of_pages()
    return {} if folder is None else {path.stem: path for path in sorted(folder.glob("*.json"))}


@cache
def page_of(method: str) -> MethodPage | None:
    """The page of a method; None where there is none."""
    path = pages().get(method)
    if path is None:
        return None
    page = json.loads(path.read_text(encoding="utf-8"))
    return MethodPage(
        required=frozenset(page["args"].get("required", ())) - {"token"},
        scopes=frozenset(page.get("scope", {}).get("bot", ())),
        tier=_TIERS[page["rate_limits"]],
    )


@cache
def error_words() -> frozenset[str]:
    """Every error that some method's page names: the pages agree on words, but few of them are complete."""
    named = [json.loads(page.read_text(encoding="utf-8")).get("errors", {}) for page in pages().values()]
    return _OF_REQUESTS.union(*named)


def unknown_error(exchange: Exchange) -> str | None:
    """The method and the error word that it answered, where Slack has no such word."""
    if exchange.what not in pages() or not isinstance(exchange.answer, dict):
        return None
    error = exchange.answer.get("error")
    return None if error is None or error in error_words() else f"{exchange.what}: {error}"
