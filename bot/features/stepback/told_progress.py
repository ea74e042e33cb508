"""Progress in words: what was agreed anew, goals that were reached, what is said to move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.chat.cards import Paragraph, Part
from bot.chat.text import Markup, bold, join
from bot.features.stepback.quarter import Anew, Progress, Quarter, Reached
from bot.features.stepback.viewer import Viewer, first, named
from bot.language.lists import listed

MOST: Final = 6
_MOST_MOVING: Final = 4


def progress(quarter: Quarter, viewer: Viewer) -> list[Part]:
    """The paragraphs under the heading; what there is none of is left out, nothing at all is said."""
    told, t = quarter.progress, viewer.t
    texts = []
    anew = sorted(told.anew, key=lambda one: -one.steps)
    if lines := [_anew(one, viewer) for one in anew if not one.now.provisional]:
        texts.append(join("\n", [bold(t("Agreed anew")), *first(lines, MOST, viewer)]))
    if lines := [_left_open(one, viewer) for one in anew if one.now.provisional]:
        texts.append(join("\n", [bold(t("No consensus")), *first(lines, MOST, viewer)]))
    if told.reached:
        lines = [_reached(one, viewer) for one in told.reached]
        texts.append(join("\n", [bold(t("Goals reached")), *first(lines, MOST, viewer)]))
    if told.moving:
        texts.append(_moving(told, viewer))
    if not texts:
        texts.append(t("Nothing was agreed anew in this time."))
    return [Paragraph(text) for text in texts]


def _anew(one: Anew, viewer: Viewer) -> Markup:
    t, values = viewer.t, _values(one, viewer)
    if one.before is None:
        return t("{title}: {now}, agreed for the first time on {day}", **values)
    if one.steps == 0:
        return t("{title}: {now} again, agreed on {day}", **values)
    return t("{title}: from {before} to {now}, agreed on {day}", **values)


def _left_open(one: Anew, viewer: Viewer) -> Markup:
    """The level that stands until the team agrees."""
    t, values = viewer.t, _values(one, viewer)
    if one.before is None or one.steps == 0:
        return t("{title}: {now} for now ({day})", **values)
    return t("{title}: from {before} to {now} for now ({day})", **values)


def _values(one: Anew, viewer: Viewer) -> Mapping[str, object]:
    return {
        "title": named(one.indicator),
        "before": one.before,
        "now": one.now.level,
        "day": viewer.reader.day(one.now.agreed_on),
    }


def _reached(one: Reached, viewer: Viewer) -> Markup:
    return viewer.t(
        "{title}: {level}, wanted by {by_day}, agreed on {day}",
        title=named(one.indicator),
        level=one.goal.level,
        by_day=viewer.reader.day(one.goal.by_day),
        day=viewer.reader.day(one.day),
    )


def _moving(told: Progress, viewer: Viewer) -> Markup:
    """What people said in check-ins, which is not yet what the team agreed on."""
    titles = [one.short_title for one in told.moving]
    more = len(titles) - _MOST_MOVING
    if more > 0:
        return viewer.t.plural(
            "Said to be moving, not agreed yet: {titles} and {count} more.",
            "Said to be moving, not agreed yet: {titles} and {count} more.",
            more,
            titles=", ".join(titles[:_MOST_MOVING]),
        )
    return viewer.t("Said to be moving, not agreed yet: {titles}.", titles=listed(titles, viewer.t))
