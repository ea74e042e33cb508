"""Reads words that the commands of several capabilities take: people, indicators, levels, roles, days."""

from __future__ import annotations

from datetime import date, timedelta

from bot.chat.replies import refusal
from bot.chat.text import join
from bot.desk import Desk
from bot.language.days import UnknownDay, day_named
from bot.store.models import Team
from rubric.model import Indicator, Level, Role, UnknownIndicator, UnknownLevel, UnknownRole

_EXAMPLE_AHEAD = timedelta(days=7)


def account_named(desk: Desk, given: str, example: str) -> str:
    """The account id that `@{id}` mentions; raises `Refusal` for a word that mentions nobody."""
    if given.startswith("@{") and given.endswith("}"):
        return given.removeprefix("@{").removesuffix("}")
    words = desk.t("I find nobody called {given} here.", given=given) if given else desk.t("Who is it?")
    pick = desk.t("Type @ and pick the person from the list. Try: `{example}`", example=example)
    raise refusal(join(" ", [words, pick]))


def indicator_named(desk: Desk, team: Team, given: str, try_this: str) -> Indicator:
    """The team's indicator of that name; raises `Refusal` with the closest one.

    `try_this` is an example in which `{id}` stands for the indicator: `/stem rate {id} 3`.
    """
    try:
        return desk.instrument(team).indicator(given)
    except UnknownIndicator as error:
        nearest = error.nearest if given.strip() else None
        example = try_this.format(id=nearest.id if nearest else desk.instrument(team).indicators[0].id)
        words = [
            desk.t("There is no indicator {given}.", given=given)
            if given.strip()
            else desk.t("Which indicator is it about?")
        ]
        if nearest:
            words.append(desk.t("Closest: {id} ({title}).", id=nearest.id, title=nearest.short_title))
        else:
            words.append(desk.t("All of them: `/stem status`."))
        words.append(desk.t("Try: `{example}`", example=example))
        raise refusal(join(" ", words)) from None


def level_named(desk: Desk, team: Team, given: str, example: str) -> Level:
    """The level of that number or name; raises `Refusal` with all levels and an example."""
    try:
        return desk.instrument(team).level(given)
    except UnknownLevel as error:
        scale = ", ".join(f"{number} {name}" for number, name in enumerate(error.names, start=1))
        raise refusal(
            desk.t(
                "There is no level {given}. The levels are {scale}. Try: `{example}`",
                given=given,
                scale=scale,
                example=example,
            )
        ) from None


def role_named(desk: Desk, given: str, example: str) -> Role:
    """The role of that id or title; raises `Refusal` with the closest one, else with all of them.

    In `example` `{role}` stands for one that would do.
    """
    t = desk.t
    try:
        return desk.library.role(given)
    except UnknownRole as error:
        words = [t("There is no role {given}.", given=given)]
        if error.nearest:
            words.append(t("Closest: {title} ({id}).", title=error.nearest.title, id=error.nearest.id))
        else:
            words.append(t("The roles are {roles}.", roles=", ".join(desk.library.roles)))
        fitting = error.nearest.id if error.nearest else next(iter(desk.library.roles))
        words.append(t("Try: `{example}`", example=example.format(role=fitting)))
        raise refusal(join(" ", words)) from None


def day_meant(desk: Desk, given: str, today: date, example: str) -> date:
    """The day that was meant, seen from `today`; raises `Refusal` for what is no day.

    In `example` `{day}` stands for one that would do.
    """
    try:
        return day_named(given, today)
    except UnknownDay:
        raise refusal(
            desk.t(
                "I know no day called {given}. Try: `{example}`",
                given=given,
                example=example.format(day=day_ahead(today)),
            )
        ) from None


def day_ahead(today: date) -> str:
    """A day that can be given in an example: a week from `today`, as YYYY-MM-DD."""
    return (today + _EXAMPLE_AHEAD).isoformat()
