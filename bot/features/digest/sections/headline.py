"""The sentences that a digest opens with: what was agreed, what moved, and how many answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.chat.cards import Heading, Paragraph, Part
from bot.chat.phrases import Phrases
from bot.chat.text import Markup, join
from bot.features.digest.viewer import Viewer
from bot.features.digest.week import Week
from bot.schedule.participation_words import answered, apart

_ABOUT_A_WEEK = timedelta(days=8)


def headline(week: Week, viewer: Viewer) -> Sequence[Part]:
    """Such as: 2 indicators moved. 1 is stuck. 14 of 17 check-ins answered."""
    if week.quiet:
        return (Paragraph(quiet(week, viewer)),)
    t, agreed = viewer.t, len(week.agreed)
    news = (
        [t.plural("Agreed on {count} indicator.", "Agreed on {count} indicators.", agreed)] if agreed else []
    )
    return (Heading(join(" ", [*news, *_movement(week, t), answered(week.turnout.every, t)])),)


def quiet(week: Week, viewer: Viewer) -> Markup:
    """That nothing is to be told, and how many answered all the same."""
    t, every = viewer.t, week.turnout.every
    opening = [_quiet(week, viewer), *_movement(week, t), answered(every, t)]
    return join(" ", [*opening, *apart(every, t)])


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
