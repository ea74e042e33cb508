"""The sentences that a digest opens with: what moved, and how many answered."""

from __future__ import annotations

from datetime import timedelta

from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join
from bot.features.digest.turnout import Turnout
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week

_ABOUT_A_WEEK = timedelta(days=8)


def headline(week: Week, t: Phrases) -> Markup:
    """Such as: 2 indicators moved. 1 is stuck. 14 of 17 check-ins answered."""
    return join(" ", [*_movement(week, t), answered(week.turnout, t)])


def quiet(week: Week, viewer: Viewer) -> Markup:
    """That nothing is to be told, and how many answered all the same."""
    t, turnout = viewer.t, week.turnout
    sentences = [_quiet(week, viewer), *_movement(week, t), answered(turnout, t), *silence(turnout, t)]
    return join(" ", sentences)


def answered(turnout: Turnout, t: Phrases) -> Markup:
    """How many of the prompts that stood before somebody were answered."""
    if turnout.asked:
        return t("{answered} of {asked} check-ins answered.", answered=turnout.answered, asked=turnout.asked)
    if turnout.due:
        return t("No check-in could be delivered.")
    return t("No check-in was due.")


def silence(turnout: Turnout, t: Phrases) -> list[Markup]:
    """Who could not be asked, counted apart."""
    sentences = []
    if turnout.not_agreed:
        sentences.append(
            t.plural(
                "Not asked: {count} person who has not agreed to messages yet.",
                "Not asked: {count} people who have not agreed to messages yet.",
                turnout.not_agreed,
            )
        )
    if turnout.declined:
        sentences.append(
            t.plural(
                "Not asked: {count} person who wants no messages.",
                "Not asked: {count} people who want no messages.",
                turnout.declined,
            )
        )
    return sentences


def _movement(week: Week, t: Phrases) -> list[Markup]:
    moved, stuck = len(week.moved), len(week.stuck)
    sentences = []
    if moved:
        sentences.append(t.plural("{count} indicator moved.", "{count} indicators moved.", moved))
    if stuck and moved:
        sentences.append(t.plural("{count} is stuck.", "{count} are stuck.", stuck))
    elif stuck:
        sentences.append(t.plural("{count} indicator is stuck.", "{count} indicators are stuck.", stuck))
    if not sentences and week.turnout.answered:
        return [t("No indicator moved and none is stuck.")]
    return sentences


def _quiet(week: Week, viewer: Viewer) -> Markup:
    name = week.team.name
    if week.until - week.since <= _ABOUT_A_WEEK:
        return viewer.t("A quiet week for {team}.", team=name)
    day = viewer.reader.day_of(week.since)
    return viewer.t("Quiet for {team} since {day}.", team=name, day=day)
