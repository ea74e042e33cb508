"""Reads whom a check-in asks: everybody with a role, some audiences, or some roles."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.chat.text import Markup, join
from bot.desk import Desk, Seat
from bot.features.checkin_plans.values import EVERYBODY, Draft
from rubric.asking import Scope
from rubric.model import UnknownRole
from rubric.nearest import closest

_BETWEEN: Final = re.compile(r"\s*(?:,|;|\band\b|&)\s*")
_EVERYBODY: Final = frozenset({"", EVERYBODY, "everybody", "all"})


def read_audience(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:
    """Put the audiences or roles into the draft; what is wrong in words."""
    if given.casefold() in _EVERYBODY:
        return None
    audiences: list[str] = []
    roles: list[str] = []
    for word in filter(None, _BETWEEN.split(given)):
        if audience := _audience(desk, seat, word):
            audiences.append(audience)
        elif role := _role(desk, word):
            roles.append(role)
        else:
            return _unknown(desk, seat, word)
    if audiences and roles:
        return desk.t(
            "Name audiences or roles, not both. For example: {example}",
            example=", ".join(desk.instrument(seat.team).audiences[:2]),
        )
    draft.check_in = replace(draft.check_in, scope=Scope(tuple(audiences), tuple(roles)))
    return None


def _audience(desk: Desk, seat: Seat, word: str) -> str | None:
    audiences = desk.instrument(seat.team).audiences
    return next((one for one in audiences if one.casefold() == word.casefold()), None)


def _role(desk: Desk, word: str) -> str | None:
    try:
        return desk.library.role(word).id
    except UnknownRole:
        return None


def _unknown(desk: Desk, seat: Seat, word: str) -> Markup:
    audiences = desk.instrument(seat.team).audiences
    names = {each: each for each in (*audiences, *desk.library.roles)}
    nearest = closest(word, names)
    words = [desk.t("There is no audience or role {given}.", given=word)]
    if nearest:
        words.append(desk.t("Closest: {name}.", name=nearest))
    else:
        words.append(
            desk.t(
                "The audiences are {audiences}; the roles are {roles}.",
                audiences=", ".join(audiences),
                roles=", ".join(desk.library.roles),
            )
        )
    words.append(desk.t("For example: {example}", example=nearest or audiences[0]))
    return join(" ", words)
