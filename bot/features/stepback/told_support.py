"""Plans for support in words: the next goals, tasks, who could help, vacancies, terms that end."""

from __future__ import annotations

from typing import Final

from bot.chat.cards import Paragraph, Part
from bot.chat.text import Markup, bold, join
from bot.features.stepback.aim_line import aim_line
from bot.features.stepback.quarter import Quarter
from bot.features.stepback.viewer import Viewer, first
from bot.schedule.check_in import MOST_IN_FOCUS
from bot.schedule.unasked_words import unasked_lines

_MOST_NAMES: Final = 8


def support(quarter: Quarter, viewer: Viewer) -> list[Part]:
    """The paragraphs under the heading."""
    lines = [*_helpers(quarter, viewer), *_tasks(quarter, viewer)]
    if viewer.leads:
        lines += [*unasked_lines(quarter.support.unasked, viewer.t), *_ending(quarter, viewer)]
    return [Paragraph(join("\n", each)) for each in (_next(quarter, viewer), lines) if each]


def _next(quarter: Quarter, viewer: Viewer) -> list[Markup]:
    aims, t = quarter.support.ahead, viewer.t
    if not aims:
        return [t("No goal lies ahead.")]
    return [bold(t("Next goals")), *first([aim_line(one, viewer) for one in aims], MOST_IN_FOCUS, viewer)]


def _helpers(quarter: Quarter, viewer: Viewer) -> list[Markup]:
    """How many of the obstacles came with the name of somebody who could help."""
    every = quarter.challenges.obstacles
    if not every:
        return []
    known = sum(1 for one in every if one.has_helper)
    return [
        viewer.t.plural(
            "Somebody who could help was named for {known} of {count} obstacle.",
            "Somebody who could help was named for {known} of {count} obstacles.",
            len(every),
            known=known,
        )
    ]


def _tasks(quarter: Quarter, viewer: Viewer) -> list[Markup]:
    t, count, late = viewer.t, quarter.support.open_tasks, quarter.support.overdue_tasks
    if not count:
        return []
    words = t.plural("{count} task is open", "{count} tasks are open", count)
    if not late:
        return [join("", [words, "."])]
    return [join("", [words, t.plural(", {count} of them overdue.", ", {count} of them overdue.", late)])]


def _ending(quarter: Quarter, viewer: Viewer) -> list[Markup]:
    """How many terms end before the next quarter is over; whose they are is for the facilitator."""
    ending, t = quarter.support.ending, viewer.t
    if not ending:
        return []
    line = t.plural(
        "{count} term in the team ends by {day}.",
        "{count} terms in the team end by {day}.",
        len(ending),
        day=viewer.reader.day(ending[-1][1]),
    )
    if not viewer.facilitates:
        return [line]
    names = [person.name for person, _ in ending]
    shown = [*names[:_MOST_NAMES], *(["…"] if len(names) > _MOST_NAMES else [])]
    return [join(" ", [line, t("Those of: {names}.", names=", ".join(shown))])]
