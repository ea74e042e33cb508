"""Reads what was typed about a check-in; whatever cannot be read is said in words, with an example."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final

from bot.chat.phrases import N_
from bot.chat.text import Markup, join
from bot.desk import Desk, Seat
from bot.features.checkin_plans.audience import read_audience
from bot.features.checkin_plans.subjects import read_subjects
from bot.features.checkin_plans.values import (
    ABOUT,
    ASKS,
    AT,
    EACH,
    FOR,
    NAME,
    OPEN,
    QUESTION,
    REMINDERS,
    RULE,
    TEAM_CLOCK,
    Draft,
    Values,
)
from bot.language.clock_times import UnknownTime, time_named
from bot.schedule import check_in as kinds
from bot.schedule.recurrence import Listed, Rule, RuleProblem, days_between, describe, parse_rule
from bot.schedule.team_times import school_calendar
from bot.spoken import day_ahead
from bot.store.models import Schedule, Team

_LONGEST_NAME, _LONGEST_QUESTION = 40, 300
_OPEN: Final = re.compile(r"(?:(?P<days>\d{1,4})\s*(?:days?)?)?[\s,]*(?:until\s+(?P<until>.+))?")
_SLOT_GAPS: Final = re.compile(r"[^a-z0-9]+")
_FORESEEABLE: Final = timedelta(days=730)
_SAMPLE_QUESTION = N_("What should we talk about at the next meeting?")


def read(desk: Desk, seat: Seat, values: Values, now: Schedule | None = None) -> Draft:
    """The check-in that was meant: what is not in `values` is as usual; `now` is the one that is changed."""
    draft = Draft(starts_on=seat.reader.today)
    if now is not None and values.get(RULE, now.rule) == now.rule:
        draft.starts_on = now.starts_on
    for name, reader in _READERS.items():
        if words := reader(desk, seat, draft, unquoted(values.get(name, ""))):
            draft.problems[name] = words
    if not draft.problems and (words := _too_short(desk, draft)):
        draft.problems[OPEN] = words
    return draft


def unquoted(given: str) -> str:
    """What was typed, without blanks too many; quotes around it only kept it together."""
    return " ".join(given.split()).strip('"“”')


def _name(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    draft.title = given
    draft.slot = _SLOT_GAPS.sub("-", given.casefold()).strip("-")
    if len(given) > _LONGEST_NAME:
        return desk.t(
            "The name has {length} letters; {longest} fit. For example: {example}",
            length=len(given),
            longest=_LONGEST_NAME,
            example="weekly",
        )
    if not draft.slot:
        return desk.t("Give it a name in letters or digits, for example: {example}", example="weekly")
    return None


def _asks(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    asks = given.casefold() or kinds.PROGRESS
    draft.check_in = replace(draft.check_in, asks=asks)
    if asks in kinds.ASKS:
        return None
    draft.check_in = replace(draft.check_in, asks=kinds.PROGRESS)
    return desk.t("A check-in asks for {kinds}, not for {given}.", kinds=", ".join(kinds.ASKS), given=given)


def _question(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    draft.check_in = replace(draft.check_in, question=given)
    if draft.check_in.asks != kinds.QUESTION:
        draft.check_in = replace(draft.check_in, question="")
        return desk.t("Only a check-in that asks a question has one: `asks:question`") if given else None
    if not given:
        return desk.t("Write the question, for example: {example}", example=desk.t(_SAMPLE_QUESTION))
    if len(given) > _LONGEST_QUESTION:
        return desk.t(
            "This has {length} characters; {longest} fit. Please shorten it.",
            length=len(given),
            longest=_LONGEST_QUESTION,
        )
    return None


def _rule(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:
    t, today = desk.t, seat.reader.today
    try:
        rule = parse_rule(given, draft.starts_on)
    except RuleProblem as problem:
        if not given:
            return t("Say on which days, for example: {example}", example=problem.example)
        said = t(problem.what, given=problem.given)
        return join(" ", [said, t("For example: {example}", example=problem.example)])
    draft.rule = describe(rule)
    if past := _past_days(rule):
        return t(
            "{day} has passed. For example: {example}",
            day=seat.reader.day(min(past)),
            example=f"on {day_ahead(today)}",
        )
    if _never_open(seat.team, rule, today):
        return t(
            "“{given}” never falls due: there is no school on any of its days. For example: {example}",
            given=given,
            example="weekly on Tue",
        )
    return None


def _at(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    words = given.casefold().removesuffix(" time").removesuffix(f" {TEAM_CLOCK}")
    draft.check_in = replace(draft.check_in, per_team_time=words != given.casefold().removesuffix(" time"))
    try:
        draft.at = time_named(words)
    except UnknownTime:
        if not given:
            return desk.t("Say at what time, for example: {example}", example="15:00")
        return desk.t("No clock shows {given}. For example: {example}", given=given, example="15:00")
    return None


def _open(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
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


def _each(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    count = _number(given or "1", 1, kinds.MOST_PER_PERSON)
    if count is None:
        return desk.t("A person is asked about 1 to {most} at a time.", most=kinds.MOST_PER_PERSON)
    draft.check_in = replace(draft.check_in, per_person=count)
    return None


def _reminders(desk: Desk, seat: Seat, draft: Draft, given: str) -> Markup | None:  # noqa: ARG001 - one shape for all
    count = _number(given or "1", 0, kinds.MOST_REMINDERS)
    if count is None:
        return desk.t("I remind at most {most} times: 0, 1 or 2.", most=kinds.MOST_REMINDERS)
    draft.check_in = replace(draft.check_in, reminders=count)
    return None


def _number(given: str, least: int, most: int) -> int | None:
    return int(given) if given.isdecimal() and len(given) == 1 and least <= int(given) <= most else None


def _past_days(rule: Rule) -> list[date]:
    """The listed days that were over when the rule began."""
    days = rule.pattern.days if isinstance(rule.pattern, Listed) else ()
    return [day for day in days if day < rule.starts_on]


def _never_open(team: Team, rule: Rule, today: date) -> bool:
    """Whether each of its days in the next two years is a day off."""
    calendar = school_calendar(team)
    days = list(days_between(rule, today, today + _FORESEEABLE))
    return bool(days) and all(calendar.closure_on(day) is not None for day in days)


def _too_short(desk: Desk, draft: Draft) -> Markup | None:
    check_in = draft.check_in
    if check_in.open_days or check_in.closes_at > draft.at:
        return None
    return desk.t(
        "It would close at {closes}, before it begins. For example: {example}",
        closes=f"{check_in.closes_at:%H:%M}",
        example="1 day until 17:00",
    )


_READERS: Final[Mapping[str, Callable[[Desk, Seat, Draft, str], Markup | None]]] = {
    NAME: _name,
    ASKS: _asks,
    QUESTION: _question,
    RULE: _rule,
    AT: _at,
    OPEN: _open,
    EACH: _each,
    REMINDERS: _reminders,
    FOR: read_audience,
    ABOUT: read_subjects,
}
