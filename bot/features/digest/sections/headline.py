"""The sentences that a digest opens with: what was agreed, what moved, and how many answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.cards import Heading, Paragraph, Part
from bot.chat.limits import HEADING
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join, packed
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from bot.schedule.participation_words import answered, apart

_ABOUT_A_WEEK = timedelta(days=8)


def headline(week: Week, viewer: Viewer) -> Sequence[Part]:
    """Such as: 2 indicators moved. 1 is stuck. 14 of 17 check-ins answered. What is too long goes below."""
    if week.quiet:
        return (Paragraph(quiet(week, viewer)),)
    t = viewer.t
    news = [*_decided(week, t), *_movement(week, t), answered(week.turnout.every, t)]
    opening, *more = packed(news, HEADING, " ")
    return (Heading(opening), *(Paragraph(words) for words in more))


def quiet(week: Week, viewer: Viewer) -> Markup:
    """That nothing is to be told, and how many answered all the same."""
    t, every = viewer.t, week.turnout.every
    opening = [_quiet(week, viewer), *_movement(week, t), answered(every, t)]
    return join(" ", [*opening, *apart(every, t)])


def _decided(week: Week, t: Phrases) -> list[Markup]:
    left_open = sum(1 for one in week.agreed if one.provisional)
    agreed = len(week.agreed) - left_open
    sentences = []
    if agreed:
        sentences.append(t.plural("Agreed on {count} indicator.", "Agreed on {count} indicators.", agreed))
    if left_open:
        sentences.append(
            t.plural("No consensus on {count} indicator.", "No consensus on {count} indicators.", left_open)
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
