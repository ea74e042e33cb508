"""Reads what a check-in asks about: all indicators in turn, the team's focus, or some that are named."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.chat.text import Markup, join
from bot.desk import Desk, Seat
from bot.features.checkin_plans.values import ALL, FOCUS, Draft
from rubric.asking import askable
from rubric.model import Indicator, UnknownIndicator

_BETWEEN: Final = re.compile(r"\s*(?:,|;|\band\b|&)\s*")


def read_subjects(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:
    """Put the indicators into the draft, whose audience is read already; what is wrong in words."""
    word = given.casefold()
    if word in {"", ALL}:
        return None
    if not draft.check_in.is_about_indicators:
        return desk.t("A check-in that asks for a {kind} is about no indicators.", kind=draft.check_in.asks)
    if word == FOCUS:
        draft.check_in = replace(draft.check_in, focus=True)
        return None
    named: list[Indicator] = []
    for one in filter(None, _BETWEEN.split(given)):
        try:
            named.append(desk.instrument(seat.team).indicator(one))
        except UnknownIndicator as error:
            return _unknown(desk, seat, one, error.nearest)
    scope = replace(draft.check_in.scope, indicators=tuple(dict.fromkeys(each.id for each in named)))
    draft.check_in = replace(draft.check_in, scope=scope)
    return _out_of_reach(desk, seat, draft, named)


def _unknown(desk: Desk, seat: Seat, given: str, nearest: Indicator | None) -> Markup:
    words = [desk.t("There is no indicator {given}.", given=given)]
    if nearest:
        words.append(desk.t("Closest: {id} ({title}).", id=nearest.id, title=nearest.short_title))
    example = (nearest or desk.instrument(seat.team).indicators[0]).id
    words.append(desk.t("Write ids, `focus` or `all`. For example: {example}", example=example))
    return join(" ", words)


def _out_of_reach(desk: Desk, seat: Seat, draft: Draft, named: list[Indicator]) -> Markup | None:
    """An indicator that is about none of those whom the check-in asks would never come."""
    instrument = desk.instrument(seat.team)
    reached = askable(desk.library, instrument, draft.check_in.scope, desk.library.roles)
    beyond = next((each for each in named if each not in reached), None)
    if beyond is None:
        return None
    return desk.t(
        "{id} is for {audience}, whom this check-in does not ask. For example: {example}",
        id=beyond.id,
        audience=beyond.audience,
        example=f"for:{beyond.audience}",
    )
