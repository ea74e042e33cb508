"""Reads a rule that somebody typed for a team; what cannot be read or never falls due is said in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join
from bot.language.reader import Reader
from bot.schedule.recurrence import Listed, Rule, RuleProblem, days_between, parse_rule
from bot.schedule.team_times import school_calendar
from bot.store.models import Team

_FORESEEABLE: Final = timedelta(days=730)
_WEEK: Final = timedelta(days=7)


class UnfitRule(ValueError):  # noqa: N818 - the name says what is wrong
    """The words name no days on which something could fall due; `words` say why, with an example."""

    def __init__(self, words: Markup) -> None:
        super().__init__(words)
        self.words = words


def rule_meant(t: Phrases, reader: Reader, team: Team, given: str, starts_on: date) -> Rule:
    """The rule that holds from `starts_on`; raises `UnfitRule`."""
    rule, today = _parsed(t, given, starts_on), reader.today
    if past := _past_days(rule):
        day, example = reader.day(min(past)), f"on {today + _WEEK}"
        raise UnfitRule(t("{day} has passed. For example: {example}", day=day, example=example))
    if _never_open(team, rule, today):
        raise UnfitRule(
            t(
                "“{given}” never falls due: there is no school on any of its days. For example: {example}",
                given=given,
                example="weekly on Tue",
            )
        )
    return rule


def _parsed(t: Phrases, given: str, starts_on: date) -> Rule:
    try:
        return parse_rule(given, starts_on)
    except RuleProblem as problem:
        example = t("For example: {example}", example=problem.example)
        if not given:
            raise UnfitRule(t("Say on which days, for example: {example}", example=problem.example)) from None
        raise UnfitRule(join(" ", [t(problem.what, given=problem.given), example])) from None


def _past_days(rule: Rule) -> list[date]:
    """The listed days that were over when the rule began."""
    days = rule.pattern.days if isinstance(rule.pattern, Listed) else ()
    return [day for day in days if day < rule.starts_on]


def _never_open(team: Team, rule: Rule, today: date) -> bool:
    """Whether each of its days in the next two years is a day off."""
    calendar = school_calendar(team)
    days = list(days_between(rule, today, today + _FORESEEABLE))
    return bool(days) and all(calendar.closure_on(day) is not None for day in days)
