"""Finds what does not fit together: channels with two teams, and channels where the bot is not installed.

It looks at the plain data, so that these problems are told together with all others.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.config.document import Document, KeyPath
from bot.config.nearest import did_you_mean
from bot.config.problems import Problem

_WORKSPACE = {"slack": "workspace", "discord": "server"}


def clash_problems(document: Document) -> Iterator[Problem]:
    """A problem for each channel that a second team claims or that no platform section covers."""
    for platform in _WORKSPACE:
        yield from _shared(document, platform)
        yield from _without_platform(document, platform)
    yield from _unknown_workspaces(document)


def _shared(document: Document, platform: str) -> Iterator[Problem]:
    taken: dict[tuple[str, str], KeyPath] = {}
    for path, entry in document.found("teams", "*", "channels", platform, "*"):
        if not isinstance(entry, dict):
            continue
        place = (str(entry.get(_WORKSPACE[platform])), str(entry.get("channel")))
        if place not in taken:
            taken[place] = path
            continue
        what = f"channel {place[1]} is listed already, on line {document.line(taken[place])}"
        yield document.problem(path, what, _one_of(str(taken[place][1]), str(path[1])))


def _one_of(first: str, second: str) -> str:
    return "Take one of the two out" if first == second else f"Leave it to one team: {first} or {second}"


def _without_platform(document: Document, platform: str) -> Iterator[Problem]:
    if any(True for _ in document.found("platforms", platform)):
        return
    for path, entries in document.found("teams", "*", "channels", platform):
        if entries:
            what = f"the team has channels on {platform.capitalize()}, which 'platforms' does not name"
            yield document.problem(path, what, f"Add 'platforms: {platform}:' or take the channels out")


def _unknown_workspaces(document: Document) -> Iterator[Problem]:
    known = [str(path[-1]) for path, _ in document.found("platforms", "slack", "workspaces", "*")]
    for path, workspace in document.found("teams", "*", "channels", "slack", "*", "workspace"):
        if known and workspace not in known:
            what = f"'{workspace}' is not among platforms.slack.workspaces"
            yield document.problem(path, what, did_you_mean(str(workspace), known))
