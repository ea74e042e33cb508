"""Finds what does not fit together: what stands twice, and what needs something that is not there.

It looks at the plain data, so that these problems are told together with all others.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.config.document import Document, KeyPath
from bot.config.nearest import did_you_mean
from bot.config.problems import Problem

_WORKSPACE = {"slack": "workspace", "discord": "server"}


def clash_problems(document: Document) -> Iterator[Problem]:
    """A problem for each channel or partner that stands twice, or that no section covers."""
    for platform in _WORKSPACE:
        yield from _shared(document, platform)
        yield from _without_platform(document, platform)
    yield from _unknown_workspaces(document)
    yield from _partners_without_email(document)
    yield from _outside_twice(document)


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


def _partners_without_email(document: Document) -> Iterator[Problem]:
    if any(True for _ in document.found("email")):
        return
    for path, entries in document.found("teams", "*", "partners"):
        if entries:
            what = "the team has partners, and there is no mail server to reach them by"
            yield document.problem(path, what, "Add 'email: {host: …, from_address: …, reply_to: …}'")


def _outside_twice(document: Document) -> Iterator[Problem]:
    for team, _ in document.found("teams", "*"):
        for kind, key in (("partners", "id"), ("partners", "email"), ("webhooks", "id")):
            yield from _twice(document, str(team[1]), kind, key)


def _twice(document: Document, team: str, kind: str, key: str) -> Iterator[Problem]:
    first: dict[str, KeyPath] = {}
    for path, value in document.found("teams", team, kind, "*", key):
        known = first.setdefault(str(value).casefold(), path)
        if known is not path:
            what = f"'{value}' stands here already, on line {document.line(known)}"
            remedy = "Give each its own" if key == "id" else "Take one of the two out"
            yield document.problem(path, what, remedy)
