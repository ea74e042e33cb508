"""Challenges in words: what is stuck and how long, what is in the way, which goals are past their day."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.chat.cards import Paragraph, Part
from bot.chat.text import Markup, bold, join, shorten
from bot.features.stepback.aim_line import aim_line
from bot.features.stepback.quarter import Obstacle, Quarter, Stuck
from bot.features.stepback.viewer import Viewer, first, named

MOST: Final = 5
_QUOTED: Final = 160
_WEEK: Final = timedelta(days=7)


def challenges(quarter: Quarter, viewer: Viewer) -> list[Part]:
    """The paragraphs under the heading; one honest line where there is nothing hard to tell."""
    hard, t = quarter.challenges, viewer.t
    texts = []
    if hard.stuck:
        lines = [_stuck(one, quarter, viewer) for one in hard.stuck]
        texts.append(join("\n", [bold(t("Stuck")), *first(lines, MOST, viewer)]))
    if hard.obstacles:
        texts.append(_in_the_way(quarter, viewer))
    if hard.late:
        lines = [aim_line(one, viewer) for one in hard.late]
        texts.append(join("\n", [bold(t("Goals past their day")), *first(lines, MOST, viewer)]))
    if not texts:
        texts.append(t("Nobody reported anything stuck, and no goal is past its day."))
    return [Paragraph(text) for text in texts]


def weeks_stuck(one: Stuck, quarter: Quarter) -> int:
    """For how many whole weeks it is stuck, at the time of the brief."""
    return (quarter.until - one.since) // _WEEK


def _stuck(one: Stuck, quarter: Quarter, viewer: Viewer) -> Markup:
    t, title, day = viewer.t, named(one.indicator), viewer.reader.day_of(one.since)
    weeks = weeks_stuck(one, quarter)
    if not weeks:
        return t("{title}: since {day}", title=title, day=day)
    return t.plural(
        "{title}: since {day}, {count} week",
        "{title}: since {day}, {count} weeks",
        weeks,
        title=title,
        day=day,
    )


def _in_the_way(quarter: Quarter, viewer: Viewer) -> Markup:
    """The obstacles; in a channel how many, for leaders their words, for a facilitator with the name."""
    every, t = quarter.challenges.obstacles, viewer.t
    if not viewer.leads:
        return t.plural(
            "{count} obstacle was named. Your facilitator and leaders have read it.",
            "{count} obstacles were named. Your facilitator and leaders have read them.",
            len(every),
        )
    seen = [one for one in every if viewer.facilitates or not quarter.students.named_in(one.words)]
    lines = [bold(t("In the way")), *[_obstacle(one, viewer) for one in seen[:MOST]]]
    if left := len(every) - min(len(seen), MOST):
        more = (
            t.plural("and {count} more", "and {count} more", left)
            if viewer.facilitates
            else t.plural(
                "and {count} more, which your facilitator can tell you about",
                "and {count} more, which your facilitator can tell you about",
                left,
            )
        )
        lines.append(more)
    return join("\n", lines)


def _obstacle(one: Obstacle, viewer: Viewer) -> Markup:
    t, title, words = viewer.t, one.indicator.short_title, shorten(one.words, _QUOTED)
    if viewer.facilitates:
        return t("{title}: “{words}” ({name})", title=title, words=words, name=one.author.name)
    return t("{title}: “{words}”", title=title, words=words)
