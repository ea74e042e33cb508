"""Reads when a check-in comes: its rule, its time, and how long it can be answered."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import Final

from bot.chat.text import Markup
from bot.desk import Desk, Seat
from bot.features.checkin_plans.values import TEAM_CLOCK, Draft
from bot.language.clock_times import UnknownTime, time_named
from bot.schedule import check_in as kinds
from bot.schedule.recurrence import describe
from bot.schedule.rule_reading import UnfitRule, rule_meant

_OPEN: Final = re.compile(r"(?:(?P<days>\d{1,4})\s*(?:days?)?)?[\s,]*(?:until\s+(?P<until>.+))?")


def read_rule(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:
    """Put the rule into the draft, which says from when it holds; what is wrong in words."""
    try:
        draft.rule = describe(rule_meant(desk.t, seat.reader, seat.team, given, draft.starts_on))
    except UnfitRule as unfit:
        return unfit.words
    return None


def read_at(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    """Put the time of day into the draft, and whose clock it is meant on; what is wrong in words."""
    words = given.casefold().removesuffix(" time").removesuffix(f" {TEAM_CLOCK}")
    draft.check_in = replace(draft.check_in, per_team_time=words != given.casefold().removesuffix(" time"))
    try:
        draft.at = time_named(words)
    except UnknownTime:
        if not given:
            return desk.t("Say at what time, for example: {example}", example="15:00")
        return desk.t("No clock shows {given}. For example: {example}", given=given, example="15:00")
    return None


def read_open(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    """Put into the draft how long it is open; what is wrong in words."""
    found = _OPEN.fullmatch(given.casefold())
    try:
        days = int(found["days"] or kinds.CheckIn().open_days) if found else -1
        closes_at = time_named(found["until"]) if found and found["until"] else kinds.CheckIn().closes_at
    except UnknownTime:
        days, closes_at = -1, time()
    if 0 <= days <= kinds.MOST_OPEN_DAYS:
        draft.check_in = replace(draft.check_in, open_days=days, closes_at=closes_at)
        return None
    return desk.t(
        "Say for how many days it can be answered (0 to {most}) and until when, for example: {example}",
        most=kinds.MOST_OPEN_DAYS,
        example="3 days until 17:00",
    )


def too_short(desk: Desk, draft: Draft) -> Markup | None:
    """What is wrong with a window that would close before it begins."""
    check_in = draft.check_in
    if check_in.open_days or check_in.closes_at > draft.at:
        return None
    return desk.t(
        "It would close at {closes}, before it begins. For example: {example}",
        closes=f"{check_in.closes_at:%H:%M}",
        example="1 day until 17:00",
    )
